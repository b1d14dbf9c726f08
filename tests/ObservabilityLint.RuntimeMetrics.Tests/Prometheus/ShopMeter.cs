using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>What a program measures itself: all that the bridge shows, and some that it must leave out.</summary>
internal sealed class ShopMeter : IDisposable
{
    /// <summary>All that has to be escaped.</summary>
    public const string AwkwardName = "\"Späti\" \\ 24h\nBerlin";

    private readonly Meter meter = new("Shop"), newer = new("Shop", "2.0"), other = new("Shop.Other");
    private readonly Counter<long> orders, pages, refused;
    private readonly Histogram<double> checkout;
    private readonly Gauge<double> limits;
    private readonly UpDownCounter<int> baskets;

    public ShopMeter()
    {
        orders = meter.CreateCounter<long>("shop.orders", "{order}", "Orders placed.");
        pages = meter.CreateCounter<long>("shop.pages", "{page}", "Pages shown.");
        refused = meter.CreateCounter<long>("shop.refused", "{order}", "Orders refused.");
        checkout = meter.CreateHistogram<double>("shop.checkout.duration", "s", "Time to check out.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5] });
        limits = meter.CreateGauge<double>("shop.limit", description: "The most that a customer may order.");
        baskets = meter.CreateUpDownCounter<int>("shop.baskets", "{basket}", "Baskets in use.");
        // The same instrument of another version of the meter: one metric, which is told.
        newer.CreateUpDownCounter<int>("shop.baskets", "{basket}", "Baskets in use.");
        meter.CreateObservableCounter("shop.visits", () => 7L, "{visit}", "Visits.");
        meter.CreateObservableGauge("shop.broken", BrokenSensor, description: "Never known.");
    }

    /// <summary>The trace in which all is recorded.</summary>
    public ActivityTraceId Trace { get; private set; }

    public void Record(int series)
    {
        using var activity = new Activity("checkout") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();
        Trace = activity.TraceId;
        orders.Add(3, new KeyValuePair<string, object?>("shop.name", AwkwardName), new KeyValuePair<string, object?>("payment", "card"));
        refused.Add(2);
        refused.Add(-1);
        foreach (var seconds in (double[])[0.05, 0.3, 0.3, 0.7, 3]) checkout.Record(seconds);
        limits.Record(double.PositiveInfinity, new KeyValuePair<string, object?>("customer", "regular"));
        limits.Record(double.NaN, new KeyValuePair<string, object?>("customer", "new"));
        baskets.Add(5);
        baskets.Add(-2);
        for (var page = 0; page < series + 10; page++) pages.Add(1, new KeyValuePair<string, object?>("page", page));
        // The same name as the counter above has, once it is translated.
        other.CreateCounter<long>("shop.orders.total", "{order}", "Orders, as another part of the program counts them.").Add(100);
    }

    public void Dispose()
    {
        meter.Dispose();
        newer.Dispose();
        other.Dispose();
    }

    private static int BrokenSensor() => throw new InvalidOperationException("The sensor is gone.");
}
