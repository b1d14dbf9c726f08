using System.Collections.Generic;
using System.Text;

namespace ObservabilityLint.Naming;

/// <summary>Which reference translator the exported names follow.</summary>
internal enum TranslationFlavor
{
    /// <summary>The OpenTelemetry .NET exporter: what .NET users' dashboards hold.</summary>
    OpenTelemetryDotNet,

    /// <summary>The Go otlptranslator (collector, Prometheus OTLP endpoint): removes every word <c>total</c> before it appends one, and appends <c>_ratio</c> to gauges of unit 1.</summary>
    OtlpTranslator,
}

/// <summary>OpenTelemetry names as Prometheus shows them.</summary>
internal static class PrometheusTranslation
{
    // As the exporters have them, flaws included: 1024^4 bytes are "tibibytes" to all of them, and they know KBy but not UCUM's kBy.
    private static readonly Dictionary<string, string> DotNetUnitWords = new()
    {
        ["B"] = "bytes", ["KB"] = "kilobytes", ["MB"] = "megabytes", ["GB"] = "gigabytes", ["TB"] = "terabytes", ["$"] = "dollars",
    };

    private static readonly Dictionary<string, string> UnitWords = new()
    {
        ["d"] = "days", ["h"] = "hours", ["min"] = "minutes", ["s"] = "seconds", ["ms"] = "milliseconds", ["us"] = "microseconds", ["ns"] = "nanoseconds",
        ["By"] = "bytes", ["KiBy"] = "kibibytes", ["MiBy"] = "mebibytes", ["GiBy"] = "gibibytes", ["TiBy"] = "tibibytes",
        ["KBy"] = "kilobytes", ["MBy"] = "megabytes", ["GBy"] = "gigabytes", ["TBy"] = "terabytes",
        ["m"] = "meters", ["V"] = "volts", ["A"] = "amperes", ["J"] = "joules", ["W"] = "watts", ["g"] = "grams",
        ["Cel"] = "celsius", ["Hz"] = "hertz", ["1"] = "", ["%"] = "percent",
    };

    private static readonly Dictionary<string, string> PerWords = new()
    {
        ["s"] = "second", ["m"] = "minute", ["h"] = "hour", ["d"] = "day", ["w"] = "week", ["mo"] = "month", ["y"] = "year",
    };

    /// <summary>The name of the metric family in Prometheus, with the unit and, on a counter, <c>_total</c>.</summary>
    public static string Export(string name, string? unit, InstrumentKind kind, TranslationFlavor flavor = TranslationFlavor.OpenTelemetryDotNet)
    {
        if (flavor == TranslationFlavor.OpenTelemetryDotNet) return WithSuffixesAdded(Sanitize(WithoutLeadingDigit(kind == InstrumentKind.Counter ? WithoutTotal(name) : name)), UnitWord(unit), kind);
        var exported = WithSuffixesMoved(Sanitize(name), unit, kind);
        return exported.Length > 0 && exported[0] is >= '0' and <= '9' ? "_" + exported : exported;
    }

    /// <summary>True if the exporters have a word for the unit and do not just pass its code on.</summary>
    public static bool SpellsOut(string unit) => UnitWords.ContainsKey(unit);

    /// <summary>The unit as the word that is appended; empty for none, for annotations, and for 1.</summary>
    public static string UnitWord(string? unit, TranslationFlavor flavor = TranslationFlavor.OpenTelemetryDotNet)
    {
        unit = WithoutAnnotations(unit ?? "");
        var slash = unit.IndexOf('/');
        if (slash < 0 || slash == unit.Length - 1)
            return Sanitize(UnitWords.TryGetValue(unit, out var word) || flavor == TranslationFlavor.OpenTelemetryDotNet && DotNetUnitWords.TryGetValue(unit, out word) ? word : unit).Trim('_');
        var per = unit.Substring(slash + 1);
        var top = UnitWord(unit.Substring(0, slash), flavor);
        var bottom = "per_" + (PerWords.TryGetValue(per, out var single) ? single : Sanitize(per).Trim('_'));
        return top.Length == 0 ? bottom : top + "_" + bottom;
    }

    /// <summary>The .NET exporter compares letters and not words: a name in <c>milliseconds</c> has the unit <c>seconds</c> in its eyes.</summary>
    private static string WithSuffixesAdded(string name, string unitWord, InstrumentKind kind)
    {
        var isCounter = kind == InstrumentKind.Counter;
        if (!EndsWith(name, unitWord)) name += (EndsWith(name, "_") ? "" : "_") + unitWord;
        return isCounter && !EndsWith(name, "_total") ? name + "_total" : name;
    }

    /// <summary>The Go translator works on words: a unit that stands anywhere is not repeated; the other suffixes are taken out wherever they stand and put at the end.</summary>
    private static string WithSuffixesMoved(string name, string? unit, InstrumentKind kind)
    {
        var words = new List<string>(name.Split(['_'], System.StringSplitOptions.RemoveEmptyEntries));
        var parts = (unit ?? "").Split(['/'], 2);
        AddUnless(words, parts[0].IndexOf('{') >= 0 ? "" : UnitWord(parts[0], TranslationFlavor.OtlpTranslator));
        AddUnless(words, parts.Length < 2 || parts[1].IndexOf('{') >= 0 ? "" : UnitWord("/" + parts[1], TranslationFlavor.OtlpTranslator));
        if (kind == InstrumentKind.Counter) MoveToEnd(words, "total");
        if (kind == InstrumentKind.Gauge && unit == "1") MoveToEnd(words, "ratio");
        return string.Join("_", words);
    }

    private static void AddUnless(List<string> words, string word)
    {
        if (word.Length > 0 && !words.Contains(word)) words.Add(word);
    }

    private static void MoveToEnd(List<string> words, string word)
    {
        words.RemoveAll(w => w == word);
        words.Add(word);
    }

    /// <summary>The .NET exporter, asked for OpenMetrics as every Prometheus asks, takes the suffix off a counter before it adds the unit; only as it is written with an underscore.</summary>
    private static string WithoutTotal(string name) => EndsWith(name, "_total") ? name.Substring(0, name.Length - "_total".Length) : name;

    /// <summary>The .NET exporter writes an underscore in its place, where the Go translator writes one before it.</summary>
    private static string WithoutLeadingDigit(string name) => name.Length > 0 && name[0] is >= '0' and <= '9' ? "_" + name.Substring(1) : name;

    private static bool EndsWith(string name, string end) => name.EndsWith(end, System.StringComparison.Ordinal);

    private static string Sanitize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or ':') text.Append(c);
            else if (text.Length == 0 || text[text.Length - 1] != '_') text.Append('_');
        }
        return text.ToString();
    }

    private static string WithoutAnnotations(string unit)
    {
        int open, close;
        while ((open = unit.IndexOf('{')) >= 0 && (close = unit.IndexOf('}', open)) >= 0)
            unit = unit.Remove(open, close - open + 1);
        return unit;
    }
}
