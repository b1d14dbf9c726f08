using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>What Prometheus sees of an instrument: the name and the type of its metric family, and the names of the samples in it.</summary>
internal sealed record ExportedFamily(string Name, string Type, bool HasCreatedSample)
{
    public static ExportedFamily? Of(NamingConvention convention, InstrumentKind kind, string name, string? unit, TranslationFlavor flavor)
        => TypeOf(kind) is not { } type ? null
            : convention.ExporterAddsSuffixes ? new ExportedFamily(PrometheusTranslation.Export(name, unit, kind, flavor), type, type != "gauge")
            : new ExportedFamily(name, type, false);

    /// <summary>The name first, even where no sample bears it alone: two families must not share it either.</summary>
    public IEnumerable<string> NameAndSamples()
    {
        yield return Name;
        if (Type == "histogram") yield return Name + "_bucket";
        if (Type is "histogram" or "summary")
        {
            yield return Name + "_sum";
            yield return Name + "_count";
        }
        if (HasCreatedSample) yield return WithoutTotal(Name) + "_created";
    }

    /// <summary>Both gauges and up-down counters are gauges in Prometheus.</summary>
    private static string? TypeOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter => "counter",
        InstrumentKind.Gauge or InstrumentKind.UpDownCounter => "gauge",
        InstrumentKind.Histogram => "histogram",
        InstrumentKind.Summary => "summary",
        _ => null,
    };

    private static string WithoutTotal(string name)
        => name.EndsWith("_total", System.StringComparison.Ordinal) ? name.Substring(0, name.Length - "_total".Length) : name;
}
