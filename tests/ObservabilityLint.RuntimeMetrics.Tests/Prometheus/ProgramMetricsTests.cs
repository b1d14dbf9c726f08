namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>What a program measures itself arrives in Prometheus, and what the bridge leaves out is told there.</summary>
[Collection(nameof(ScrapedProgram))]
public class ProgramMetricsTests(ScrapedProgram program)
{
    [Theory, InlineData("openmetrics"), InlineData("text")]
    public async Task Values_arrive(string job)
    {
        Assert.Equal(3, await ValueAsync("shop_orders_total", job));
        Assert.Equal(7, await ValueAsync("shop_visits_total", job));
        Assert.Equal(3, await ValueAsync("shop_baskets", job));
        Assert.Equal(double.PositiveInfinity, await ValueAsync("shop_limit{customer=\"regular\"}", job));
        Assert.Equal(double.NaN, await ValueAsync("shop_limit{customer=\"new\"}", job));
    }

    [Theory, InlineData("openmetrics"), InlineData("text")]
    public async Task Labels_arrive_unescaped(string job)
    {
        var orders = Assert.Single(await program.Prometheus.StoredAsync($"shop_orders_total{{job=\"{job}\"}}"));
        Assert.Equal(ShopMeter.AwkwardName, orders["shop_name"]);
        Assert.Equal("card", orders["payment"]);
    }

    /// <summary>Of 5 values, one is below 0.1, two in (0.1, 0.5], one in (0.5, 1] and one in (1, 5].</summary>
    [Theory, InlineData("openmetrics"), InlineData("text")]
    public async Task Quantiles_are_found_in_histograms(string job)
    {
        Assert.Equal(5, await ValueAsync("shop_checkout_duration_seconds_count", job));
        Assert.Equal(4.35, await ValueAsync("shop_checkout_duration_seconds_sum", job), 9);
        var selector = $"last_over_time(shop_checkout_duration_seconds_bucket{{job=\"{job}\"}}[10m])";
        Assert.Equal(0.4, (await program.Prometheus.QueryAsync($"histogram_quantile(0.5, {selector})")).Single().Value, 9);
        Assert.Equal(3, (await program.Prometheus.QueryAsync($"histogram_quantile(0.9, {selector})")).Single().Value, 9);
    }

    [Fact]
    public async Task Exemplars_name_the_trace()
    {
        var buckets = await program.Prometheus.ExemplarsAsync("shop_checkout_duration_seconds_bucket");
        Assert.Equal([0.05, 0.3, 0.7, 3], buckets.Select(exemplar => exemplar.Value).Order());
        var counters = await program.Prometheus.ExemplarsAsync("shop_orders_total");
        Assert.Equal([3], counters.Select(exemplar => exemplar.Value));
        Assert.All(buckets.Concat(counters), exemplar =>
        {
            Assert.Equal("openmetrics", exemplar.Series["job"]);
            Assert.Equal(program.Shop.Trace.ToHexString(), exemplar.Labels["trace_id"]);
            Assert.Equal(16, exemplar.Labels["span_id"].Length);
        });
    }

    [Theory, InlineData("openmetrics"), InlineData("text")]
    public async Task Target_info_can_be_joined(string job)
    {
        var joined = await program.Prometheus.QueryAsync($"last_over_time(shop_baskets{{job=\"{job}\"}}[10m]) * on (job, instance) group_left (service_name) last_over_time(target_info[10m])");
        Assert.Equal("shop", Assert.Single(joined)["service_name"]);
    }

    [Theory, InlineData("openmetrics"), InlineData("text")]
    public async Task Series_over_the_limit_are_one_and_told(string job)
    {
        Assert.Equal(10, await ValueAsync("shop_pages_total{otel_metric_overflow=\"true\"}", job));
        Assert.Equal(ScrapedProgram.MaxSeries + 1, (await program.Prometheus.StoredAsync($"shop_pages_total{{job=\"{job}\"}}")).Length);
        Assert.Equal(10, await ValueAsync("obslint_bridge_overflowed_measurements_total{metric=\"shop_pages\"}", job));
    }

    [Theory, InlineData("openmetrics"), InlineData("text")]
    public async Task What_is_left_out_is_told(string job)
    {
        Assert.Equal(1, await ValueAsync("obslint_bridge_dropped_instruments{meter=\"Shop.Other\",instrument=\"shop.orders.total\"}", job));
        Assert.Equal(2, await ValueAsync("shop_refused_total", job));
        Assert.Equal(1, await ValueAsync("obslint_bridge_rejected_measurements_total{metric=\"shop_refused\",reason=\"negative\"}", job));
        Assert.Empty(await program.Prometheus.StoredAsync("shop_broken"));
        Assert.InRange(await ValueAsync("obslint_bridge_callback_failures_total{instrument=\"shop.broken\",reason=\"exception\"}", job), 1, double.MaxValue);
    }

    private async Task<double> ValueAsync(string selector, string job)
    {
        var (name, labels) = selector.Split('{') is [var bare, var inBraces] ? (bare, inBraces.TrimEnd('}') + ",") : (selector, "");
        return Assert.Single(await program.Prometheus.StoredAsync($"{name}{{{labels}job=\"{job}\"}}")).Value;
    }
}
