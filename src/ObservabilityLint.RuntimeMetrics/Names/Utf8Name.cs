using System.Text;
using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>Names that stay as the program gives them, with the unit and <c>_total</c> behind them: what OpenTelemetry's specification calls NoUTF8EscapingWithSuffixes, as the Go translator does it.</summary>
internal static class Utf8Name
{
    public static string Export(string name, string unit, InstrumentKind kind)
    {
        name = Valid(name);
        var parts = unit.Split('/', 2);
        var main = parts[0].Contains('{') ? "" : PrometheusTranslation.UnitWord(parts[0], TranslationFlavor.OtlpTranslator);
        var per = parts.Length < 2 || parts[1].Contains('{') ? "" : PrometheusTranslation.UnitWord("/" + parts[1], TranslationFlavor.OtlpTranslator);
        var last = kind == InstrumentKind.Counter ? "total" : kind == InstrumentKind.Gauge && unit == "1" ? "ratio" : "";
        name = Without(Without(name, last), per);
        if (main.Length > 0 && !name.EndsWith(main, StringComparison.Ordinal)) name += "_" + main;
        if (per.Length > 0) name += "_" + per;
        return last.Length > 0 ? name + "_" + last : name;
    }

    /// <summary>Halves of surrogate pairs are no UTF-8.</summary>
    public static string Valid(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>The word is taken off with the character before it, whatever that is.</summary>
    private static string Without(string name, string word)
        => word.Length > 0 && name.EndsWith(word, StringComparison.Ordinal) && name.Length > word.Length + 1 ? name[..^(word.Length + 1)] : name;
}
