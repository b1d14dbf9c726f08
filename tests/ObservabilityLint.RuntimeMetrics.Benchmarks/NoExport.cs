using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>Where only measurements count: the SDK records nothing for nobody.</summary>
internal sealed class NoExport : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
}
