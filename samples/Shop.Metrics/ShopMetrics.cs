using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Shop;

/// <summary>What the shop measures. Prometheus shows it as <c>shop_orders_total</c>, <c>shop_checkout_duration_seconds</c> and <c>shop_packing_queue_length</c>.</summary>
public sealed class ShopMetrics
{
    public const string MeterName = "Shop";

    private readonly Counter<long> orders;
    private readonly Histogram<double> checkoutDuration;

    public ShopMetrics(IMeterFactory meters, PackingTable table)
    {
        var meter = meters.Create(MeterName);
        orders = meter.CreateCounter<long>("shop.orders", "{order}", "Orders placed.");
        checkoutDuration = meter.CreateHistogram<double>("shop.checkout.duration", "s", "Time from the order to the bank's answer.");
        meter.CreateObservableGauge("shop.packing.queue.length", () => table.Count, "{order}", "Orders that wait for the packer.");
    }

    public void Ordered(Payment payment) => orders.Add(1, new KeyValuePair<string, object?>("payment", payment));

    /// <summary>Measures from now until what is returned is disposed.</summary>
    public CheckoutTime Checkout(Payment payment) => new(checkoutDuration, payment);

    /// <summary>A check-out that goes on.</summary>
    public readonly struct CheckoutTime(Histogram<double> duration, Payment payment) : IDisposable
    {
        private readonly long started = Stopwatch.GetTimestamp();

        public void Dispose() => duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("payment", payment));
    }
}
