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

    /// <summary>Each scrape lies between two looks at the runtime: a counter must be between what they saw, and a level near it.</summary>
    [Theory, InlineData("openmetrics"), InlineData("text")]
    public async Task Values_are_those_of_the_runtime_at_that_time(string job)
    {
        foreach (var reading in RuntimeReadings.All)
            await Eventually.HoldsAsync(() => Task.FromResult(program.Scrapes.Count(scrape => scrape.Job == job && IsKnown(reading, scrape)) >= 3 ? null : $"No three scrapes at whose time {reading.Series} is known."));
        var stored = await StoredByScrapeAsync(job);
        var compared = 0;
        foreach (var scrape in program.Scrapes.Where(scrape => scrape.Job == job))
        {
            // A scrape that came too late for Prometheus is not stored.
            if (!stored.TryGetValue(scrape.Number, out var values)) continue;
            compared++;
            foreach (var reading in RuntimeReadings.All) AssertAgrees(scrape, reading, values);
        }
        Assert.True(compared >= 3, $"Only {compared} scrapes were compared.");
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

    private static void AssertAgrees(ObservedScrape scrape, RuntimeReading reading, Dictionary<string, double> values)
    {
        var (before, after) = Looks(reading, scrape);
        Assert.True(values.TryGetValue(reading.Series, out var value), $"Scrape {scrape.Number} has no {reading.Series}.");
        if (!IsKnown(reading, scrape)) return;
        if (reading.IsCounter) Assert.True(before <= after, $"{reading.Series} fell from {before} to {after}.");
        Assert.True(Math.Min(before, after) - reading.Slack <= value && value <= Math.Max(before, after) + reading.Slack,
            $"Scrape {scrape.Number} says {reading.Series} {value}, but the runtime {before} before it and {after} after.");
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
