using System;
using System.Collections.Generic;
using System.Text;

namespace ObservabilityLint.Naming;

/// <summary>Unit codes as a unit field wants them: UCUM, case-sensitive, things counted in braces. Knows the words that people write instead.</summary>
internal static class UnitCodes
{
    private static readonly Dictionary<string, string> Corrections = new()
    {
        ["B"] = "By", ["KB"] = "kBy", ["kB"] = "kBy", ["MB"] = "MBy", ["GB"] = "GBy", ["TB"] = "TBy", ["PB"] = "PBy",
        ["KiB"] = "KiBy", ["MiB"] = "MiBy", ["GiB"] = "GiBy", ["TiB"] = "TiBy",
        ["Kb"] = "kbit", ["Mb"] = "Mbit", ["Gb"] = "Gbit", ["bps"] = "bit/s", ["kbps"] = "kbit/s", ["Mbps"] = "Mbit/s", ["Gbps"] = "Gbit/s", ["Bps"] = "By/s",
        ["hz"] = "Hz", ["khz"] = "kHz", ["KHz"] = "kHz", ["mhz"] = "MHz", ["ghz"] = "GHz", ["amps"] = "A", ["amp"] = "A", ["hr"] = "h",
        ["fraction"] = "1", ["none"] = "1", ["dimensionless"] = "1", ["unitless"] = "1", ["count"] = "{count}", ["counts"] = "{count}",
        ["\u00B5s"] = "us", ["\u03BCs"] = "us", ["\u00B0C"] = "Cel", ["\u2103"] = "Cel", ["\u00B0F"] = "[degF]", ["\u00B0"] = "deg", ["\u03A9"] = "Ohm", ["\u2126"] = "Ohm", ["\u2030"] = "[ppth]",
    };

    private static readonly HashSet<string> CountedThings =
    [
        "request", "response", "item", "message", "error", "event", "connection", "operation", "call", "user", "job", "task", "order", "query", "row", "record", "packet", "thread", "session",
        "transaction", "exception", "file", "entry", "object", "element", "page", "hit", "miss", "retry", "attempt", "failure", "process", "document", "batch", "worker", "instance", "command",
    ];

    private static readonly string[] Atoms =
        ("m s g K C cd mol rad sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv l L t ar u eV pc bar bit By Bd cal kat St Np "
        + "min h d wk mo a deg gon % 1 atm b dB KBy dyn erg P G Mx Oe Ci R RAD REM sb Ky").Split(' ');

    private static readonly string[] Prefixes = "Y Z E P T G M k h da d c m u n p f a z y Ki Mi Gi Ti".Split(' ');

    private static readonly HashSet<string> Codes = BuildCodes();

    /// <summary>The code for a unit that is written in another way; null where it is a code already, or where we do not know it.</summary>
    public static string? Correct(string unit)
    {
        if (Corrections.TryGetValue(unit, out var whole)) return whole;
        var parts = unit.Replace(" per ", "/").Split('/');
        var corrected = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            if (CorrectPart(parts[i]) is not { } code) return null;
            corrected.Append(i > 0 ? "/" : "").Append(code);
        }
        var result = corrected.ToString();
        return result == unit ? null : result;
    }

    /// <summary>The part of a unit before or after a slash as a code; null where we do not know it.</summary>
    private static string? CorrectPart(string part)
    {
        if (IsCode(part)) return part;
        if (Corrections.TryGetValue(part, out var code)) return code;
        var word = part.ToLowerInvariant();
        if (word.Length > 1 && (Units.Find(word) ?? Units.Find(word + "s")) is { Ucum: { } ucum }) return ucum;
        if (CountedThings.Contains(word)) return "{" + word + "}";
        return EnglishPlural.Is(word) ? "{" + EnglishPlural.Singular(word) + "}" : null;
    }

    /// <summary>True for well-formed codes: what this does not know is rather let pass than called wrong.</summary>
    private static bool IsCode(string part)
    {
        if (part.Length == 0 || part.IndexOf('{') >= 0 || part.IndexOf('[') >= 0) return true;
        foreach (var factor in part.Split('.'))
        {
            var atom = factor.TrimStart('(').TrimEnd(')').TrimEnd("0123456789+-*^".ToCharArray());
            if (atom.Length > 0 && !Codes.Contains(atom)) return false;
        }
        return true;
    }

    private static HashSet<string> BuildCodes()
    {
        var codes = new HashSet<string>(Atoms, StringComparer.Ordinal);
        foreach (var atom in Atoms)
            if (atom is not ("b" or "%" or "1" or "min" or "h" or "d" or "wk" or "mo" or "a" or "deg" or "dB" or "KBy" or "atm"))
                foreach (var prefix in Prefixes) codes.Add(prefix + atom);
        return codes;
    }
}
