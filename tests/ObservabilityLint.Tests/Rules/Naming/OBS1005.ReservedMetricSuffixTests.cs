using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class ReservedMetricSuffixTests
{
    [Theory]
    [InlineData("""Metrics.CreateCounter([|"jobs_count"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateCounter([|"jobs_sum"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateCounter([|"jobs_bucket"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateCounter([|"build_info"|], "Only a gauge may be an info.");""")]
    [InlineData("""Metrics.CreateGauge([|"jobsCount"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge([|"jobs_sum"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge([|"jobs_bucket"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge([|"jobs_created"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge([|"jobs_gcount"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge([|"jobs_gsum"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateHistogram([|"latency_info"|], "Latency.");""")]
    [InlineData("""Metrics.CreateSummary([|"latency_bucket"|], "Latency.");""")]
    [InlineData("""Metrics.CreateGauge(help: "Jobs.", name: [|"jobs_count"|]);""")]
    [InlineData("""meter.CreateGauge<long>([|"jobs.sum"|]);""")]
    [InlineData("""meter.CreateGauge<long>([|"jobs.created"|], "{job}");""")]
    [InlineData("""meter.CreateGauge<long>([|"jobs.sum"|], unit: "1");""")]
    [InlineData("""Metrics.CreateGauge([|"jobs_count"|], "Jobs.");""")]
    [InlineData("""meter.CreateObservableGauge([|"jobs.sum"|], () => 1);""")]
    [InlineData("""meter.CreateUpDownCounter<long>([|"jobs.sum"|]);""")]
    [InlineData("""meter.CreateUpDownCounter<long>([|"jobs.created"|]);""")]
    [InlineData("""meter.CreateHistogram<double>([|"latency.info"|]);""")]
    [InlineData("Metrics.CreateGauge([|Names.Jobs|], \"Jobs.\");\n=== Names.cs\nstatic class Names { public const string Jobs = \"jobs_count\"; }")]
    [InlineData("using static Prometheus.Metrics;\nvar jobs = CreateGauge([|\"jobs_count\"|], \"Jobs.\");\nclass Program1;")]
    [InlineData("record Shop(IMetricFactory Factory) { public Gauge Jobs { get; } = Factory.CreateGauge([|\"jobs_count\"|], \"Jobs.\"); }")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(name, \"Jobs.\");\nstatic readonly Gauge Jobs = Make([|\"jobs_count\"|]);")]
    [InlineData("""Metrics.CreateHistogram("jobs_seconds", "Jobs."); Metrics.CreateGauge([|"jobs_count"|], "Jobs."); Metrics.CreateGauge("jobs", "Jobs.");""")]
    [InlineData("""Metrics.CreateHistogram("jobs", "Jobs."); Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()).CreateGauge([|"jobs_count"|], "Jobs.");""")]
    [InlineData("""Func<Func<Gauge>> make = () => () => Metrics.CreateGauge([|"jobs_count"|], "Jobs.");""")]
    public Task Fires(string code) => Verify<ReservedMetricSuffix>.FiresAsync(code);

    [Theory]
    // The name is that of a sample, and OBS1017 says so.
    [InlineData("""Metrics.CreateHistogram("jobs_seconds", "Jobs."); Metrics.CreateGauge("jobs_seconds_count", "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge("jobs_seconds_sum", "Jobs."); Metrics.CreateSummary("jobs_seconds", "Jobs.");""")]
    [InlineData("""Metrics.CreateCounter("jobs_total", "Jobs.");""")]
    [InlineData("""Metrics.CreateCounter("jobs_count_total", "Another ending.");""")]
    [InlineData("""Metrics.CreateCounter("jobs_created", "A counter's own; OBS1003 speaks.");""")]
    [InlineData("""Metrics.CreateGauge("build_info", "The idiom.");""")]
    [InlineData("""Metrics.CreateGauge("jobs_total", "OBS1004 speaks.");""")]
    [InlineData("""Metrics.CreateGauge("count", "No suffix: the whole name.");""")]
    [InlineData("""Metrics.CreateGauge("bank_account", "Another word.");""")]
    [InlineData("""Metrics.CreateGauge("count_of_jobs", "Inside.");""")]
    [InlineData("""Metrics.CreateGauge("jobs_count_ratio", "Inside.");""")]
    [InlineData("""Metrics.CreateHistogram("jobs_count", "The owner.");""")]
    [InlineData("""Metrics.CreateHistogram("jobs_bucket", "The owner.");""")]
    [InlineData("""Metrics.CreateSummary("jobs_sum", "The owner.");""")]
    [InlineData("""meter.CreateCounter<long>("jobs.count");""")] // exported as jobs_count_total
    [InlineData("""meter.CreateObservableCounter("jobs.sum", () => 1);""")]
    [InlineData("""meter.CreateUpDownCounter<long>("jobs.count");""")]
    [InlineData("""meter.CreateObservableUpDownCounter("dotnet.timer.count", () => 1, "{timer}");""")]
    [InlineData("""meter.CreateGauge<long>("jobs.sum", "By");""")] // exported as jobs_sum_bytes
    [InlineData("""meter.CreateObservableGauge("vcs.contributor.count", () => 1, "{contributor}");""")]
    [InlineData("""meter.CreateGauge<long>("build.info");""")]
    [InlineData("""meter.CreateUpDownCounter<long>("build.info");""")]
    [InlineData("""meter.CreateHistogram<double>("jobs.count");""")]
    [InlineData("""var unit = Console.ReadLine(); meter.CreateGauge<long>("jobs.sum", unit);""")]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateGauge(name + "_count", "Not constant.");""")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"jobs_count\", \"A lookalike.\"); }")]
    [InlineData("""new PollingCounter("jobs-count", new EventSource("Shop"), () => 1);""")]
    public Task Quiet(string code) => Verify<ReservedMetricSuffix>.QuietAsync(code);

    [Fact]
    public Task Follows_the_translator_in_use() => Verify<ReservedMetricSuffix>.QuietAsync(
        """meter.CreateGauge<long>("jobs.sum", unit: "1");""", "observability_lint.prometheus_translation = otlptranslator"); // exported as jobs_sum_ratio

    [Fact]
    public Task Says_whose_it_is() => Verify<ReservedMetricSuffix>.SaysAsync(
        """Metrics.CreateGauge([|"jobs_count"|], "Jobs.");""",
        "'jobs_count' is a gauge, but Prometheus reads '_count' as the number of observations of a histogram or summary: queries and tools misread it. Name it 'jobs'.");

    /// <summary>A name that another has is no advice; nor is it written.</summary>
    [Fact]
    public async Task Says_that_the_name_is_taken()
    {
        const string Says = "'jobs_count' is a gauge, but Prometheus reads '_count' as the number of observations of a histogram or summary: queries and tools misread it. Name it ";
        await Verify<ReservedMetricSuffix>.SaysAsync("""Metrics.CreateGauge([|"jobs_count"|], "Jobs."); Metrics.CreateGauge("jobs", "Jobs.");""", Says + "otherwise, since another metric is called 'jobs'.");
        await Verify<ReservedMetricSuffix>.SaysAsync("Metrics.CreateGauge([|\"jobs_count\"|], \"Jobs.\");\n=== A.cs\nclass A { const string Name = \"jobs\"; Counter c = Metrics.CreateCounter(Name, \"Jobs.\"); }", Says + "otherwise, since another metric is called 'jobs'.");
        await Verify<ReservedMetricSuffix>.SaysAsync("""Metrics.CreateGauge([|"jobs_count"|], "Jobs."); meter.CreateGauge<long>("jobs");""", Says + "'jobs'.");
        await Verify<CounterWithoutTotal>.SaysAsync("""Metrics.CreateCounter([|"jobs"|], "Jobs."); Metrics.CreateCounter("jobs_total", "Jobs.");""", "Counter 'jobs' does not end in '_total', by which Prometheus tools tell a counter: they do not take it for one. Name it otherwise, since another metric is called 'jobs_total'.");
        await Verify<TotalOnNonCounter>.SaysAsync("""meter.CreateUpDownCounter<long>([|"jobs.total"|]); meter.CreateUpDownCounter<long>("jobs");""", "'jobs.total' is an up-down counter, but '_total' tells people and tools to apply rate() to it, which gives wrong numbers for anything but a counter. Name it otherwise, since another metric is called 'jobs'.");
    }

    [Fact]
    public Task Says_the_exported_name() => Verify<ReservedMetricSuffix>.SaysAsync(
        """meter.CreateUpDownCounter<long>([|"jobs.sum"|]);""",
        "'jobs_sum' is an up-down counter, but Prometheus reads '_sum' as the sum of the observations of a histogram or summary: queries and tools misread it. Name it 'jobs'.");

    [Theory]
    [InlineData("Metrics.CreateCounter([|\"jobs_count\"|], \"Jobs.\"); // kept", "Metrics.CreateCounter(\"jobs_total\", \"Jobs.\"); // kept")]
    [InlineData("Metrics.CreateGauge([|\"jobs_count\"|], \"Jobs.\");", "Metrics.CreateGauge(\"jobs\", \"Jobs.\");")]
    [InlineData("Metrics.CreateGauge([|\"JobsTotalCount\"|], \"Jobs.\");", "Metrics.CreateGauge(\"jobs\", \"Jobs.\");")]
    [InlineData("meter.CreateGauge<long>([|\"jobs.active.sum\"|]);", "meter.CreateGauge<long>(\"jobs.active\");")]
    public Task Fixes(string before, string after) => Verify<ReservedMetricSuffix>.FixesAsync(before, after);

    /// <summary>The names of the OpenTelemetry semantic conventions, where their list lies beside the repository.</summary>
    [Fact]
    public async Task Quiet_on_every_name_of_the_semantic_conventions()
    {
        var list = Beside("shared/facts/semconv-metrics.tsv");
        Assert.SkipWhen(list is null, "The list of the semantic conventions is not there.");
        var calls = new Dictionary<string, string> { ["counter"] = "Counter", ["updowncounter"] = "UpDownCounter", ["gauge"] = "Gauge", ["histogram"] = "Histogram" };
        var code = (await File.ReadAllLinesAsync(list, TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split('\t')).Where(cells => calls.ContainsKey(cells[1]))
            .Select(cells => $"meter.Create{calls[cells[1]]}<long>(\"{cells[0]}\", \"{cells[2]}\");").ToList();
        Assert.True(code.Count > 400);
        await Verify<ReservedMetricSuffix>.QuietAsync(string.Join("\n", code));
    }

    private static string? Beside(string path)
    {
        for (var folder = new DirectoryInfo(Repository.PathOf(".")); folder != null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, path) is var file && File.Exists(file)) return file;
        return null;
    }
}
