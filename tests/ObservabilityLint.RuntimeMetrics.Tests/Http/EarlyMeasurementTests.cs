using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>What is recorded between the registration of the bridge and its start is not lost, and nothing of it is counted twice.</summary>
public sealed class EarlyMeasurementTests
{
    [Fact]
    public async Task All_kinds_of_instruments_have_what_was_recorded_before_the_host()
    {
        using var meter = new Meter("Early.Kinds");
        var orders = meter.CreateCounter<long>("early.orders");
        orders.Add(100);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRuntimeMetrics(options =>
        {
            options.Meters.Add("Early.Kinds");
            options.Views.Add(new MetricView("early.*") { DropTags = ["user"] });
        });
        var level = meter.CreateUpDownCounter<double>("early.level");
        var gauge = meter.CreateGauge<int>("early.gauge");
        var sizes = meter.CreateHistogram("early.sizes", null, null, null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [5] });
        Record();
        using var host = builder.Build();
        Record();
        await host.StartAsync(Patience.Token);
        Record();
        Assert.Equal(
            [
                "early_gauge{kind=\"a\"} 10", "early_level{kind=\"a\"} 82.5", "early_orders_total{kind=\"a\"} 165", "early_orders_total 3",
                "early_sizes_bucket{kind=\"a\",le=\"5.0\"} 15", "early_sizes_bucket{kind=\"a\",le=\"+Inf\"} 30", "early_sizes_sum{kind=\"a\"} 165", "early_sizes_count{kind=\"a\"} 30",
            ],
            await Scraped.SamplesAsync(host.Services.GetRequiredService<RuntimeMetricsBridge>(), "early_"));

        void Record()
        {
            for (var user = 1; user <= 10; user++)
            {
                KeyValuePair<string, object?>[] tags = [new("user", user), new("kind", "a")];
                orders.Add(user, tags);
                level.Add(user / 2.0, tags);
                gauge.Record(user, tags);
                sizes.Record(user, tags);
            }
            orders.Add(1);
        }
    }

    [Fact]
    public async Task Values_that_cannot_be_are_told_and_spoil_no_sum()
    {
        using var meter = new Meter("Early.Wrong");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Early.Wrong"));
        var orders = meter.CreateCounter<double>("early.wrong");
        foreach (var value in (double[])[1, -5, double.NaN, 2, double.PositiveInfinity]) orders.Add(value);
        using var host = builder.Build();
        await host.StartAsync(Patience.Token);
        var lines = await Scraped.LinesAsync(host.Services.GetRequiredService<RuntimeMetricsBridge>());
        Assert.Contains("early_wrong_total 3", lines);
        Assert.Contains("obslint_bridge_rejected_measurements_total{metric=\"early_wrong\",reason=\"negative\"} 1", lines);
        Assert.Contains("obslint_bridge_rejected_measurements_total{metric=\"early_wrong\",reason=\"not_finite\"} 2", lines);
    }

    /// <summary>Such as the work that a program does before it is a server.</summary>
    [Fact]
    public async Task Meters_that_are_gone_when_the_host_starts_have_their_counts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Early.Gone"));
        using (var meter = new Meter("Early.Gone")) meter.CreateCounter<int>("early.migrations").Add(3);
        using (var meter = new Meter("Early.Gone")) meter.CreateCounter<int>("early.migrations").Add(4);
        using (var meter = new Meter("Early.Unwanted")) meter.CreateCounter<int>("early.unwanted").Add(4);
        using var host = builder.Build();
        await host.StartAsync(Patience.Token);
        Assert.Equal(["early_migrations_total 7"], await Scraped.SamplesAsync(host.Services.GetRequiredService<RuntimeMetricsBridge>(), "early_"));
    }

    [Fact]
    public async Task Options_that_come_after_the_registration_count()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRuntimeMetrics();
        using var meter = new Meter("Early.Configured");
        meter.CreateCounter<int>("early.configured").Add(3);
        builder.Services.Configure<RuntimeMetricsOptions>(options => options.Meters.Add("Early.Configured"));
        using var host = builder.Build();
        await host.StartAsync(Patience.Token);
        Assert.Equal(["early_configured_total 3"], await Scraped.SamplesAsync(host.Services.GetRequiredService<RuntimeMetricsBridge>(), "early_"));
    }

    [Fact]
    public async Task What_nobody_wants_is_listened_to_no_longer_than_until_the_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRuntimeMetrics(options => options.Views.Add(new MetricView("early.dropped") { Drop = true }));
        using var meter = new Meter("Early.Nobody");
        var (unwanted, dropped) = (meter.CreateCounter<int>("early.nobody"), meter.CreateCounter<int>("early.dropped"));
        using var host = builder.Build();
        Assert.True(unwanted.Enabled);
        await host.StartAsync(Patience.Token);
        await Unheard.UntilAsync(unwanted, dropped);
    }

    [Fact]
    public async Task Instruments_end_as_others_do_after_they_were_handed_over()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Early.Ends*"));
        var first = new Meter("Early.Ends.First");
        first.CreateCounter<int>("early.ends").Add(1);
        using var second = new Meter("Early.Ends.Second");
        second.CreateCounter<int>("early.ends").Add(10);
        using var host = builder.Build();
        await host.StartAsync(Patience.Token);
        var metrics = host.Services.GetRequiredService<RuntimeMetricsBridge>();
        Assert.Single(await Scraped.SamplesAsync(metrics, "obslint_bridge_dropped_instruments{"), line => line.EndsWith(" 1", StringComparison.Ordinal));
        first.Dispose();
        await Scraped.TextAsync(metrics);
        Assert.DoesNotContain(await Scraped.SamplesAsync(metrics, "obslint_bridge_dropped_instruments{"), line => line.EndsWith(" 1", StringComparison.Ordinal));
    }

    /// <summary>A measurement at the moment of the start is either kept for the bridge or handed on to it.</summary>
    [Fact]
    public async Task Threads_that_record_during_the_start_are_counted_once()
    {
        for (var round = 0; round < 20; round++)
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Early.Threads"));
            using var meter = new Meter("Early.Threads");
            var orders = meter.CreateCounter<long>("early.threads");
            using var begun = new CountdownEvent(3);
            var threads = Enumerable.Range(0, 3).Select(thread => Task.Run(() =>
            {
                for (var i = 0; i < 5000; i++)
                {
                    orders.Add(1, new KeyValuePair<string, object?>("id", i % 10));
                    if (i == 100) begun.Signal();
                }
            })).ToArray();
            begun.Wait(Patience.Token);
            using var host = builder.Build();
            await host.StartAsync(Patience.Token);
            await Task.WhenAll(threads);
            Assert.Equal(15_000, (await Scraped.SamplesAsync(host.Services.GetRequiredService<RuntimeMetricsBridge>(), "early_threads")).Sum(line => long.Parse(line.Split(' ')[1], null)));
        }
    }

    [Fact]
    public void Services_that_no_application_is_built_of_let_go()
    {
        using var meter = new Meter("Early.Forgotten");
        var orders = meter.CreateCounter<int>("early.forgotten");
        Register();
        for (var attempt = 0; attempt < 50 && orders.Enabled; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            // Another test may listen to all meters for a moment.
            Thread.Sleep(100);
        }
        Assert.False(orders.Enabled);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Register() => new ServiceCollection().AddRuntimeMetrics();
    }

    [Fact]
    public async Task A_bridge_of_the_applications_own_has_no_part_in_it()
    {
        using var meter = new Meter("Early.Own");
        var orders = meter.CreateCounter<int>("early.own");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(_ => RuntimeMetricsBridge.Start());
        builder.Services.AddRuntimeMetrics();
        using var host = builder.Build();
        await host.StartAsync(Patience.Token);
        await Unheard.UntilAsync(orders);
    }
}
