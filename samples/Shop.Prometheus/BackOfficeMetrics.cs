using Prometheus;

namespace Shop;

/// <summary>prometheus-net throws for the first two names, and for the label of the third: not when the service starts, but when the back office is opened.</summary>
public static class BackOfficeMetrics
{
    public static readonly Counter Refunds = Metrics.CreateCounter("shop-refunds-total", "Refunds granted.");

    public static readonly Counter RefundedEuros = Metrics.CreateCounter("shop:refunded_euros_total", "Money paid back.");

    public static readonly Counter Deliveries = Metrics.CreateCounter("shop_deliveries_total", "Deliveries handed over.", "delivery-kind");

    /// <summary>Declared in <see cref="ShopMetrics"/> too: the second to come is ignored, with its buckets.</summary>
    public static readonly Histogram ExportDuration = Metrics.CreateHistogram(
        "shop_export_duration_seconds",
        "Time to export the books.",
        new HistogramConfiguration { Buckets = [1, 10, 60, 600] });
}
