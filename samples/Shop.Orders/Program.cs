using System.Diagnostics;
using System.Threading.Channels;
using OpenTelemetry.Trace;
using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(Channel.CreateUnbounded<Order>());
builder.Services.AddSingleton<OrderStore>();
builder.Services.AddSingleton<PaymentClient>();
builder.Services.AddSingleton<SpanLog>();
builder.Services.AddHostedService<OrderWorker>();
builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
    .AddSource(Telemetry.SourceName, "Microsoft.AspNetCore", "System.Net.Http")
    .AddProcessor(services => services.GetRequiredService<SpanLog>()));

var app = builder.Build();

app.MapPost("/orders/{number}", async (int number, Channel<Order> queue, CancellationToken cancellation) =>
{
    using var activity = Telemetry.Source.StartActivity("accept order");
    await queue.Writer.WriteAsync(new Order(number, 19.90m), cancellation);
    return Results.Accepted();
});

// The payment provider is this service too, so that the sample needs no other.
app.MapPost("/payments/{number}", (int number) => Results.Ok(number));

app.MapGet("/spans", (SpanLog log) =>
{
    // Who looks at the spans adds none.
    if (Activity.Current is { } look) look.IsAllDataRequested = false;
    return log.Tree();
});

app.Run();
