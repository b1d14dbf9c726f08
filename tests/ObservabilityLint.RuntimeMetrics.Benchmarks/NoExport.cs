using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>Takes what the SDK has collected, reads each point once as any exporter must, and writes nothing: what the SDK costs without the text.</summary>
internal sealed class NoExport : BaseExporter<Metric>
{
    public double Sum { get; private set; }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
            foreach (ref readonly var point in metric.GetMetricPoints())
                Sum += metric.MetricType switch
                {
                    MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
                    MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
                    MetricType.LongGauge => point.GetGaugeLastValueLong(),
                    MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
                    _ => point.GetHistogramSum(),
                };
        return ExportResult.Success;
    }
}
