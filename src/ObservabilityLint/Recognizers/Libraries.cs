using System.Collections.Immutable;
using System.Linq;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The metrics libraries we know.</summary>
internal static class Libraries
{
    public static ImmutableArray<IInstrumentRecognizer> Instruments { get; } = ImmutableArray.Create<IInstrumentRecognizer>(new PrometheusNet(), new Meters(), new MetricAttributes(), new OpenTelemetryViews(), new EventCounters());

    public static ImmutableArray<IMeasurementRecognizer> Measurements { get; } = ImmutableArray.Create<IMeasurementRecognizer>(
        new PrometheusChildren(), new PrometheusRecordings(), new PrometheusStaticLabels(), new PrometheusExemplars(), new MeterRecordings(), new GeneratedRecordings(), new MeterTags(), new SpanAttributes(), new SpanNames(), new HttpMetricTags(), new PrometheusHttpLabels());

    public static ImmutableArray<IContextRecognizer> Contexts { get; } = ImmutableArray.Create<IContextRecognizer>(new Activities(), new OpenTelemetryTracers(), new Scheduling(), new HttpCalls(), new DatabaseCalls(), new ExecutionContexts(), new HostRuns(), new InstrumentationSuppressions(), new TraceHeaders(), new PropagationSwitches(), new ParentContexts(), new AmbientBaggage(), new Samplers());

    /// <summary>The names of all calls that may declare an instrument.</summary>
    public static NamedWords CallNames { get; } = new(Instruments.SelectMany(library => library.CallNames), isKept: true);

    /// <summary>The names of all calls that may record, or give tags.</summary>
    public static NamedWords MeasurementCallNames { get; } = new(Measurements.SelectMany(library => library.CallNames), isKept: true);
}
