using System.Diagnostics;
using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Shop"));

var app = builder.Build();
var meter = app.Services.GetRequiredService<IMeterFactory>().Create("Shop");
var orders = meter.CreateCounter<long>("shop.orders", "{order}", "Orders placed.");
var duration = meter.CreateHistogram<double>("shop.order.duration", "s", "Time until an order is accepted.");
var open = 0;
meter.CreateObservableUpDownCounter("shop.orders.open", () => Volatile.Read(ref open), "{order}", "Orders that nobody has packed yet.");

app.MapPost("/orders", () =>
{
    var began = Stopwatch.GetTimestamp();
    Interlocked.Increment(ref open);
    orders.Add(1, new KeyValuePair<string, object?>("payment", Payment.Card));
    duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
    return Results.Accepted();
});
app.MapOpenMetrics("/metrics");
app.Run();

internal enum Payment { Card, Invoice }
