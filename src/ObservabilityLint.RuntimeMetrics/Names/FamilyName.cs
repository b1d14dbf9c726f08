using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>The name of a metric family, and those that its samples bear.</summary>
internal sealed class FamilyName
{
    private const string Total = "_total";

    private readonly string full;
    private readonly InstrumentKind kind;

    private FamilyName(string full, string unit, InstrumentKind kind)
    {
        (this.full, this.kind) = (full, kind);
        Name = In(NameEscaping.Underscores);
        Unit = unit;
        // What OpenMetrics reserves for the type, whether it is written or not: nobody else may bear it.
        Reserved = kind switch
        {
            InstrumentKind.Counter => [Name, Name + Total, Name + "_created"],
            InstrumentKind.Histogram => [Name, Name + "_bucket", Name + "_count", Name + "_sum", Name + "_created"],
            _ => [Name],
        };
    }

    /// <summary>The family's name in OpenMetrics, which is without <c>_total</c>, for scrapers of every kind. Names that are the same here cannot be told apart by some of them.</summary>
    public string Name { get; }

    /// <summary>The unit as OpenMetrics wants it, the last word of the name; empty where the name has none.</summary>
    public string Unit { get; }

    public IReadOnlyList<string> Reserved { get; }

    /// <summary>The family's name in OpenMetrics, for who asks for this. Only the end that it shares with all counters is taken off, so that the samples have the same name in both formats.</summary>
    public string In(NameEscaping escaping) => EscapedName.OfMetric(full, escaping) is var escaped && kind == InstrumentKind.Counter ? escaped[..^Total.Length] : escaped;

    /// <summary>The unit for who asks for this. Prometheus 3 refuses the whole scrape where the family's name does not end in it, as that of a counter does not where underscores are doubled.</summary>
    public string UnitIn(NameEscaping escaping) => In(escaping).EndsWith("_" + Unit, StringComparison.Ordinal) ? Unit : "";

    /// <summary>Null if nothing that Prometheus accepts is left of the name.</summary>
    public static FamilyName? Of(MetricSource source, NameTranslation translation)
    {
        var full = translation switch
        {
            NameTranslation.NoUtf8EscapingWithSuffixes => Utf8Name.Export(source.Name, source.Unit, source.Kind),
            NameTranslation.OtlpTranslator => PrometheusTranslation.Export(source.Name, source.Unit, source.Kind, TranslationFlavor.OtlpTranslator),
            _ => PrometheusTranslation.Export(source.Name, source.Unit, source.Kind),
        };
        var isCounter = source.Kind == InstrumentKind.Counter;
        if (isCounter ? full.Length <= Total.Length || !full.EndsWith(Total, StringComparison.Ordinal) : full.Length == 0) return null;
        var unit = source.Unit == "1" ? "ratio" : PrometheusTranslation.UnitWord(source.Unit);
        return new FamilyName(full, unit.Length > 0 && full.EndsWith("_" + unit + (isCounter ? Total : ""), StringComparison.Ordinal) ? unit : "", source.Kind);
    }
}
