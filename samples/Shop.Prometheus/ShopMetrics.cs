using System.Diagnostics;
using Prometheus;

namespace Shop;

/// <summary>What the shop measures. Every line compiles and runs; what is wrong with it shows only in Prometheus.</summary>
public static class ShopMetrics
{
    public static readonly Counter Orders = Metrics.CreateCounter("shop_orders", "Orders placed.", "payment");

    public static readonly Counter AbandonedBaskets = Metrics.CreateCounter("shopAbandonedBaskets_total", "Baskets left behind.");

    public static readonly Counter Payments = Metrics.CreateCounter("shop_payments_count", "Payments taken.");

    public static readonly Counter Coupons = Metrics.CreateCounter("shop_coupon_counter_total", "Coupons redeemed.");

    public static readonly Counter Logins = Metrics.CreateCounter("logins_total", "Customers who logged in.");

    /// <summary>Searches in the catalogue.</summary>
    public static readonly Counter Searches = Metrics.CreateCounter("shop_searches_total", "");

    public static readonly Counter ActiveSessions = Metrics.CreateCounter("shop_active_sessions_total", "Customers in the shop.");

    public static readonly Counter ReservedItems = Metrics.CreateCounter("shop_reserved_items_total", "Items set aside for a customer.");

    public static readonly Gauge Stock = Metrics.CreateGauge("shop_stock_total", "Items in stock.", "product");

    public static readonly Gauge OldestOrderAge = Metrics.CreateGauge("shop_oldest_order_age_minutes", "Age of the oldest open order.");

    public static readonly Gauge WarehouseFill = Metrics.CreateGauge("shop_warehouse_fill_percent", "How full the warehouse is.");

    public static readonly Gauge CatalogueSize = Metrics.CreateGauge("shop_catalogue_size_kb", "Memory that the catalogue takes.");

    public static readonly Histogram CheckoutDuration = Metrics.CreateHistogram(
        "shop_checkout_duration_milliseconds",
        "Time to check out.",
        new HistogramConfiguration { Buckets = [5, 10, 25, 50, 100, 250, 500, 1000] });

    private static readonly Gauge Parcels = Metrics.CreateGauge("shop_parcels", "Parcels handed to the carrier.");

    public static readonly Gauge BackupAge = Metrics.CreateGauge("shop_backup_age", "Age of the last backup in hours.");

    public static readonly Histogram ExportDuration = Metrics.CreateHistogram("shop_export_duration_seconds", "Time to export the books.");

    private static readonly Histogram PaymentDuration = Metrics.CreateHistogram("shop_payment_duration_ms", "Time that the payment provider takes.", "provider");

    public static void RecordPayment(string provider, Stopwatch watch)
    {
        Payments.Inc();
        Parcels.Inc();
        PaymentDuration.WithLabels(provider).Observe(watch.ElapsedMilliseconds);
    }
}
