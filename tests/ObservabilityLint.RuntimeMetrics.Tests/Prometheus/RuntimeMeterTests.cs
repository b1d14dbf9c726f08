using System.Collections.Immutable;
using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>What Prometheus stores of the meter <c>System.Runtime</c> is what the runtime itself says.</summary>
[Collection(nameof(ScrapedProgram))]
public class RuntimeMeterTests(ScrapedProgram program)
{
    [Fact]
    public void Every_instrument_of_the_meter_is_compared()
        => Assert.Equal(
            RuntimeInstruments.All.Where(row => row.IsInMeter).Select(RuntimeNames.SeriesOf).Order(StringComparer.Ordinal),
            RuntimeReadings.All.Select(reading => reading.Series.Split('{')[0]).Distinct().Order(StringComparer.Ordinal));

    [Theory, InlineData("openmetrics"), InlineData("text")]
    public async Task Metadata_tells_type_unit_and_help(string job)
    {
        var metadata = await program.Prometheus.MetadataAsync(job);
        var isText = job == "text";
        var expected = from row in RuntimeInstruments.All
                       where row.IsInMeter
                       select new StoredMetadata(isText ? RuntimeNames.SeriesOf(row) : RuntimeNames.FamilyOf(row), RuntimeNames.TypeOf(row), isText ? "" : RuntimeNames.UnitOf(row), row.Help);
        Assert.Equal(expected.OrderBy(metric => metric.Metric, StringComparer.Ordinal), metadata.Where(metric => metric.Metric.StartsWith("dotnet_", StringComparison.Ordinal)).OrderBy(metric => metric.Metric, StringComparer.Ordinal));
    }

    /// <summary>
    /// Each scrape lies between two looks at the runtime: a counter must be between what they saw, and what changes with a collection is what they saw where none came in between.
    /// Another level may have been anything meanwhile: three scrapes have to be near what both looks saw, which those of another level would not be.
    /// </summary>
    [Theory, InlineData("openmetrics"), InlineData("text")]
    public async Task Values_are_those_of_the_runtime_at_that_time(string job)
    {
        var stored = await StoredByScrapeAsync(job);
        await Eventually.HoldsAsync(async () =>
        {
            stored = await StoredByScrapeAsync(job);
            var open = RuntimeReadings.All.Where(reading => program.Scrapes.Count(scrape => scrape.Job == job && stored.TryGetValue(scrape.Number, out var values) && Agrees(scrape, reading, values)) < 3);
            return open.Any() ? $"No three scrapes agree with the runtime on {string.Join(", ", open.Select(reading => reading.Series))}." : null;
        });
        // A scrape that came too late for Prometheus is not stored.
        foreach (var scrape in program.Scrapes.Where(scrape => scrape.Job == job && stored.ContainsKey(scrape.Number)))
            foreach (var reading in RuntimeReadings.All.Where(reading => (reading.IsCounter || reading.IsOfLastCollection) && IsKnown(reading, scrape)))
            {
                var (before, after) = Looks(reading, scrape);
                Assert.True(Agrees(scrape, reading, stored[scrape.Number]), $"Scrape {scrape.Number} says {reading.Series} {stored[scrape.Number].GetValueOrDefault(reading.Series, double.NaN)}, but the runtime {before} before it and {after} after.");
            }
    }

    [Fact]
    public async Task Work_of_the_test_is_counted()
    {
        foreach (var counter in RuntimeReadings.All.Where(reading => reading.IsCounter))
            Assert.True((await program.Prometheus.StoredAsync(counter.Series)).Single(series => series["job"] == "openmetrics").Value > 0, counter.Series);
        Assert.InRange((await program.Prometheus.StoredAsync("dotnet_timer_count{job=\"openmetrics\"}")).Single().Value, 25, double.MaxValue);
    }

    /// <summary>Levels of the last collection are if no other one came in between; others if they are the same at both looks, or else they may have been anything meanwhile.</summary>
    private static bool IsKnown(RuntimeReading reading, ObservedScrape scrape)
    {
        if (reading.IsCounter) return true;
        if (reading.IsOfLastCollection) return scrape.Before.Collection == scrape.After.Collection;
        var (before, after) = Looks(reading, scrape);
        return Math.Abs(before - after) <= reading.Slack;
    }

    private static (double Before, double After) Looks(RuntimeReading reading, ObservedScrape scrape)
    {
        var place = RuntimeReadings.All.IndexOf(reading);
        return (scrape.Before.Values[place], scrape.After.Values[place]);
    }

    private static bool Agrees(ObservedScrape scrape, RuntimeReading reading, Dictionary<string, double> values)
    {
        var (before, after) = Looks(reading, scrape);
        return IsKnown(reading, scrape) && values.TryGetValue(reading.Series, out var value) && (before <= after || !reading.IsCounter) && Math.Min(before, after) - reading.Slack <= value && value <= Math.Max(before, after) + reading.Slack;
    }

    /// <summary>What is stored at the time of each scrape, by the scrape's number.</summary>
    private async Task<Dictionary<int, Dictionary<string, double>>> StoredByScrapeAsync(string job)
    {
        var all = await program.Prometheus.StoredAsync($"{{job=\"{job}\"}}");
        var numbers = all.Single(series => series.Key == "scrape_number").Points.ToDictionary(point => point.Time, point => (int)point.Value);
        var stored = numbers.Values.ToDictionary(number => number, _ => new Dictionary<string, double>(StringComparer.Ordinal));
        foreach (var series in all)
            foreach (var point in series.Points)
                if (numbers.TryGetValue(point.Time, out var number)) stored[number].Add(series.Key, point.Value);
        return stored;
    }
}
