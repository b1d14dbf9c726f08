using System.Diagnostics.Metrics;

namespace Shop;

/// <summary>What the shop measures. Every line compiles and runs; what is wrong with it shows only where the metrics arrive.</summary>
public static class ShopMetrics
{
    public const string MeterName = "Shop";

    private static readonly Meter Meter = new(MeterName);

    public static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.ordersPlaced", "{order}", "Orders placed.");

    public static readonly Counter<long> AbandonedBaskets = Meter.CreateCounter<long>("shop abandoned baskets", "{basket}", "Baskets left behind.");

    public static readonly Counter<long> Payments = Meter.CreateCounter<long>("shop.payments.total", "{payment}", "Payments taken.");

    public static readonly Counter<long> Coupons = Meter.CreateCounter<long>("shop.coupon.counter", "{coupon}", "Coupons redeemed.");

    public static readonly Counter<long> Searches = Meter.CreateCounter<long>("shop.searches", "searches", "Searches in the catalogue.");

    public static readonly Counter<long> Logins = Meter.CreateCounter<long>("process.logins", "{login}", "Customers who logged in.");

    /// <summary>Newsletters sent to customers.</summary>
    public static readonly Counter<long> Newsletters = Meter.CreateCounter<long>("shop.newsletters", "{newsletter}");

    public static readonly Counter<long> ActiveSessions = Meter.CreateCounter<long>("shop.active_sessions", "{session}", "Customers in the shop.");

    public static readonly Counter<long> ReservedItems = Meter.CreateCounter<long>("shop.reserved_items", "{item}", "Items set aside for a customer.");

    public static readonly Gauge<double> RatingSum = Meter.CreateGauge<double>("shop.rating.sum", "{star}", "Stars that customers gave today.");

    public static readonly Histogram<double> CheckoutDuration = Meter.CreateHistogram<double>("shop.checkout.duration_seconds", description: "Time to check out.");

    public static readonly Histogram<double> PaymentDuration = Meter.CreateHistogram<double>("shop.payment.duration", "seconds", "Time that the payment provider takes.");

    public static readonly Histogram<double> ExportDuration = Meter.CreateHistogram<double>("shop.export.duration", description: "Time to export the books.");

    public static readonly Histogram<double> DispatchDelay = Meter.CreateHistogram<double>("shop.dispatch.delay", "s", "Time until an order is dispatched.");

    public static readonly Histogram<long> UploadSize = Meter.CreateHistogram<long>("shop.upload.size", "bytes", "Size of the pictures that customers send.");
}
