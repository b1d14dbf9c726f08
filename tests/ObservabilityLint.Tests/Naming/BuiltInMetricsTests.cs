using System.Diagnostics.Metrics;
using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class BuiltInMetricsTests
{
    /// <summary>Asks the running framework: it serves and sends a request, resolves a name, and makes every object that exists to hold metrics.</summary>
    [Fact]
    public async Task The_table_is_what_the_framework_publishes()
    {
        var published = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (IsPartOfTheFramework(instrument.Meter.Name))
                lock (published) published.Add($"{instrument.Meter.Name} {instrument.Name} {KindOf(instrument)} {instrument.Unit}");
        };
        listener.Start();

        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => "");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        await client.GetAsync(app.Urls.First(), TestContext.Current.CancellationToken);
        await Dns.GetHostAddressesAsync("localhost", TestContext.Current.CancellationToken);
        MakeAllHoldersOfMetrics(app.Services.GetRequiredService<IMeterFactory>());

        lock (published)
            Assert.Equal(
                BuiltInMetrics.All.Select(metric => $"{metric.Meter} {metric.Name} {metric.Kind} {metric.Unit}").Order(StringComparer.Ordinal),
                published);
    }

    private static bool IsPartOfTheFramework(string meter)
        => meter is "System.Runtime" or "System.Net.Http" or "System.Net.NameResolution" || meter.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Replace("`1", "").Replace("Observable", "");

    private static void MakeAllHoldersOfMetrics(IMeterFactory meters)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(typeof(WebApplication).Assembly.Location)!, "Microsoft.*.dll"))
            foreach (var type in Assembly.LoadFrom(file).GetTypes())
                if (type.Name.EndsWith("Metrics", StringComparison.Ordinal) && type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [typeof(IMeterFactory)]) is { } constructor)
                    constructor.Invoke([meters]);
    }
}
