using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class AbbreviatedUnitInNameTests
{
    [Theory]
    [InlineData("""Metrics.CreateHistogram([|"shop_request_ms"|], "Requests.");""")]
    [InlineData("""Metrics.CreateHistogram(help: "Requests.", name: [|"shop_request_s"|]);""")]
    [InlineData("""Metrics.CreateCounter([|"shop_sent_kb_total"|], "Sent.");""")]
    [InlineData("""Metrics.CreateCounter([|"shop_sent_kb"|], "Sent.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_wait_ms_per_request"|], "Waiting.");""")]
    [InlineData("""Metrics.CreateHistogram([|"shopRequestMs"|], "camelCase counts too.");""")]
    [InlineData("""Metrics.CreateHistogram([|"shop_parse_us"|], "Microseconds: nothing else is distributed.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_cpu_us"|], "Microseconds.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_wait_m"|], "Minutes or meters: no fix.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_load_pct"|], "Load.");""")]
    [InlineData("using static Prometheus.Metrics;\nvar h = CreateHistogram([|\"shop_request_ms\"|], \"Requests.\");\nclass Program1;")]
    [InlineData("record Shop(IMetricFactory Factory) { public Histogram H { get; } = Factory.CreateHistogram([|\"shop_request_ms\"|], \"Requests.\"); }")]
    [InlineData("static Histogram Make(string name) => Metrics.CreateHistogram(name, \"Requests.\");\nstatic readonly Histogram H = Make([|\"shop_request_ms\"|]);")]
    public Task Fires(string code) => Verify<AbbreviatedUnitInName>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateHistogram("shop_request_seconds", "Base unit.");""")]
    [InlineData("""Metrics.CreateHistogram("shop_request_milliseconds", "OBS1007 speaks.");""")]
    [InlineData("""Metrics.CreateGauge("ms", "A single word is no unit.");""")]
    [InlineData("""Metrics.CreateGauge("shop_ms_elapsed_ratio", "Elsewhere.");""")]
    [InlineData("""Metrics.CreateGauge("shop_seconds_ms_x", "Elsewhere.");""")]
    [InlineData("""Metrics.CreateGauge("shop_items", "Ends in ms.");""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_us_total", "In the United States.");""")]
    [InlineData("""Metrics.CreateCounter("shop_plan_b_total", "Plan B.");""")]
    [InlineData("""Metrics.CreateCounter("shop_queue_b_total", "Orders that queue B has taken.");""")]
    [InlineData("""Metrics.CreateGauge("shop_threads_min", "A minimum.");""")]
    [InlineData("""Metrics.CreateGauge("shop_load_5m", "Over five minutes.");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.request.ms");""")]
    [InlineData("""var name = Console.ReadLine() + "_ms"; Metrics.CreateGauge(name, "Not constant.");""")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"shop_ms\", \"A lookalike.\"); }")]
    [InlineData("""Metrics.CreateGauge("shop_orders_24_h", "A window."); Metrics.CreateCounter("shop_requests_over_500_ms_total", "A threshold."); Metrics.CreateCounter("shop_bodies_over_5_mb_total", "A threshold.");""")]
    public Task Quiet(string code) => Verify<AbbreviatedUnitInName>.QuietAsync(code);

    [Fact]
    public Task Says_which_unit() => Verify<AbbreviatedUnitInName>.SaysAsync(
        """Metrics.CreateHistogram([|"shop_request_ms"|], "Requests.");""", "Metric 'shop_request_ms' abbreviates its unit to 'ms': Prometheus names spell out the base unit, so people and tools do not see what it measures. Record seconds and name it 'shop_request_seconds'.");

    [Theory]
    [InlineData("shop_request_s", "shop_request_seconds")]
    [InlineData("shop_body_b", "shop_body_bytes")]
    [InlineData("shop_request_secs_per_call", "shop_request_seconds_per_call")]
    public Task Only_renames_what_is_in_the_base_unit(string before, string after) => Verify<AbbreviatedUnitInName>.FixesAsync(
        $$"""static readonly Histogram H = Metrics.CreateHistogram([|"{{before}}"|], "Requests."); static void Use(Stopwatch sw) { H.Observe(sw.ElapsedTicks); Pass(H); } static void Pass(Histogram h) { }""",
        $$"""static readonly Histogram H = Metrics.CreateHistogram("{{after}}", "Requests."); static void Use(Stopwatch sw) { H.Observe(sw.ElapsedTicks); Pass(H); } static void Pass(Histogram h) { }""");

    [Theory]
    [InlineData("shop_request_s", "sw.ElapsedMilliseconds")]
    [InlineData("shop_body_b", "sw.Elapsed.TotalSeconds")]
    public Task Spells_out_no_unit_that_is_not_recorded(string name, string recorded) => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(
        $$"""static readonly Histogram H = Metrics.CreateHistogram([|"{{name}}"|], "Requests."); static void Use(Stopwatch sw) { H.Observe({{recorded}}); }""");
}
