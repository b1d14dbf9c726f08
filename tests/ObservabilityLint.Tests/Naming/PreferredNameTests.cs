using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class PreferredNameTests
{
    [Theory]
    [InlineData("Counter", "shopOrders", "shop_orders_total")]
    [InlineData("Counter", "jobs_count", "jobs_total")]
    [InlineData("Counter", "jobs_created", "jobs_created_total")]
    [InlineData("Counter", "orders_counter", "orders_total")]
    [InlineData("Counter", "orders_counter_count", "orders_total")]
    [InlineData("Counter", "orders_total_total", "orders_total")]
    [InlineData("Counter", "shop:orders_total", "shop_orders_total")]
    [InlineData("Counter", "shop.orders-placed", "shop_orders_placed_total")]
    [InlineData("Counter", "2xx_responses", "responses_2xx_total")]
    [InlineData("Counter", "5xx_total", "_5xx_total")]
    [InlineData("Counter", "dnx_totals", "dnx_total")]
    [InlineData("Counter", "total_queries", "queries_total")]
    [InlineData("Counter", "shop_total_queries", "shop_queries_total")]
    [InlineData("Counter", "shopTotalQueries", "shop_queries_total")]
    [InlineData("Counter", "total_queries_count", "queries_total")]
    [InlineData("Counter", "total_queries_counter", "queries_total")]
    [InlineData("Counter", "shop_wait_total_seconds", "shop_wait_seconds_total")]
    [InlineData("Counter", "shop_total_wait_ms", "shop_wait_seconds_total")]
    [InlineData("Counter", "num_queries", "queries_total")]
    [InlineData("Counter", "shop_number_of_queries", "shop_queries_total")]
    [InlineData("Counter", "shop_count_of_queries", "shop_queries_total")]
    [InlineData("Counter", "total_number_of_queries", "queries_total")]
    [InlineData("Counter", "total_queries_total", "total_queries_total")]
    [InlineData("Counter", "total_seconds", "seconds_total")]
    [InlineData("Counter", "total_ms", "total_seconds_total")]
    [InlineData("Counter", "TotalBytes", "bytes_total")]
    [InlineData("Counter", "shop_grand_total_queries", "shop_grand_total_queries_total")]
    [InlineData("Counter", "shop_number_queries", "shop_number_queries_total")]
    [InlineData("Counter", "shop_subtotal_queries", "shop_subtotal_queries_total")]
    [InlineData("Gauge", "total_queries", "total_queries")]
    [InlineData("Histogram", "wait_seconds_ms", "wait_seconds")]
    [InlineData("Histogram", "wait_ms_milliseconds", "wait_seconds")]
    [InlineData("Gauge", "hit_ratio_percent", "hit_ratio")]
    [InlineData("Gauge", "jobs_total", "jobs")]
    [InlineData("Gauge", "jobs_total_count", "jobs")]
    [InlineData("Gauge", "discord_server_count", "discord_servers")]
    [InlineData("Gauge", "category_count", "categories")]
    [InlineData("Gauge", "process_count", "processes")]
    [InlineData("Gauge", "batchCount", "batches")]
    [InlineData("Gauge", "key_count", "keys")]
    [InlineData("Gauge", "players_count", "players")]
    [InlineData("Gauge", "jobs_failed_count", "jobs_failed")]
    [InlineData("Gauge", "jobs_running_count", "jobs_running")]
    [InlineData("Gauge", "worker_active_count", "worker_active")]
    [InlineData("Gauge", "node_status_count", "node_status")]
    [InlineData("Gauge", "wait_seconds_count", "wait_seconds")]
    [InlineData("Gauge", "memory_sum", "memory")]
    [InlineData("Counter", "job_count", "job_total")]
    [InlineData("Gauge", "build_info", "build_info")]
    [InlineData("Gauge", "fuel_gauge_level", "fuel_gauge_level")]
    [InlineData("Gauge", "total", "total")]
    [InlineData("Gauge", "5_seconds", "_5_seconds")]
    [InlineData("Histogram", "latency_histogram_seconds", "latency_seconds")]
    [InlineData("Histogram", "lat_s", "lat_seconds")]
    [InlineData("Summary", "lat_bucket", "lat")]
    public void For_Prometheus(string kind, string name, string expected)
        => Assert.Equal(expected, PreferredName.For(NamingConvention.Prometheus, Enum.Parse<InstrumentKind>(kind), name, null, null)?.Name);

    [Theory]
    [InlineData("Counter", "Shop.Orders", null, "shop.orders")]
    [InlineData("Counter", "shop-orders", null, "shop_orders")]
    [InlineData("Counter", "jobs.Count", null, "jobs.count")]
    [InlineData("Counter", "jobs.counter", null, "jobs")]
    [InlineData("Counter", "2xx", null, "n2xx")]
    [InlineData("Gauge", "jobs.sum", null, "jobs")]
    [InlineData("Gauge", "jobs.sum", "By", "jobs.sum")]
    [InlineData("Gauge", "jobs.count", "{job}", "jobs.count")]
    [InlineData("UpDownCounter", "Jobs.Count", null, "jobs.count")]
    [InlineData("Histogram", "shop.request.durationHistogram", "s", "shop.request.duration")]
    [InlineData("Unknown", "Jobs.Total.Count", null, "jobs.total.count")]
    public void For_OpenTelemetry(string kind, string name, string? unit, string expected)
        => Assert.Equal(expected, PreferredName.For(NamingConvention.OpenTelemetry, Enum.Parse<InstrumentKind>(kind), name, unit, null)?.Name);

    [Theory]
    [InlineData("2xx", "shop_", "shop_2xx_total")]
    [InlineData("shopOrders", "shop_", "shop_orders_total")]
    [InlineData("orders", "acme.shop.", "acme_shop_orders_total")]
    [InlineData("total_orders", "shop_", "shop_orders_total")]
    [InlineData("shop_total_orders", "shop_total_", "shop_total_orders_total")]
    public void Has_the_required_prefix(string name, string prefix, string expected)
        => Assert.Equal(expected, PreferredName.For(NamingConvention.Prometheus, InstrumentKind.Counter, name, null, prefix)?.Name);

    [Fact]
    public void Free_text_and_names_without_words_have_none()
    {
        Assert.Null(PreferredName.For(NamingConvention.EventCounters, InstrumentKind.Counter, "Queue Length", null, null));
        Assert.Null(PreferredName.For(NamingConvention.Prometheus, InstrumentKind.Counter, "заказы", null, null));
    }

    /// <summary>Every sequence of a few telling words, in every kind, dialect, casing, unit and prefix: the preferred name of the preferred name is itself, valid and in style.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("shop_")]
    [InlineData("acme.jobs")]
    public void Is_stable(string? prefix)
    {
        string[] words = ["jobs", "total", "count", "counter", "gauge", "ms", "seconds", "per", "2xx", "info", "num"];
        foreach (var name in Sequences(words, prefix is null ? 4 : 3))
            foreach (var convention in (NamingConvention[])[NamingConvention.Prometheus, NamingConvention.OpenTelemetry])
                foreach (var kind in Enum.GetValues<InstrumentKind>())
                    foreach (var unit in convention.HasUnitField ? (string?[])[null, "ms", "{job}"] : [null])
                    {
                        var separator = convention.NamespaceSeparator;
                        var once = PreferredName.For(convention, kind, string.Join(separator, name), unit, prefix)!;
                        var twice = PreferredName.For(convention, kind, once.Name, once.Unit, prefix)!;
                        Assert.True(once.Name == twice.Name && once.Unit == twice.Unit && !twice.NeedsConversion, $"{kind} {string.Join(separator, name)} [{unit}]: {once}, then {twice}");
                        Assert.True(convention.Accepts(once.Name) && convention.HasStyle(once.Name), once.Name);
                    }
    }

    private static IEnumerable<string[]> Sequences(string[] words, int longest)
    {
        for (var length = 1; length <= longest; length++)
            for (var i = 0; i < Math.Pow(words.Length, length); i++)
            {
                var sequence = new string[length];
                for (int position = 0, rest = i; position < length; position++, rest /= words.Length) sequence[position] = words[rest % words.Length];
                yield return sequence;
            }
    }
}
