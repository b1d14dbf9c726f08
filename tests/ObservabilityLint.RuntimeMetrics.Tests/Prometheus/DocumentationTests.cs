using System.Diagnostics.Tracing;
using System.Globalization;
using System.Reflection;
using System.Text;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Sources.Processes;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The tables of the package's README are made from the code, and what they say of labels and queries is so in a real Prometheus.</summary>
[Collection(nameof(ScrapedProgram))]
public class DocumentationTests(ScrapedProgram program)
{
    [Fact]
    public void Options_are_those_of_the_code()
    {
        Recorded.SectionIs(Documentation.Path, "options", Documentation.OptionsOf(new RuntimeMetricsOptions()));
        Recorded.SectionIs(Documentation.Path, "server-options", Documentation.OptionsOf(new MetricsServerOptions()));
    }

    [Fact]
    public void Metrics_of_the_runtime_are_those_of_the_table()
    {
        var table = new StringBuilder("| metric | type | unit | labels | instrument | EventCounter | what it tells | PromQL |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var row in RuntimeInstruments.All)
            table.Append(CultureInfo.InvariantCulture, $"| `{RuntimeNames.SeriesOf(row)}` | {RuntimeNames.TypeOf(row)} | {RuntimeNames.UnitOf(row)} | {Code(LabelsOf(row))} | {Code(row.IsInMeter ? row.Name : "")} | {CountersOf(row)} | {row.Help} | `{Dashboard.QueryOf(RuntimeNames.SeriesOf(row)).Plain}` |\n");
        Recorded.SectionIs(Documentation.Path, "metrics", table.ToString());
    }

    /// <summary>One row for each that some system has.</summary>
    [Fact]
    public void Metrics_of_the_process_are_those_of_the_table()
    {
        var table = new StringBuilder("| metric | type | unit | what it tells |\n|---|---|---|---|\n");
        foreach (var (row, _) in ProcessMetrics.All) table.Append(CultureInfo.InvariantCulture, $"| `{RuntimeNames.SeriesOf(row)}` | {RuntimeNames.TypeOf(row)} | {RuntimeNames.UnitOf(row)} | {row.Help} |\n");
        Recorded.SectionIs(Documentation.Path, "process-metrics", table.ToString());
    }

    [Fact]
    public void Properties_of_views_are_those_of_the_code()
    {
        Recorded.SectionIs(Documentation.Path, "views", Documentation.OptionsOf(new MetricView("*")));
        Recorded.SectionIs(Documentation.Path, "native-options", Documentation.OptionsOf(new NativeHistogramOptions()));
    }

    [Fact]
    public void Metrics_of_the_bridge_are_those_that_it_has()
    {
        var table = new StringBuilder("| metric | type | labels | what it tells | PromQL |\n|---|---|---|---|---|\n");
        foreach (var (instrument, (name, labels)) in BridgeMetrics.Instruments.Zip(BridgeMetrics.OfItself))
        {
            Assert.StartsWith(instrument.Name.Replace('.', '_'), name, StringComparison.Ordinal);
            table.Append(CultureInfo.InvariantCulture, $"| `{name}` | {(name.EndsWith("_total", StringComparison.Ordinal) ? "counter" : "gauge")} | {Code(labels)} | {instrument.Description} | `{Dashboard.QueryOf(name).Plain}` |\n");
        }
        Recorded.SectionIs(Documentation.Path, "bridge-metrics", table.ToString());
    }

    [Fact]
    public void Events_are_those_that_the_bridge_writes()
    {
        var table = new StringBuilder("| event | number | message |\n|---|---|---|\n");
        foreach (var method in typeof(BridgeEvents).GetMethods())
            if (method.GetCustomAttribute<EventAttribute>() is { } own)
                table.Append(CultureInfo.InvariantCulture, $"| `{method.Name}` | {own.EventId} | {string.Format(CultureInfo.InvariantCulture, own.Message!, [.. method.GetParameters().Select(parameter => $"*{parameter.Name}*")])} |\n");
        Recorded.SectionIs(Documentation.Path, "events", table.ToString());
    }

    [Fact]
    public async Task Labels_are_those_that_Prometheus_has_stored()
    {
        var documented = RuntimeInstruments.All.Select(row => (Name: RuntimeNames.SeriesOf(row), Labels: LabelsOf(row))).Concat(BridgeMetrics.OfItself);
        foreach (var (name, labels) in documented)
        {
            var stored = await program.Prometheus.StoredAsync(name);
            Assert.NotEmpty(stored);
            Assert.Equal(labels, string.Join(", ", stored.SelectMany(series => series.Labels.Keys).Except(["__name__", "job", "instance"]).Order(StringComparer.Ordinal)));
        }
    }

    /// <summary>Read from the README itself, as one would copy it.</summary>
    [Fact]
    public async Task Every_query_of_the_tables_has_data_in_a_real_Prometheus()
    {
        var queries = Documentation.Queries;
        Assert.Equal(BridgeMetrics.AllNames.Count, queries.Length);
        await Eventually.HoldsAsync(async () =>
        {
            foreach (var query in queries)
                if (!(await program.Prometheus.QueryAsync(query)).Any(series => double.IsFinite(series.Value))) return $"{query} has no data.";
            return null;
        });
    }

    private static string LabelsOf(RuntimeInstrument row) => (row.Keys.Length > 0 ? row.Keys : row.Counters.FirstOrDefault()?.Generation is null ? "" : RuntimeInstruments.GenerationKey).Replace('.', '_');

    private static string CountersOf(RuntimeInstrument row)
        => row.Counters.Length == 0 ? "(asked of the runtime)" : string.Join(", ", row.Counters.Select(reading =>
        {
            var value = $"`{reading.Counter}`{(reading.Without is { } part ? $" − `{part}`" : "")}";
            var factor = reading.Per > 1 ? FormattableString.Invariant($" ÷ {reading.Per:#,0}") : reading.Times > 1 ? FormattableString.Invariant($" × {reading.Times:#,0}") : "";
            return value + factor + (reading.Generation is { } generation ? $" ({generation})" : "");
        }));

    private static string Code(string text) => text.Length == 0 ? "" : $"`{text.Replace(", ", "`, `", StringComparison.Ordinal)}`";
}
