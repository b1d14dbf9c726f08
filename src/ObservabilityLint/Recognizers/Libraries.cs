using System.Collections.Immutable;

namespace ObservabilityLint.Recognizers;

/// <summary>The metrics libraries we know.</summary>
internal static class Libraries
{
    public static ImmutableArray<IInstrumentRecognizer> Instruments { get; } = ImmutableArray.Create<IInstrumentRecognizer>(new PrometheusNet(), new Meters(), new MetricAttributes(), new OpenTelemetryViews(), new EventCounters());
}
