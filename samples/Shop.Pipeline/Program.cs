using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Shop;

/// <summary>An import of orders, which exports what it tells of them to a collector on this machine: nothing of it arrives before the repair.</summary>
public static class Program
{
    public static void Main()
    {
        StartTracing();
        var metrics = Sdk.CreateMeterProviderBuilder()
            .AddMeter(Orders.Name)
            .AddView("shop.order.items", new ExplicitBucketHistogramConfiguration { Boundaries = [1, 10, 5, 5] })
            .AddOtlpExporter(options =>
            {
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
                options.Endpoint = new Uri("http://localhost:4318/v1/traces");
            })
            .Build();
        for (var number = 1; number <= 3; number++)
        {
            Orders.Place(number);
            Checkout.Run(Guid.NewGuid(), number - 1);
            Invoices.Send(number);
        }
    }

    private static void StartTracing()
    {
        using var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(Orders.Name)
            .AddOtlpExporter(options =>
            {
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
                options.ExportProcessorType = ExportProcessorType.Simple;
                options.Endpoint = new Uri("http://localhost:4318");
            })
            .AddProcessor(new EmptyOrders())
            .Build();
    }
}
