using System;
using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>
/// The grammar of UCUM (case-sensitive): atoms with their prefixes, powers, annotations, products and quotients, parentheses.
/// It knows the atoms that software measures in, and takes any in square brackets; of a text that it does not take it does not say that it is wrong.
/// </summary>
internal sealed class Ucum
{
    private static readonly HashSet<string> Metric = new(
        ("m s g K C cd mol eq osm rad sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv l L t ar kat U u eV pc bar cal Ci R RAD REM dyn erg P St Mx G Oe Gb sb Lmb ph Ky Gal Np B bit By Bd st tex").Split(' '),
        StringComparer.Ordinal);

    private static readonly HashSet<string> Others = new("% ' '' min h d wk mo mo_j mo_s mo_g a a_j a_t a_g deg gon circ sph AU b att atm mesh bit_s 10* 10^ KBy".Split(' '), StringComparer.Ordinal);

    private static readonly string[] Prefixes = "Ki Mi Gi Ti da Y Z E P T G M k h d c m u n p f a z y".Split(' ');

    private readonly string unit;
    private int at;

    private Ucum(string unit) => this.unit = unit;

    /// <summary>True for a code that can be read to its end.</summary>
    public static bool IsCode(string unit)
    {
        var reader = new Ucum(unit);
        return reader.Term() && reader.at == unit.Length;
    }

    /// <summary>True if every brace is closed, none stands in another, and each holds something.</summary>
    public static bool HasClosedBraces(string unit)
    {
        var open = -1;
        for (var i = 0; i < unit.Length; i++)
        {
            if (unit[i] is not ('{' or '}')) continue;
            if (unit[i] == '{' ? open >= 0 : open < 0 || i == open + 1) return false;
            open = unit[i] == '{' ? i : -1;
        }
        return open < 0;
    }

    private bool Term()
    {
        Take('/');
        do
        {
            if (!Component()) return false;
        }
        while (Take('.') || Take('/'));
        return true;
    }

    private bool Component()
    {
        if (Take('('))
        {
            if (!Term() || !Take(')')) return false;
            Exponent();
            return true;
        }
        var start = at;
        if (SimpleUnit()) Exponent();
        else if (!Digits() && !(at < unit.Length && unit[at] == '{')) return false;
        return Annotation() && at > start;
    }

    /// <summary>The longest run of what an atom may be made of: an atom, or a prefix before a metric one.</summary>
    private bool SimpleUnit()
    {
        var end = at;
        while (end < unit.Length && (unit[end] is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '%' or '\'' or '_' || unit[end] == '[' && unit.IndexOf(']', end) > end + 1))
            end = unit[end] == '[' ? unit.IndexOf(']', end) + 1 : end + 1;
        if (end == at)
        {
            if (string.CompareOrdinal(unit, at, "10*", 0, 3) != 0 && string.CompareOrdinal(unit, at, "10^", 0, 3) != 0) return false;
            at += 3;
            return true;
        }
        if (!IsAtom(unit.Substring(at, end - at))) return false;
        at = end;
        return true;
    }

    private static bool IsAtom(string text)
    {
        if (Metric.Contains(text) || Others.Contains(text) || text[text.Length - 1] == ']') return true;
        foreach (var prefix in Prefixes)
            if (text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal) && Metric.Contains(text.Substring(prefix.Length))) return true;
        return false;
    }

    private void Exponent()
    {
        var before = at;
        if (at < unit.Length && unit[at] is '+' or '-') at++;
        if (!Digits()) at = before;
    }

    private bool Digits()
    {
        var before = at;
        while (at < unit.Length && unit[at] is >= '0' and <= '9') at++;
        return at > before;
    }

    /// <summary>False for one that is not closed; none is fine.</summary>
    private bool Annotation()
    {
        if (!Take('{')) return true;
        var close = unit.IndexOf('}', at);
        if (close <= at || unit.IndexOf('{', at, close - at) >= 0) return false;
        at = close + 1;
        return true;
    }

    private bool Take(char c)
    {
        if (at >= unit.Length || unit[at] != c) return false;
        at++;
        return true;
    }
}
