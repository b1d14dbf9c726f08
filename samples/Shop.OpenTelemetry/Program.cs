using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
    .AddMeter(ShopMetrics.MeterName, BackOfficeMetrics.MeterName, VisitorMetrics.MeterName, "Shop.Visits")
    .AddView("shop.*.duration*", new ExplicitBucketHistogramConfiguration { Boundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] })
    .AddPrometheusExporter());

var app = builder.Build();
app.MapPrometheusScrapingEndpoint();
app.Use(async (context, next) =>
{
    var watch = Stopwatch.StartNew();
    await next(context);
    VisitorMetrics.RecordAnswer(context, watch.Elapsed, Channel.Web, isCached: false);
});

var visits = new Meter("Shop.Visits");

app.MapGet("/browse/{channel}", (string channel) =>
{
    visits.CreateCounter<long>($"shop.{channel}.visits", "{visit}", "Visits.").Add(1);
    ShopMetrics.ActiveSessions.Add(1);
    ShopMetrics.Logins.Add(1);
    ShopMetrics.Searches.Add(1);
    ShopMetrics.Newsletters.Add(1);
    ShopMetrics.ReservedItems.Add(2);
    ShopMetrics.UploadSize.Record(48_213);
    return "Welcome.";
});

app.MapGet("/customers/{customer}", (string customer) =>
{
    VisitorMetrics.RecordVisit(customer);
    VisitorMetrics.RecordDownload(System.Globalization.CultureInfo.CurrentUICulture.Name);
    VisitorMetrics.RecordParcel(800);
    return "Hello.";
});

app.MapGet("/checkout", async () =>
{
    var watch = Stopwatch.StartNew();
    await Task.Delay(20);
    ShopMetrics.PaymentDuration.Record(watch.Elapsed.TotalSeconds);
    ShopMetrics.Payments.Add(1);
    ShopMetrics.Coupons.Add(1);
    ShopMetrics.Orders.Add(1, new KeyValuePair<string, object?>("payment", "card"));
    ShopMetrics.RatingSum.Record(4.5);
    ShopMetrics.CheckoutDuration.Record(watch.Elapsed.TotalSeconds);
    ShopMetrics.DispatchDelay.Record(watch.ElapsedMilliseconds);
    return "Thank you.";
});

app.MapGet("/leave", () =>
{
    ShopMetrics.AbandonedBaskets.Add(1);
    ShopMetrics.ReservedItems.Add(-2);
    return "See you.";
});

app.MapGet("/back-office", () =>
{
    var started = Stopwatch.GetTimestamp();
    BackOfficeMetrics.Refunds.Add(1);
    BackOfficeMetrics.Turnover.Record(1_234.50);
    BackOfficeMetrics.TurnoverAgain.Record(8_765);
    BackOfficeMetrics.Searches.Add(3);
    ShopMetrics.ExportDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
    return "All is well.";
});

app.Run();
