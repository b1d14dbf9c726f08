using System.Text;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class MissingUnitInNameTests
{
    [Theory]
    [InlineData("Metrics.CreateHistogram([|\"shop_request_duration\"|], \"Requests.\");")]
    [InlineData("Metrics.CreateSummary([|\"shop_payment_latency\"|], \"Payments.\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_last_import_time\"|], \"When it ran.\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_backup_age\"|], \"\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_session_timeout\"|], \"Timeout.\"); Metrics.CreateGauge([|\"shop_oven_temperature\"|], \"Oven.\");")]
    [InlineData("Metrics.CreateHistogram([|\"shop_request_size\"|], \"Requests.\"); Metrics.CreateGauge([|\"shop_heap_size\"|], \"Heap.\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_cache_size\"|], \"Size of the cache in bytes.\"); Metrics.CreateGauge([|\"shop_replica_lag\"|], \"Lag (ms).\");")]
    [InlineData("Metrics.CreateHistogram([|\"shopRequestDuration\"|], \"Requests.\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_wait_time_total\"|], \"Waits.\"); Metrics.CreateHistogram([|\"shop_wait_time_histogram\"|], \"Waits.\");")]
    [InlineData("const string name = \"shop_\" + \"latency\"; Metrics.WithManagedLifetime(TimeSpan.FromHours(1)).CreateHistogram([|name|], \"Latency.\");")]
    // The plural of a word is no unit.
    [InlineData("Metrics.CreateHistogram([|\"shop_query_latency\"|], \"Time to query the share database(s), in milliseconds.\");")]
    // A statistic of it, or what the time lasts to.
    [InlineData("Metrics.CreateGauge([|\"shop_latency_current\"|], \"Latency.\"); Metrics.CreateGauge([|\"shop_latency_average\"|], \"Latency (ms).\"); Metrics.CreateGauge([|\"shop_request_size_max\"|], \"Largest.\"); Metrics.CreateGauge([|\"shop_delay_p95\"|], \"Delay.\");")]
    [InlineData("Metrics.CreateHistogram([|\"shop_time_to_send\"|], \"From the update to the sending.\"); Metrics.CreateGauge([|\"shop_certificate_time_to_expiry\"|], \"Left.\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_last_sync_timestamp\"|], \"When it ended.\"); Metrics.CreateGauge([|\"shop_backup_timestamp\"|], \"Unix time in milliseconds.\");")]
    public Task Fires(string statements) => Verify<MissingUnitInName>.FiresAsync(statements);

    [Theory]
    [InlineData("Metrics.CreateHistogram(\"shop_request_duration_seconds\", \"Requests.\"); Metrics.CreateHistogram(\"shop_request_duration_ms\", \"Requests.\");")]
    [InlineData("Metrics.CreateGauge(\"shop_seconds_of_latency\", \"Latency.\"); Metrics.CreateGauge(\"shop_ms_latency\", \"Latency.\");")]
    [InlineData("Metrics.CreateGauge(\"shop_orders\", \"Orders.\"); Metrics.CreateGauge(\"shop_build_info\", \"Build.\"); Metrics.CreateGauge(\"shop_sync_timestamp_seconds\", \"Sync.\"); Metrics.CreateGauge(\"shop_timestamp_errors\", \"Errors.\"); Metrics.CreateGauge(\"shop_queue_depth\", \"Queue.\");")]
    [InlineData("Metrics.CreateGauge(\"shop_queue_size\", \"Queue.\"); Metrics.CreateGauge(\"shop_pool_size\", \"Pool.\"); Metrics.CreateHistogram(\"shop_batch_size\", \"Batch.\"); Metrics.CreateGauge(\"shop_consumer_lag\", \"Messages behind.\");")]
    [InlineData("Metrics.CreateGauge(\"shop_peer_weight\", \"Weight.\"); Metrics.CreateHistogram(\"shop_edit_distance\", \"Distance.\");")]
    [InlineData("Metrics.CreateGauge(\"shop_message_size\", \"Number of parts.\"); Metrics.CreateGauge(\"shop_busy_time\", \"Share of the time.\"); Metrics.CreateGauge(\"shop_cpu_time\", \"CPU time in percent.\");")]
    [InlineData("Metrics.CreateCounter(\"shop_busy_time_total\", \"Busy.\");")]
    [InlineData("Metrics.CreateHistogram(\"shop_times\", \"Times.\"); Metrics.CreateHistogram(\"shop_time_to_live_checks\", \"Checks.\");")]
    [InlineData("meter.CreateHistogram<double>(\"shop.request.duration\"); meter.CreateObservableGauge(\"shop.backup.age\", () => 1);")]
    [InlineData("Metrics.CreateHistogram(\"shop_\" + Environment.MachineName + \"_duration\", \"Requests.\");")]
    [InlineData("static Histogram Make(string name) => Metrics.CreateHistogram(name + \"_seconds\", \"N.\"); Make(\"shop_duration\");")]
    [InlineData("Metrics.CreateGauge(\"shop_queue_size_max\", \"Longest.\"); Metrics.CreateGauge(\"shop_orders_max\", \"Most.\"); Metrics.CreateGauge(\"shop_max\", \"Most.\"); Metrics.CreateGauge(\"shop_latency_max_seconds\", \"Worst.\");")]
    [InlineData("Metrics.CreateGauge(\"shop_time_to_live_enabled\", \"Whether.\"); Metrics.CreateGauge(\"shop_messages_to_send\", \"Waiting.\"); Metrics.CreateGauge(\"shop_latency_rank\", \"Place.\");")]
    public Task Quiet(string statements) => Verify<MissingUnitInName>.QuietAsync(statements);

    [Fact]
    public Task Says_what_to_record() => Verify<MissingUnitInName>.SaysAsync(
        "Metrics.CreateHistogram([|\"shop_request_duration\"|], \"Requests.\");",
        "Metric 'shop_request_duration' does not say in which unit its duration is: who reads seconds where the code records something else is wrong by that factor. Record seconds and name it 'shop_request_duration_seconds'.");

    [Fact]
    public Task Says_the_whole_name() => Verify<MissingUnitInName>.SaysAsync(
        "Metrics.CreateHistogram([|\"requestSize\"|], \"Requests.\");",
        "Metric 'requestSize' does not say in which unit its size is: who reads bytes where the code records something else is wrong by that factor. Record bytes and name it 'shop_request_size_bytes'.",
        "observability_lint.required_prefix = shop_");

    [Theory]
    [InlineData("Histogram h = Metrics.CreateHistogram([|\"h_duration\"|], \"Time in seconds.\"); h.Observe(2);", "Histogram h = Metrics.CreateHistogram(\"h_duration_seconds\", \"Time in seconds.\"); h.Observe(2);")]
    [InlineData("Gauge g = Metrics.CreateGauge([|\"g_latency_current\"|], \"Latency in ms.\"); g.Set(age);", "Gauge g = Metrics.CreateGauge(\"g_latency_current_seconds\", \"Latency in seconds.\"); g.Set(age / 1000d);")]
    [InlineData("Histogram h = Metrics.CreateHistogram([|\"h_size\"|], \"Size of it [bytes]\"); h.Observe(2);", "Histogram h = Metrics.CreateHistogram(\"h_size_bytes\", \"Size of it [bytes]\"); h.Observe(2);")]
    [InlineData("Histogram h = Metrics.CreateHistogram([|\"h_duration\"|], \"Time (ms)\", new Prometheus.HistogramConfiguration { Buckets = [10, 100] }); h.Observe(20); h.Observe(watch.Elapsed.TotalMilliseconds);", "Histogram h = Metrics.CreateHistogram(\"h_duration_seconds\", \"Time (seconds)\", new Prometheus.HistogramConfiguration { Buckets = [0.01, 0.1] }); h.Observe(0.02); h.Observe(watch.Elapsed.TotalSeconds);")]
    [InlineData("Gauge g = Metrics.CreateGauge([|\"g_age\"|], \"Age in minutes.\"); g.Set(age);", "Gauge g = Metrics.CreateGauge(\"g_age_seconds\", \"Age in seconds.\"); g.Set(age * 60d);")]
    [InlineData("Summary s = Metrics.CreateSummary([|\"s_latency\"|], \"Latency.\"); s.Observe(watch.Elapsed.TotalSeconds);", "Summary s = Metrics.CreateSummary(\"s_latency_seconds\", \"Latency.\"); s.Observe(watch.Elapsed.TotalSeconds);")]
    [InlineData("Summary s = Metrics.CreateSummary([|\"s_latency\"|], \"Latency.\", \"a\"); s.WithLabels(\"1\").Observe(watch.ElapsedMilliseconds);", "Summary s = Metrics.CreateSummary(\"s_latency_seconds\", \"Latency.\", \"a\"); s.WithLabels(\"1\").Observe(watch.Elapsed.TotalSeconds);")]
    [InlineData("Histogram h = Metrics.CreateHistogram([|\"h_duration\"|], \"Time.\"); using (h.NewTimer()) { }", "Histogram h = Metrics.CreateHistogram(\"h_duration_seconds\", \"Time.\"); using (h.NewTimer()) { }")]
    [InlineData("Gauge g = Metrics.CreateGauge([|\"g_last_time\"|], \"When.\"); g.SetToCurrentTimeUtc();", "Gauge g = Metrics.CreateGauge(\"g_last_time_seconds\", \"When.\"); g.SetToCurrentTimeUtc();")]
    [InlineData("Gauge g = Metrics.CreateGauge([|\"g_heap_size\"|], \"Heap.\"); g.Set(GC.GetTotalMemory(false));", "Gauge g = Metrics.CreateGauge(\"g_heap_size_bytes\", \"Heap.\"); g.Set(GC.GetTotalMemory(false));")]
    public Task Fixes(string before, string after) => Verify<MissingUnitInName>.FixesAsync(Given(before), Given(after));

    [Theory]
    [InlineData("Histogram h = Metrics.CreateHistogram([|\"h_duration\"|], \"Time.\"); h.Observe(age);")]
    [InlineData("Histogram h = Metrics.CreateHistogram([|\"h_duration\"|], \"Time in seconds.\"); h.Observe(watch.ElapsedMilliseconds);")]
    [InlineData("Histogram h = Metrics.CreateHistogram([|\"h_duration\"|], \"Time in ms.\"); using (h.NewTimer()) { }")]
    [InlineData("Histogram h = Metrics.CreateHistogram([|\"h_duration\"|], \"Time.\"); h.Observe(watch.ElapsedMilliseconds); h.Observe(watch.Elapsed.TotalSeconds);")]
    [InlineData("Histogram h = Metrics.CreateHistogram([|\"h_duration\"|], \"Time in ms.\"); Hand(h);")]
    [InlineData("Metrics.CreateHistogram([|\"h_duration\"|], \"Time in seconds.\"); Metrics.CreateSummary(\"h_duration_seconds\", \"Time.\");")]
    public Task Offers_no_fix(string statements) => Verify<MissingUnitInName>.OffersNoFixAsync(Given(statements));

    private static string Given(string statements) => "static void Hand(Histogram h) { }\nstatic void Do(Stopwatch watch, double age) { " + statements + " }";

    /// <summary>OpenMetrics has a line for the unit, which the library does not write.</summary>
    [Fact]
    public async Task At_run_time_nothing_else_tells_the_unit()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        Prometheus.Metrics.WithCustomRegistry(registry).CreateGauge("backup_age_seconds", "Age.").Set(1);
        using var stream = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(stream, Prometheus.ExpositionFormat.OpenMetricsText, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("# UNIT", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }
}
