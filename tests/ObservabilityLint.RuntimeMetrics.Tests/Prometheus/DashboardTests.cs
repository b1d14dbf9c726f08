using System.Text.RegularExpressions;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The sample's dashboard shows every metric of the runtime and the bridge, and shows nothing that is not there.</summary>
[Collection(nameof(ScrapedProgram))]
public partial class DashboardTests(ScrapedProgram program)
{
    [Fact]
    public void Panels_have_an_id_and_a_place_of_their_own()
    {
        Assert.Distinct(Dashboard.Panels.Select(panel => panel.Id));
        Assert.Distinct(Dashboard.Panels.Select(panel => panel.Title));
        Assert.Distinct(Dashboard.Panels.SelectMany(panel => from x in Enumerable.Range(panel.Place.X, panel.Place.Width)
                                                             from y in Enumerable.Range(panel.Place.Y, panel.Place.Height)
                                                             select (x, y)));
        Assert.All(Dashboard.Panels, panel => Assert.InRange(panel.Place.X + panel.Place.Width, 1, 24));
    }

    [Fact]
    public void Panels_have_a_unit_a_description_and_queries_of_the_chosen_data_source()
        => Assert.All(Dashboard.Panels.Where(panel => panel.Type != "row"), panel =>
        {
            Assert.Equal("timeseries", panel.Type);
            Assert.NotEmpty(panel.Queries);
            Assert.EndsWith(".", panel.Description, StringComparison.Ordinal);
            Assert.Contains(panel.Unit, (string[])["bytes", "Bps", "percentunit", "ops", "opm", "s", "short"]);
            Assert.All(panel.Queries, query => Assert.Equal("${datasource}", query.DataSource));
        });

    /// <summary>A panel in bytes has queries of metrics in bytes; a rate of them is in bytes a second, and a rate of seconds is a share.</summary>
    [Fact]
    public void Units_of_panels_are_those_of_the_metrics()
        => Assert.All(Dashboard.Panels.Where(panel => panel.Type != "row"), panel => Assert.All(panel.Queries, query =>
        {
            var metric = Dashboard.MetricsIn(query.Expression).First();
            var isRate = query.Expression.Contains("rate(", StringComparison.Ordinal);
            var isShare = query.Expression.Contains(" / ", StringComparison.Ordinal);
            Assert.Equal(
                metric.EndsWith("_ratio", StringComparison.Ordinal) || isShare ? "percentunit"
                : metric.Contains("_bytes", StringComparison.Ordinal) ? isRate ? "Bps" : "bytes"
                : metric.Contains("_cpu_", StringComparison.Ordinal) ? "short"
                : metric.Contains("_seconds", StringComparison.Ordinal) ? isRate ? "percentunit" : "s"
                : isRate ? query.Expression.StartsWith("60 * ", StringComparison.Ordinal) ? "opm" : "ops" : "short",
                panel.Unit);
        }));

    [Fact]
    public void Variables_choose_data_source_job_and_instance()
    {
        var variables = Dashboard.Json.GetProperty("templating").GetProperty("list").EnumerateArray().ToList();
        Assert.Equal(["datasource", "job", "instance"], variables.Select(variable => variable.GetProperty("name").GetString()));
        Assert.All(variables.Skip(1), variable => Assert.Subset(BridgeMetrics.AllNames, Dashboard.MetricsIn(variable.GetProperty("definition").GetString()!.Split('(')[1].Split([',', '{'])[0]).ToHashSet()));
        Assert.All(Dashboard.Queries, query => Assert.Equal(Dashboard.MetricsIn(query.Expression).Count(), Regex.Count(query.Expression, Regex.Escape(Dashboard.Selector))));
    }

    [Fact]
    public void Every_metric_of_runtime_and_bridge_is_drawn_and_no_other()
        => Assert.Equal(
            BridgeMetrics.AllNames.Order(StringComparer.Ordinal),
            Dashboard.Queries.SelectMany(query => Dashboard.MetricsIn(query.Expression)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_query_has_data_in_a_real_Prometheus()
        => await Eventually.HoldsAsync(async () =>
        {
            foreach (var query in Dashboard.Queries)
            {
                var result = await program.Prometheus.QueryAsync(query.Filled);
                if (!result.Any(series => double.IsFinite(series.Value))) return $"{query.Filled} has no data.";
                foreach (Match label in LabelInLegend().Matches(query.Legend))
                    Assert.True(result.Any(series => series[label.Groups[1].Value].Length > 0), $"{query.Filled} has no label {label.Value}.");
            }
            return null;
        });

    [Theory]
    [InlineData("up", "up")]
    [InlineData("sum by (job, a_b) (rate(x_total{c=\"d_e\"}[5m])) / on (job) group_left (f) y:z offset 1h > 1e6", "x_total y:z")]
    [InlineData("min_over_time(sum(x)[30m:1m]) > 1.2 * x and 100e6 < y unless on(a) z", "x y z")]
    public void Names_of_metrics_are_told_from_the_other_words_of_a_query(string expression, string names)
        => Assert.Equal(names.Split(' '), Dashboard.MetricsIn(expression).Distinct());

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex LabelInLegend();
}
