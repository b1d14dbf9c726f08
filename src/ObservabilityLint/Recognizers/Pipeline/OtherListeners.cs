using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// What hears of spans or measurements beside the pipelines of OpenTelemetry, and code that is not meant to be heard: tests and benchmarks. Nothing is bound: a word too many costs a diagnostic, never a false one.
/// </summary>
internal static class OtherListeners
{
    private static readonly NamedWords ToSpans = new(["ActivityListener"], isKept: true);

    private static readonly NamedWords ToMeters = new(
        ["MeterListener", "IMetricsListener", "MapMetrics", "UseMetricServer", "KestrelMetricServer", "MetricServer", "MetricPusher", "MeterAdapter", "MapOpenMetrics", "MetricsServer", "RuntimeMetricsBridge", "MetricCollector"], isKept: true);

    /// <summary>Sources or meters that no pipeline listens to may be meant so.</summary>
    public static bool MayHear(PipelineSignals signal, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in Sources.TreesInSight(compilation))
            if (CallIndex.Of(tree).HasInCode(signal == PipelineSignals.Traces ? ToSpans : ToMeters, cancellation)) return true;
        return TestProjects.Are(compilation, cancellation);
    }
}
