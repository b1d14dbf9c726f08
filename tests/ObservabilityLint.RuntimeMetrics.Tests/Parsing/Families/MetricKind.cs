using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;

/// <summary>A type of metric as one of the formats knows it.</summary>
/// <param name="Word">What stands in the TYPE line.</param>
/// <param name="Suffixes">The ends of its samples' names.</param>
/// <param name="Check">Refuses a point that this type cannot have.</param>
internal sealed record MetricKind(MetricType Type, string Word, ImmutableArray<string> Suffixes, Action<MetricPoint> Check)
{
    /// <summary>The label that tells the parts of one point from each other, null if this type has none.</summary>
    public string? PartLabel(string family) => Type switch
    {
        MetricType.Histogram or MetricType.GaugeHistogram => "le",
        MetricType.Summary => "quantile",
        MetricType.StateSet => family,
        _ => null,
    };

    /// <summary>True if the samples with this end are such parts.</summary>
    public bool HasParts(string suffix) => Type switch
    {
        MetricType.Histogram or MetricType.GaugeHistogram => suffix == "_bucket",
        MetricType.Summary or MetricType.StateSet => suffix == "",
        _ => false,
    };

    /// <summary>True if the samples with this end may show an example of what they counted.</summary>
    public bool HasExemplars(string suffix) => Type switch
    {
        MetricType.Counter => suffix == "_total",
        MetricType.Histogram or MetricType.GaugeHistogram => suffix == "_bucket",
        _ => false,
    };
}
