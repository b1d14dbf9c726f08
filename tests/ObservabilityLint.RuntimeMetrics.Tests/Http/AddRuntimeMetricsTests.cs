using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>Where the bridge of an application comes from, and how long it lives.</summary>
public sealed class AddRuntimeMetricsTests
{
    [Fact]
    public async Task Serves_the_runtime_without_any_registration_until_the_application_has_stopped()
    {
        var app = TestApplication.Build();
        app.MapOpenMetrics();
        await app.StartAsync(Patience.Token);

        Assert.Contains("dotnet_gc_collections_total", await TestApplication.GetAsync(app), StringComparison.Ordinal);

        await app.StopAsync(Patience.Token);
        Assert.Equal(500, (await TestApplication.AnswerOfAsync(TestApplication.EndpointOf(app))).StatusCode);
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Serves_the_registered_bridge_which_counts_from_the_start_of_the_application()
    {
        using var meter = new Meter("Shop.FromTheStart");
        var orders = meter.CreateCounter<int>("shop.from_the_start");
        var app = TestApplication.Build(builder => builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Shop.FromTheStart")));
        app.MapOpenMetrics("/internal/metrics");
        await app.StartAsync(Patience.Token);

        orders.Add(3);

        Assert.Contains("\nshop_from_the_start_total 3\n", await TestApplication.GetAsync(app, "/internal/metrics"), StringComparison.Ordinal);
        var bridge = app.Services.GetRequiredService<RuntimeMetricsBridge>();
        await app.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await bridge.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics, Patience.Token));
    }

    [Fact]
    public async Task A_registered_bridge_counts_without_any_endpoint()
    {
        using var meter = new Meter("Shop.NoEndpoint");
        var orders = meter.CreateCounter<int>("shop.no_endpoint");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Shop.NoEndpoint"));
        using var host = builder.Build();

        await host.StartAsync(Patience.Token);
        orders.Add(2);

        Assert.Equal(["shop_no_endpoint_total 2"], await Scraped.SamplesAsync(host.Services.GetRequiredService<RuntimeMetricsBridge>(), "shop_no_endpoint"));
    }

    [Fact]
    public async Task Registrations_add_up_to_one_bridge()
    {
        var app = TestApplication.Build(builder => builder.Services
            .AddRuntimeMetrics(options => options.Meters.Add("Shop.First"))
            .AddRuntimeMetrics()
            .AddRuntimeMetrics(options => options.Meters.Add("Shop.Second")));
        await using var _ = app;
        using var first = new Meter("Shop.First");
        using var second = new Meter("Shop.Second");
        app.MapOpenMetrics();
        await app.StartAsync(Patience.Token);

        first.CreateCounter<int>("shop.first").Add(1);
        second.CreateCounter<int>("shop.second").Add(2);

        var text = await TestApplication.GetAsync(app);
        Assert.Contains("\nshop_first_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nshop_second_total 2\n", text, StringComparison.Ordinal);
        Assert.Single(app.Services.GetServices<RuntimeMetricsBridge>());
        Assert.Single(app.Services.GetServices<IHostedService>(), service => service.GetType().Assembly == typeof(RuntimeMetricsServiceCollectionExtensions).Assembly);
    }

    [Fact]
    public async Task Serves_a_given_bridge_and_leaves_it_to_its_owner()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        var app = TestApplication.Build();
        app.MapOpenMetrics(bridge, "/mine");
        await app.StartAsync(Patience.Token);
        Assert.Contains("dotnet_", await TestApplication.GetAsync(app, "/mine"), StringComparison.Ordinal);

        await app.DisposeAsync();

        await bridge.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics, Patience.Token);
    }
}
