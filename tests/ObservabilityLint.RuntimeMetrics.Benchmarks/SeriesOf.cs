using System.Diagnostics.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>Many series: counters of three labels, in six metrics.</summary>
internal static class SeriesOf
{
    private const int Metrics = 6, Labels = 3;

    public static void All(Pipelines pipelines, int series)
    {
        foreach (var meter in (Meter[])[pipelines.BridgeMeter, pipelines.SdkMeter, pipelines.AdapterMeter]) OfMeter(meter, series);
        OfPrometheusNet(pipelines.PrometheusNet, series);
    }

    public static void OfMeter(Meter meter, int series)
    {
        for (var metric = 0; metric < Metrics; metric++)
        {
            var counter = meter.CreateCounter<long>($"shop.orders{metric}");
            for (var one = 0; one < series / Metrics; one++) counter.Add(one, Labelled.Tags(Labels, one));
        }
    }

    public static void OfPrometheusNet(Prometheus.MetricFactory factory, int series)
    {
        for (var metric = 0; metric < Metrics; metric++)
        {
            var counter = factory.CreateCounter($"shop_orders{metric}", "", Labelled.Names(Labels));
            for (var one = 0; one < series / Metrics; one++) counter.WithLabels(Labelled.Values(Labels, one)).Inc(one);
        }
    }
}
