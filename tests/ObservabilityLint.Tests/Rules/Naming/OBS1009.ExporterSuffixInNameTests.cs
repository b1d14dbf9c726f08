using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class ExporterSuffixInNameTests
{
    [Theory]
    [InlineData("""meter.CreateCounter<long>([|"shop.orders.total"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"shop_orders_total"|]);""")]
    [InlineData("""meter.CreateObservableCounter([|"shop.orders.total"|], () => 1);""")]
    [InlineData("""meter.CreateHistogram<double>([|"shop.request.duration_ms"|]);""")]
    [InlineData("""meter.CreateHistogram<double>([|"shop.request.duration.seconds"|], "s");""")]
    [InlineData("""meter.CreateHistogram<double>(unit: "s", name: [|"shop.request.duration.seconds"|]);""")]
    [InlineData("""meter.CreateHistogram<double>([|"shop.request.duration.seconds"|], unit: null);""")]
    [InlineData("""meter.CreateHistogram<double>([|"shop.request.duration.seconds"|], "");""")]
    [InlineData("""meter.CreateHistogram<double>([|"shop.request.duration.seconds"|], "seconds");""")]
    [InlineData("""meter.CreateGauge<double>([|"shop.contract.days"|], "d");""")]
    [InlineData("""meter.CreateGauge<double>([|"shop.load.percent"|], "%");""")]
    [InlineData("""meter.CreateCounter<long>([|"shop.sent.bytes"|]);""")]
    [InlineData("""meter.CreateHistogram<double>([|"shopRequestMs"|]);""")]
    [InlineData("class Shop(IMeterFactory factory) { object O = factory.Create(\"Shop\").CreateCounter<int>([|\"shop.orders.total\"|]); }")]
    [InlineData("static Counter<int> Make(string name) => meter.CreateCounter<int>(name);\nstatic readonly Counter<int> C = Make([|\"shop.orders.total\"|]);")]
    public Task Fires(string code) => Verify<ExporterSuffixInName>.FiresAsync(code);

    [Theory]
    [InlineData("""meter.CreateCounter<long>("shop.orders");""")]
    [InlineData("""meter.CreateCounter<long>("total");""")]
    [InlineData("""meter.CreateCounter<long>("shop.subtotal");""")]
    [InlineData("""meter.CreateCounter<long>("shop.total.orders");""")]
    [InlineData("""meter.CreateGauge<long>("shop.memory.total");""")]
    [InlineData("""meter.CreateGauge<long>("shop.opening_hours");""")]
    [InlineData("""meter.CreateGauge<long>("shop.trial.days");""")]
    [InlineData("""meter.CreateGauge<double>("shop.cache.hit_ratio");""")]
    [InlineData("""meter.CreateGauge<double>("shop.cache.hit_ratio", "1");""")]
    [InlineData("""meter.CreateGauge<double>("shop.load.percent");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.request.duration.ms", "s");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.request.seconds.slow", "s");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.ms");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.parsed.kilobytes");""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders.us");""")]
    [InlineData("""meter.CreateCounter<long>("shop.plan.b");""")]
    [InlineData("""meter.CreateGauge<long>("shop.sent.bytes.per.second");""")]
    [InlineData("""var unit = Console.ReadLine(); meter.CreateHistogram<double>("shop.request.ms", unit);""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Prometheus wants it.");""")]
    [InlineData("class Meter2 { public void CreateCounter(string name) { } }\nclass User { void Use() => new Meter2().CreateCounter(\"shop.orders.total\"); }")]
    public Task Quiet(string code) => Verify<ExporterSuffixInName>.QuietAsync(code);

    [Fact]
    public Task Says_what_to_write() => Verify<ExporterSuffixInName>.SaysAsync(
        """meter.CreateHistogram<double>([|"shop.request.ms"|]);""", "Metric name 'shop.request.ms' ends in 'ms', and no unit is given: dashboards and exporters do not read it from a name. Name it 'shop.request', with the unit 'ms'.");

    [Theory]
    [InlineData("""CreateCounter<long>("shop.orders.total", "{order}", "Orders.")""", """CreateCounter<long>("shop.orders", "{order}", "Orders.")""")]
    [InlineData("""CreateHistogram<double>("shop.request.duration.ms")""", """CreateHistogram<double>("shop.request.duration", unit: "ms")""")]
    [InlineData("""CreateHistogram<double>("shop.request.duration.ms", description: "Time." /* kept */)""", """CreateHistogram<double>("shop.request.duration", description: "Time.", unit: "ms" /* kept */)""")]
    [InlineData("""CreateHistogram<double>("shop.request.duration.ms", null, "Time.")""", """CreateHistogram<double>("shop.request.duration", "ms", "Time.")""")]
    [InlineData("""CreateHistogram<double>("shop.request.duration.ms", unit: "")""", """CreateHistogram<double>("shop.request.duration", unit: "ms")""")]
    [InlineData("""CreateHistogram<double>("shop.request.duration.seconds", "s")""", """CreateHistogram<double>("shop.request.duration", "s")""")]
    [InlineData("""CreateObservableGauge("shop.queue.bytes", () => 1L)""", """CreateObservableGauge("shop.queue", () => 1L, unit: "By")""")]
    [InlineData("""CreateCounter<long>("shop.total.sent.bytes.total")""", """CreateCounter<long>("shop.total.sent", unit: "By")""")]
    [InlineData("""CreateCounter<long>("shop.sent.total.bytes")""", """CreateCounter<long>("shop.sent", unit: "By")""")]
    [InlineData("""CreateHistogram<double>("shopRequestDurationMs")""", """CreateHistogram<double>("shop_request_duration", unit: "ms")""")]
    public Task Fixes(string before, string after)
    {
        var name = System.Text.RegularExpressions.Regex.Match(before, "\"shop[^\"]*\"").Value;
        return Verify<ExporterSuffixInName>.FixesAsync($"var i = meter.{before.Replace(name, $"[|{name}|]")}; // kept", $"var i = meter.{after}; // kept");
    }

    [Fact]
    public Task The_fix_of_another_rule_writes_the_same() => Verify<MetricNameCasing>.FixesAsync(
        """meter.CreateHistogram<double>([|"shopRequestDurationMs"|]);""", """meter.CreateHistogram<double>("shop_request_duration", unit: "ms");""");

    /// <summary>A unit that is declared over values of another one would make all of them wrong.</summary>
    [Theory]
    [InlineData("var h = meter.CreateHistogram<double>([|\"load.duration_seconds\"|]); h.Record(w.ElapsedMilliseconds);")]
    [InlineData("var h = meter.CreateHistogram<double>([|\"load.duration_seconds\"|]); h.Record(w.Elapsed.TotalSeconds); h.Record(Math.Round(w.Elapsed.TotalMilliseconds));")]
    [InlineData("var h = meter.CreateHistogram<double>([|\"load.duration_ms\"|]); var seconds = w.Elapsed.TotalSeconds; h.Record(seconds);")]
    [InlineData("var c = meter.CreateCounter<long>([|\"load.sent.seconds\"|]); c.Add(body.Length);")]
    [InlineData("meter.CreateObservableGauge([|\"load.duration_seconds\"|], () => w.ElapsedMilliseconds);")]
    [InlineData("meter.CreateObservableGauge([|\"load.duration_seconds\"|], () => { return new Measurement<long>(w.ElapsedMilliseconds); });")]
    [InlineData("meter.CreateObservableGauge([|\"load.duration_seconds\"|], () => new[] { new Measurement<long>(w.ElapsedMilliseconds) });")]
    [InlineData("meter.CreateObservableGauge([|\"load.duration_seconds\"|], Elapsed);")]
    public Task Offers_no_unit_that_is_not_recorded(string code)
        => Verify<ExporterSuffixInName>.OffersNoFixAsync($"static readonly Stopwatch watch = Stopwatch.StartNew();\nstatic long Elapsed() => watch.ElapsedMilliseconds;\nstatic void Use(Stopwatch w, byte[] body) {{ {code} }}");

    [Theory]
    [InlineData("h.Record(w.ElapsedMilliseconds / 1000d);")]
    [InlineData("h.Record(w.Elapsed.TotalSeconds); h.Record(0);")]
    public Task Fixes_where_nothing_recorded_contradicts(string use) => Verify<ExporterSuffixInName>.FixesAsync(
        $"static void Use(Stopwatch w) {{ var h = meter.CreateHistogram<double>([|\"load.duration_seconds\"|]); {use} }}", $"static void Use(Stopwatch w) {{ var h = meter.CreateHistogram<double>(\"load.duration\", unit: \"s\"); {use} }}");

    [Fact]
    public Task A_wrapper_that_takes_no_unit_keeps_the_word() => Verify<ExporterSuffixInName>.QuietAsync(
        "static Histogram<double> Make(string name) => meter.CreateHistogram<double>(name);\nstatic readonly Histogram<double> H = Make(\"shop.request.ms\");");
}
