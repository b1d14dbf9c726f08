using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>What the health check says of a bridge that is well, that loses something, and that cannot be read.</summary>
public sealed class HealthCheckTests
{
    [Fact]
    public async Task Is_healthy_where_all_is_shown_also_before_the_first_scrape()
    {
        using var shop = new RunningShop();
        Assert.Equal((HealthStatus.Healthy, null), await shop.CheckAsync());
        Assert.False((await shop.EntryAsync()).Data.ContainsKey("seconds_since_last_scrape"));
        shop.Meter.CreateCounter<int>("health.orders").Add(1);
        await shop.ScrapeAsync();
        shop.Clock.Passed += TimeSpan.FromSeconds(30);
        Assert.Equal((HealthStatus.Healthy, null), await shop.CheckAsync());
        Assert.Equal(30.0, (await shop.EntryAsync()).Data["seconds_since_last_scrape"]);
    }

    [Fact]
    public async Task Is_degraded_by_an_instrument_that_is_not_exposed_until_it_is()
    {
        using var shop = new RunningShop();
        using var first = new Meter(shop.Meter.Name + ".First");
        first.CreateCounter<int>("health.orders");
        shop.Meter.CreateCounter<int>("health.orders");
        Assert.Equal((HealthStatus.Degraded, $"'health.orders' of '{shop.Meter.Name}' is not exposed: the Counter 'health.orders' of '{first.Name}' has this name."), await shop.CheckAsync());
        Assert.Equal(1, (await shop.EntryAsync()).Data["dropped_instruments"]);
        first.Dispose();
        await shop.ScrapeAsync();
        Assert.Equal((HealthStatus.Healthy, null), await shop.CheckAsync());
    }

    [Fact]
    public async Task Is_degraded_by_a_metric_with_too_many_series()
    {
        using var shop = new RunningShop(maxSeries: 1);
        var orders = shop.Meter.CreateCounter<int>("health.orders");
        for (var id = 0; id < 2; id++) orders.Add(1, new KeyValuePair<string, object?>("id", id));
        Assert.Equal((HealthStatus.Degraded, "Metric 'health_orders' has as many series as it may."), await shop.CheckAsync());
    }

    [Fact]
    public async Task Is_degraded_by_callbacks_that_fail_as_long_as_they_do()
    {
        using var shop = new RunningShop();
        var fails = true;
        shop.Meter.CreateObservableGauge("health.level", () => fails ? throw new InvalidOperationException("The shop is closed.") : 1);
        await shop.ScrapeAsync();
        Assert.Equal((HealthStatus.Degraded, $"The callback of 'health.level' of '{shop.Meter.Name}' fails: The shop is closed."), await shop.CheckAsync());
        fails = false;
        await shop.ScrapeAsync();
        Assert.Equal((HealthStatus.Healthy, null), await shop.CheckAsync());
    }

    [Fact]
    public async Task Is_degraded_by_callbacks_that_do_not_return()
    {
        using var shop = new RunningShop();
        using var mayReturn = new ManualResetEventSlim();
        shop.Meter.CreateObservableGauge("health.level", () =>
        {
            mayReturn.Wait();
            return 1;
        });
        await shop.ScrapeAsync();
        Assert.Equal((HealthStatus.Degraded, $"The callback of 'health.level' of '{shop.Meter.Name}' does not return in time."), await shop.CheckAsync());
        mayReturn.Set();
    }

    [Fact]
    public async Task Tells_some_of_many_causes_and_how_many_more_there_are()
    {
        using var shop = new RunningShop();
        for (var i = 0; i < 5; i++) shop.Meter.CreateObservableGauge($"health.level{i}", new Func<int>(() => throw new InvalidOperationException("Closed.")));
        await shop.ScrapeAsync();
        var (_, description) = await shop.CheckAsync();
        Assert.EndsWith("; and 2 more.", description, StringComparison.Ordinal);
        Assert.Equal(5, (await shop.EntryAsync()).Data["failing_callbacks"]);
    }

    [Theory]
    [InlineData(null, HealthStatus.Unhealthy)]
    [InlineData(HealthStatus.Degraded, HealthStatus.Degraded)]
    public async Task Fails_where_scrapes_do(HealthStatus? failureStatus, HealthStatus expected)
    {
        using var shop = new RunningShop(failureStatus: failureStatus);
        shop.Meter.CreateCounter<int>("health.orders").Add(1);
        await shop.ScrapeAsync();
        shop.Clock.BreaksOnce = true;
        await Assert.ThrowsAsync<InvalidOperationException>(shop.ScrapeAsync);
        Assert.Equal((expected, "The last scrape has failed: The clock is broken."), await shop.CheckAsync());
        await shop.ScrapeAsync();
        Assert.Equal((HealthStatus.Healthy, null), await shop.CheckAsync());
        shop.Metrics.Dispose();
        Assert.Equal((expected, "The bridge is disposed."), await shop.CheckAsync());
    }

    [Fact]
    public async Task Answers_for_an_application()
    {
        await using var app = TestApplication.Build(builder => builder.Services.AddHealthChecks().AddRuntimeMetrics(tags: ["metrics"]));
        app.MapHealthChecks("/health");
        app.MapOpenMetrics();
        await app.StartAsync(Patience.Token);
        Assert.Contains("dotnet_", await TestApplication.GetAsync(app), StringComparison.Ordinal);
        Assert.Equal("Healthy", await TestApplication.GetAsync(app, "/health"));
    }

    private sealed class BreakableClock : TimeProvider
    {
        public TimeSpan Passed { get; set; } = TimeSpan.FromHours(1);

        /// <summary>The next who asks for it gets none: that is who looks for series that are no longer written.</summary>
        public bool BreaksOnce { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            if (!BreaksOnce) return Passed.Ticks;
            BreaksOnce = false;
            throw new InvalidOperationException("The clock is broken.");
        }
    }

    /// <summary>A host with the check, and a meter that its bridge reads.</summary>
    private sealed class RunningShop : IDisposable
    {
        private readonly ServiceProvider services;

        public RunningShop(int maxSeries = 2000, HealthStatus? failureStatus = null, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
        {
            Meter = new Meter("Health." + test);
            services = new ServiceCollection().AddLogging().AddRuntimeMetrics(options =>
            {
                options.Meters.Add(Meter.Name + "*");
                options.Views.Add(new MetricView("health.*") { MaxSeries = maxSeries, ExpireAfter = TimeSpan.FromHours(1) });
                options.CallbackTimeout = TimeSpan.FromSeconds(1);
                options.TimeProvider = Clock;
            }).AddHealthChecks().AddRuntimeMetrics(failureStatus: failureStatus).Services.BuildServiceProvider();
            Metrics = services.GetRequiredService<RuntimeMetricsBridge>();
        }

        public Meter Meter { get; }

        public BreakableClock Clock { get; } = new();

        public RuntimeMetricsBridge Metrics { get; }

        public Task ScrapeAsync() => Scraped.TextAsync(Metrics);

        public async Task<HealthReportEntry> EntryAsync() => (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Patience.Token)).Entries["runtime_metrics"];

        public async Task<(HealthStatus Status, string? Description)> CheckAsync() => await EntryAsync() is var entry ? (entry.Status, entry.Description) : default;

        public void Dispose()
        {
            services.Dispose();
            Meter.Dispose();
        }
    }
}
