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
    private static readonly Dictionary<string, string> UnitWords = new()
    {
        ["d"] = "days", ["h"] = "hours", ["min"] = "minutes", ["s"] = "seconds", ["ms"] = "milliseconds", ["us"] = "microseconds", ["ns"] = "nanoseconds",
        ["By"] = "bytes", ["KiBy"] = "kibibytes", ["MiBy"] = "mebibytes", ["GiBy"] = "gibibytes", ["TiBy"] = "tebibytes",
        ["KBy"] = "kilobytes", ["kBy"] = "kilobytes", ["MBy"] = "megabytes", ["GBy"] = "gigabytes", ["TBy"] = "terabytes",
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
        var exported = Sanitize(name);
        var isCounter = kind == InstrumentKind.Counter;
        if (flavor == TranslationFlavor.OtlpTranslator && isCounter) exported = WithoutWord(exported, "total");
        var unitWord = UnitWord(unit);
        if (flavor == TranslationFlavor.OtlpTranslator && unit == "1" && kind == InstrumentKind.Gauge) unitWord = "ratio";
        if (unitWord.Length > 0 && !EndsWithWord(exported, unitWord)) exported += "_" + unitWord;
        if (isCounter && !EndsWithWord(exported, "total")) exported += "_total";
        return exported.Length > 0 && exported[0] is >= '0' and <= '9' ? "_" + exported : exported;
    }

    /// <summary>The unit as the word that is appended; empty for none, for annotations, and for 1.</summary>
    public static string UnitWord(string? unit)
    {
        unit = WithoutAnnotations(unit ?? "");
        if (unit.Length == 0) return "";
        var slash = unit.IndexOf('/');
        if (slash < 0) return Sanitize(UnitWords.TryGetValue(unit, out var word) ? word : unit);
        var per = unit.Substring(slash + 1);
        if (per.Length == 0) return UnitWord(unit.Substring(0, slash));
        var top = UnitWord(unit.Substring(0, slash));
        var bottom = "per_" + (PerWords.TryGetValue(per, out var single) ? single : Sanitize(per));
        return top.Length == 0 ? bottom : top + "_" + bottom;
    }

    private static string Sanitize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or ':') text.Append(c);
            else if (text.Length == 0 || text[text.Length - 1] != '_') text.Append('_');
        }
        return text.ToString().Trim('_');
    }

    private static string WithoutAnnotations(string unit)
    {
        int open, close;
        while ((open = unit.IndexOf('{')) >= 0 && (close = unit.IndexOf('}', open)) >= 0)
            unit = unit.Remove(open, close - open + 1);
        return unit;
    }

    private static string WithoutWord(string name, string word)
    {
        var words = new List<string>(name.Split('_'));
        words.RemoveAll(w => w == word);
        return string.Join("_", words);
    }

    private static bool EndsWithWord(string name, string word)
        => name.EndsWith(word, System.StringComparison.Ordinal) && (name.Length == word.Length || name[name.Length - word.Length - 1] == '_');
}
