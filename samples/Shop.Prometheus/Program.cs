using System.Diagnostics;
using Prometheus;
using Shop;

// Only the shop's own metrics: those of the runtime are not the subject here.
Metrics.SuppressDefaultMetrics();

var app = WebApplication.CreateBuilder(args).Build();
app.MapMetrics();
app.Use(async (context, next) =>
{
    var watch = Stopwatch.StartNew();
    await next(context);
    VisitorMetrics.RecordAnswer(context, watch.Elapsed);
});

app.MapGet("/browse/{channel}", (string channel) =>
{
    Metrics.CreateCounter($"shop_{channel}_visits_total", "Visits.").Inc();
    ShopMetrics.ActiveSessions.Inc();
    ShopMetrics.Logins.Inc();
    ShopMetrics.Searches.Inc();
    ShopMetrics.ReservedItems.Inc(2);
    return "Welcome.";
});

app.MapGet("/customers/{customer}", (string customer) =>
{
    VisitorMetrics.Visits.WithLabels(customer).Inc();
    VisitorMetrics.Newsletters.WithLabels("web").Inc();
    VisitorMetrics.Downloads.Inc();
    return "Hello.";
});

app.MapGet("/checkout", async () =>
{
    var watch = Stopwatch.StartNew();
    await Task.Delay(20);
    ShopMetrics.RecordPayment("card", watch);
    ShopMetrics.Coupons.Inc();
    ShopMetrics.Orders.WithLabels("card").Inc();
    ShopMetrics.Stock.WithLabels("book").Dec();
    ShopMetrics.CheckoutDuration.Observe(watch.Elapsed.TotalMilliseconds);
    return "Thank you.";
});

app.MapGet("/leave", () =>
{
    ShopMetrics.AbandonedBaskets.Inc();
    ShopMetrics.ReservedItems.Inc(-2);
    return "See you.";
});

app.MapGet("/back-office", () =>
{
    var placed = DateTime.UtcNow.AddMinutes(-5);
    var fill = 62.5;
    var catalogue = GC.GetTotalMemory(forceFullCollection: false);
    ShopMetrics.OldestOrderAge.Set((DateTime.UtcNow - placed).TotalMinutes);
    ShopMetrics.WarehouseFill.Set(fill);
    ShopMetrics.CatalogueSize.Set(catalogue / 1000d);
    using (BackOfficeMetrics.ExportDuration.NewTimer()) BackOfficeMetrics.Refunds.Inc();
    BackOfficeMetrics.RefundedEuros.Inc(19.90);
    BackOfficeMetrics.Deliveries.WithLabels("parcel").Inc();
    return "All is well.";
});

app.Run();
