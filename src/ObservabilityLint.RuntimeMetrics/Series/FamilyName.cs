using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>The name of a metric family, and those that its samples bear.</summary>
internal sealed class FamilyName
{
    private FamilyName(string name, string unit, InstrumentKind kind)
    {
        (Name, Unit) = (name, unit);
        // What OpenMetrics reserves for the type, whether it is written or not: nobody else may bear it.
        Reserved = kind switch
        {
            InstrumentKind.Counter => [name, name + "_total", name + "_created"],
            InstrumentKind.Histogram => [name, name + "_bucket", name + "_count", name + "_sum", name + "_created"],
            _ => [name],
        };
    }

    /// <summary>The family's name in OpenMetrics, which is without <c>_total</c>.</summary>
    public string Name { get; }

    /// <summary>The unit as OpenMetrics wants it, the last word of the name; empty where the name has none.</summary>
    public string Unit { get; }

    public IReadOnlyList<string> Reserved { get; }

    /// <summary>Null if nothing that Prometheus accepts is left of the name.</summary>
    public static FamilyName? Of(MetricSource source, TranslationFlavor flavor)
    {
        var exported = PrometheusTranslation.Export(source.Instrument, source.Unit, source.Kind, flavor);
        if (source.Kind == InstrumentKind.Counter)
        {
            if (!exported.EndsWith("_total", StringComparison.Ordinal)) return null;
            exported = exported[..^"_total".Length];
        }
        if (exported.Length == 0) return null;
        var unit = source.Unit == "1" ? "ratio" : PrometheusTranslation.UnitWord(source.Unit);
        return new FamilyName(exported, unit.Length > 0 && exported.EndsWith("_" + unit, StringComparison.Ordinal) ? unit : "", source.Kind);
    }
}
