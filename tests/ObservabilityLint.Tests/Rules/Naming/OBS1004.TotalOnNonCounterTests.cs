using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class TotalOnNonCounterTests
{
    [Theory]
    [InlineData("""Metrics.CreateGauge([|"jobs_total"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateHistogram([|"latency_seconds_total"|], "Latency.");""")]
    [InlineData("""Metrics.CreateSummary([|"size_bytes_total"|], "Size.");""")]
    [InlineData("""Metrics.CreateGauge([|"jobsTotal"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge([|"jobs_count_total"|], "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge(help: "Jobs.", name: [|"jobs_total"|], labelNames: ["kind"]);""")]
    [InlineData("""const string Name = "jobs"; Metrics.DefaultFactory.CreateGauge([|Name + "_total"|], "Jobs.");""")]
    [InlineData("using static Prometheus.Metrics;\nvar jobs = CreateGauge([|\"jobs_total\"|], \"Jobs.\");\nclass Program1;")]
    [InlineData("record Shop(IMetricFactory Factory) { public Gauge Jobs { get; } = Factory.CreateGauge([|\"jobs_total\"|], \"Jobs.\"); }")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(name, \"Jobs.\");\nstatic readonly Gauge Jobs = Make([|\"jobs_total\"|]);")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(name + \"_total\", \"Jobs.\");\nstatic readonly Gauge Jobs = Make([|\"jobs\"|]);")]
    [InlineData("""meter.CreateGauge<long>([|"jobs.total"|]);""")]
    [InlineData("""meter.CreateUpDownCounter<long>([|"jobs_total"|], "{job}");""")]
    [InlineData("""meter.CreateHistogram<double>([|"jobs.total"|], "1");""")]
    [InlineData("""meter.CreateObservableGauge(observeValue: () => 1, name: [|"jobsTotal"|]);""")]
    [InlineData("""meter.CreateObservableUpDownCounter([|"shop/jobs-total"|], () => 1);""")]
    [InlineData("""Func<Func<Gauge>> make = () => () => Metrics.CreateGauge([|"jobs_total"|], "Jobs.");""")]
    public Task Fires(string code) => Verify<TotalOnNonCounter>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("jobs_total", "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge("jobs", "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge("total_jobs", "Jobs.");""")]
    [InlineData("""Metrics.CreateGauge("total", "No suffix: the whole name.");""")]
    [InlineData("""Metrics.CreateGauge("jobs_subtotal", "Another word.");""")]
    [InlineData("""Metrics.CreateGauge("jobs_totals", "Another word.");""")]
    [InlineData("""meter.CreateCounter<long>("jobs.total");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.basket.total", "EUR");""")]
    [InlineData("""meter.CreateUpDownCounter<long>("shop.memory.total", "By");""")]
    [InlineData("""meter.CreateGauge<long>("shop.subtotal");""")]
    [InlineData("""meter.CreateGauge<long>("total.jobs");""")]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateGauge(name + "_total", "Not constant.");""")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"jobs_total\", \"A lookalike.\"); }")]
    [InlineData("""new PollingCounter("jobs_total", new EventSource("Shop"), () => 1);""")]
    public Task Quiet(string code) => Verify<TotalOnNonCounter>.QuietAsync(code);

    [Fact]
    public Task Says_what_it_is() => Verify<TotalOnNonCounter>.SaysAsync("""Metrics.CreateGauge([|"jobs_total"|], "Jobs.");""", "'jobs_total' is a gauge, but '_total' tells people and tools to apply rate() to it, which gives wrong numbers for anything but a counter. Name it 'jobs'.");

    [Theory]
    [InlineData("Metrics.CreateGauge([|\"jobs_total\"|], \"Jobs.\"); // kept", "Metrics.CreateGauge(\"jobs\", \"Jobs.\"); // kept")]
    [InlineData("Metrics.CreateHistogram([|\"latency_seconds_total\"|], \"Latency.\");", "Metrics.CreateHistogram(\"latency_seconds\", \"Latency.\");")]
    [InlineData("Metrics.CreateGauge([|\"jobs_count_total\"|], \"Jobs.\");", "Metrics.CreateGauge(\"jobs\", \"Jobs.\");")]
    [InlineData("meter.CreateUpDownCounter<long>([|\"shop.jobs.total\"|], \"{job}\");", "meter.CreateUpDownCounter<long>(\"shop.jobs\", \"{job}\");")]
    [InlineData("meter.CreateObservableGauge([|\"shop.jobs_total\"|], () => 1);", "meter.CreateObservableGauge(\"shop.jobs\", () => 1);")]
    [InlineData("Metrics.CreateGauge([|\"JobsTotal\"|], \"Jobs.\");", "Metrics.CreateGauge(\"jobs\", \"Jobs.\");")]
    public Task Fixes(string before, string after) => Verify<TotalOnNonCounter>.FixesAsync(before, after);

    [Fact]
    public Task Offers_no_fix_where_a_wrapper_adds_the_suffix() => Verify<TotalOnNonCounter>.OffersNoFixAsync(
        "static Gauge Make(string name) => Metrics.CreateGauge(name + \"_total\", \"Jobs.\");\nstatic readonly Gauge Jobs = Make([|\"jobs\"|]);");
}
