using ObservabilityLint.RuntimeMetrics;
using Shop;

var builder = WebApplication.CreateBuilder(args);
// The customers order several times a second: no line for each.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddRuntimeMetrics(options =>
{
    options.Meters.Add(ShopMetrics.MeterName);
    options.Meters.Add("Microsoft.AspNetCore.*");
    options.TargetInfo["service.name"] = "shop";
});
// Exemplars name the trace of a measurement, so there must be traces: this one goes nowhere, yours would have an exporter.
builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore"));
builder.Services.AddSingleton<ShopMetrics>();
builder.Services.AddSingleton<PackingTable>();
builder.Services.AddHostedService<Packer>();
builder.Services.AddHostedService<Customers>();

var app = builder.Build();
app.MapOpenMetrics("/metrics");

app.MapPost("/orders", async (Payment payment, ShopMetrics metrics, PackingTable table, CancellationToken cancellation) =>
{
    using var checkout = metrics.Checkout(payment);
    try
    {
        await Bank.ChargeAsync(payment, cancellation);
    }
    catch (CardRefusedException)
    {
        return Results.StatusCode(StatusCodes.Status402PaymentRequired);
    }
    table.Put(new Order(payment));
    metrics.Ordered(payment);
    return Results.Accepted();
});

app.Run();
