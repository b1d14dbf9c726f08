using System.Diagnostics.Metrics;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Rules.Pipeline;

/// <summary>What the sections on meters, sources and observable instruments claim, run on the runtime and the SDK.</summary>
[Collection(nameof(Traces))]
public class SharedObjectProofs
{
    [Fact]
    public Task At_run_time_a_span_outlives_its_source() => TracedRun.ProvesAsync("OBS5014", "using (Orders.Begin()) { }", "", "place order\n");

    [Fact]
    public Task At_run_time_every_callback_is_asked() => ProgramRun.ProvesAsync(
        "OBS5013", """
        var orders = new OrderQueue();
        orders.Enqueue(1);
        for (var request = 0; request < 3; request++) new OrdersController(orders).Queued();
        var values = new List<int>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (ReferenceEquals(instrument.Meter, meter)) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => values.Add(value));
        listener.Start();
        listener.RecordObservableInstruments();
        return string.Join(' ', values);
        """, "1 1 1", "1");

    [Fact]
    public void At_run_time_the_last_callback_wins_and_all_objects_stay()
    {
        using var meter = new Meter("Shop.Observed");
        var exported = new Totals();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter("Shop.Observed").AddReader(new BaseExportingMetricReader(exported)).Build();
        var objects = Enumerable.Range(1, 3).Select(value => Observe(meter, value)).ToList();
        provider.ForceFlush();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal([3], exported.Values);
        Assert.All(objects, held => Assert.True(held.IsAlive));
    }

    [Fact]
    public void At_run_time_a_counter_of_a_new_meter_begins_at_zero()
    {
        var exported = new Totals();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter("Shop.Counted").AddReader(new BaseExportingMetricReader(exported)).Build();
        for (var call = 0; call < 3; call++)
        {
            using var meter = new Meter("Shop.Counted");
            meter.CreateCounter<long>("shop.orders").Add(1);
        }
        provider.ForceFlush();
        Assert.Equal([1, 1, 1], exported.Values);
    }

    private static WeakReference Observe(Meter meter, long value)
    {
        var held = new StrongBox(value);
        meter.CreateObservableGauge("shop.orders.queued", () => held.Value);
        return new WeakReference(held);
    }

    private sealed record StrongBox(long Value);

    private sealed class Totals : BaseExporter<Metric>
    {
        public List<long> Values { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
                foreach (ref readonly var point in metric.GetMetricPoints())
                    Values.Add(metric.MetricType == MetricType.LongGauge ? point.GetGaugeLastValueLong() : point.GetSumLong());
            return ExportResult.Success;
        }
    }
}
