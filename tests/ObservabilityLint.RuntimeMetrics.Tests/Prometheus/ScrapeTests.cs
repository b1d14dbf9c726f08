using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>A real Prometheus gets each format when it asks for it, and stores the same of both.</summary>
[Collection(nameof(ScrapedProgram))]
public class ScrapeTests(ScrapedProgram program)
{
    /// <summary>What Prometheus adds to what it scrapes.</summary>
    private static readonly string[] OfPrometheus = ["up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added"];

    [Fact]
    public async Task All_targets_are_up_without_an_error()
        => await Eventually.HoldsAsync(async () =>
        {
            var targets = await program.Prometheus.TargetsAsync();
            Assert.Equal(["eventsource", "openmetrics", "text"], targets.Select(target => target.Job).Order(StringComparer.Ordinal));
            return targets.FirstOrDefault(target => target is not { Health: "up", LastError: "" })?.ToString();
        });

    [Fact]
    public async Task Each_job_gets_the_format_that_it_asks_for()
    {
        Assert.All(program.Scrapes, scrape =>
        {
            var isText = scrape.Job == "text";
            if (!isText) Assert.Contains("application/openmetrics-text", scrape.Accept, StringComparison.Ordinal);
            Assert.StartsWith(isText ? "text/plain; version=0.0.4" : "application/openmetrics-text; version=1.0.0", scrape.ContentType, StringComparison.Ordinal);
        });
        // Prometheus has read them as what they are: only OpenMetrics has units, and counters without their suffix.
        var openMetrics = await program.Prometheus.MetadataAsync("openmetrics");
        var text = await program.Prometheus.MetadataAsync("text");
        Assert.Contains(openMetrics, metric => metric is { Metric: "dotnet_gc_pause_time_seconds", Type: "counter", Unit: "seconds" });
        Assert.Contains(text, metric => metric is { Metric: "dotnet_gc_pause_time_seconds_total", Type: "counter", Unit: "" });
    }

    [Fact]
    public async Task Both_formats_give_the_same_series()
        => await Eventually.HoldsAsync(async () =>
        {
            var openMetrics = await SeriesOf("openmetrics");
            var text = await SeriesOf("text");
            Assert.Contains("dotnet_timer_count", openMetrics);
            var differ = openMetrics.SymmetricExcept(text);
            return differ.IsEmpty ? null : "Only one format has " + string.Join(", ", differ);
        });

    /// <summary>Both write as their formats want it; Prometheus 2 stores what is written, and Prometheus 3 makes it one.</summary>
    [Fact]
    public async Task Whole_bounds_of_buckets_are_stored_as_the_format_writes_them()
    {
        var major = (await program.Prometheus.VersionAsync()).Major;
        Assert.Equal(["+Inf", "0.1", "0.5", "1.0", "5.0"], await BoundsOf("openmetrics"));
        Assert.Equal(major < 3 ? ["+Inf", "0.1", "0.5", "1", "5"] : ["+Inf", "0.1", "0.5", "1.0", "5.0"], await BoundsOf("text"));
    }

    /// <summary>Each line of a scrape is stored as one more value of a series of its own.</summary>
    [Theory, InlineData("openmetrics", 60), InlineData("text", 60), InlineData("eventsource", 25)]
    public async Task Prometheus_keeps_every_sample(string job, int least)
    {
        var scraped = Assert.Single(await program.Prometheus.StoredAsync($"scrape_samples_scraped{{job=\"{job}\"}}"));
        var kept = Assert.Single(await program.Prometheus.StoredAsync($"scrape_samples_post_metric_relabeling{{job=\"{job}\"}}")).Points.ToDictionary(point => point.Time, point => point.Value);
        Assert.Contains(scraped.Points, point => point.Value >= least);
        Assert.All(scraped.Points.Where(point => kept.ContainsKey(point.Time)), point => Assert.Equal(kept[point.Time], point.Value));
    }

    private async Task<ImmutableSortedSet<string>> SeriesOf(string job)
        => [.. (await program.Prometheus.StoredAsync($"{{job=\"{job}\"}}")).Where(series => !OfPrometheus.Contains(series["__name__"])).Select(series => series.Key.Replace(".0\"", "\"", StringComparison.Ordinal))];

    private async Task<IEnumerable<string>> BoundsOf(string job)
        => (await program.Prometheus.StoredAsync($"shop_checkout_duration_seconds_bucket{{job=\"{job}\"}}")).Select(bucket => bucket["le"]).Order(StringComparer.Ordinal);
}
