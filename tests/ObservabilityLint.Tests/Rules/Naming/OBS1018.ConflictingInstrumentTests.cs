using System.Diagnostics.Metrics;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Rules.Naming;

public class ConflictingInstrumentTests
{
    [Theory]
    [InlineData("""meter.CreateCounter<long>("shop.orders"); meter.CreateHistogram<long>([|"shop.orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders"); meter.CreateUpDownCounter<long>([|"shop.orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders"); meter.CreateObservableCounter([|"shop.orders"|], () => 1L);""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders"); meter.CreateCounter<int>([|"shop.orders"|]);""")]
    [InlineData("""meter.CreateHistogram<double>("shop.wait", "s"); meter.CreateHistogram<double>(unit: "ms", name: [|"shop.wait"|]);""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders", null, "Placed."); meter.CreateCounter<long>([|"shop.orders"|], null, "Orders.");""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders", description: "Placed."); meter.CreateCounter<long>([|"shop.orders"|]);""")]
    [InlineData("""Action a = () => meter.CreateCounter<long>("shop.orders"); Action b = () => { Action c = () => meter.CreateCounter<int>([|"shop.orders"|]); };""")]
    [InlineData("class A(Meter meter) { Counter<long> a = meter.CreateCounter<long>(\"x\"); Histogram<long> b = meter.CreateHistogram<long>([|\"x\"|]); }")]
    [InlineData("class A { private readonly Meter own; A(IMeterFactory f) { own = f.Create(\"M\"); own.CreateCounter<long>(\"x\"); } void B() => own.CreateGauge<long>([|\"x\"|]); }")]
    [InlineData("var one = new Meter(\"Shop\"); one.CreateCounter<long>(\"x\"); Late.Make();\nstatic class Late { static readonly Meter two = new(new MeterOptions(\"Shop\")); public static void Make() => two.CreateGauge<long>([|\"x\"|]); }")]
    [InlineData("""var a = new Meter("A", "1.0"); var b = new Meter(new MeterOptions("A") { Version = "1.0" }); a.CreateCounter<long>("x"); b.CreateGauge<long>([|"x"|]);""")]
    [InlineData("""var a = new Meter("A", null, null); var b = new Meter("A"); a.CreateCounter<long>("x"); b.CreateGauge<long>([|"x"|]);""")]
    [InlineData("static Counter<long> Make(string name, string unit) => meter.CreateCounter<long>(name, unit);\nstatic object A = Make(\"x\", \"{a}\"), B = Make([|\"x\"|], \"{b}\");")]
    [InlineData("class A { A(IMeterFactory f) { var m = f.Create(\"M\"); c = m.CreateCounter<long>(\"x\"); } object c; } class B { B(IMeterFactory f) { var m = f.Create(\"M\"); c = m.CreateCounter<int>([|\"x\"|]); } object c; }")]
    [InlineData("class A { A() { var m = new Meter(\"M\"); c = m.CreateCounter<long>(\"x\"); } object c; } class B { static readonly Meter m = new(\"M\"); static object c = m.CreateCounter<long>([|\"x\"|], \"s\"); }")]
    [InlineData("class A { static A() { var m = new Meter(\"M\"); c = m.CreateCounter<long>(\"x\"); } static object c; } class B(IMeterFactory f) { object c = f.Create(\"M\").CreateGauge<long>([|\"x\"|]); }")]
    [InlineData("static class N { public static string Of(string end) => \"shop.\" + end; } class A { object a = meter.CreateCounter<long>(N.Of(\"x\")), b = meter.CreateGauge<long>([|N.Of(\"x\")|]), c = meter.CreateGauge<long>(N.Of(\"y\")); }")]
    [InlineData("class A { A(bool b) { if (b) One(); else Two(); Two(); } static void One() => meter.CreateCounter<long>(\"x\"); static void Two() => meter.CreateGauge<long>([|\"x\"|]); }")]
    [InlineData("class A { A(bool b) { if (b) One(); else Two(); } static void One() => meter.CreateCounter<long>(\"x\"); public static void Two() => meter.CreateGauge<long>([|\"x\"|]); }")]
    [InlineData("class A { A(bool b) { if (b) One(); Two(); } static void One() => meter.CreateCounter<long>(\"x\"); static void Two() => meter.CreateGauge<long>([|\"x\"|]); }")]
    public Task Fires_on_meters(string code) => Verify<ConflictingInstrument>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders."); Metrics.CreateGauge([|"shop_orders_total"|], "Orders.");""")]
    [InlineData("""Metrics.DefaultFactory.CreateSummary("shop_wait", "W."); Metrics.CreateHistogram(help: "W.", name: [|"shop_wait"|]);""")]
    [InlineData("""var own = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()); own.CreateCounter("x", "X."); own.CreateGauge([|"x"|], "X.");""")]
    [InlineData("""Metrics.CreateHistogram("w", "W.", new Prometheus.HistogramConfiguration { Buckets = new[] { 1.0, 2 } }); Metrics.CreateHistogram([|"w"|], "W.", new Prometheus.HistogramConfiguration { Buckets = new double[] { 1, 3 } });""")]
    [InlineData("""Metrics.CreateHistogram("w", "W.", new Prometheus.HistogramConfiguration { Buckets = [1, 2] }); Metrics.CreateHistogram([|"w"|], "W.");""")]
    [InlineData("""Metrics.CreateHistogram("w", "W.", new Prometheus.HistogramConfiguration { Buckets = Prometheus.Histogram.LinearBuckets(1, 1, 5) }); Metrics.CreateHistogram([|"w"|], "W.", new Prometheus.HistogramConfiguration { Buckets = Prometheus.Histogram.LinearBuckets(start: 1, count: 6, width: 1) });""")]
    [InlineData("""Metrics.CreateCounter("p_total", "P.", "method", "lane"); Metrics.CreateCounter([|"p_total"|], "P.", "lane", "method");""")]
    [InlineData("""Metrics.CreateGauge("p", "P.", new Prometheus.GaugeConfiguration { LabelNames = ["a", "b", "c"] }); Metrics.CreateGauge([|"p"|], "P.", labelNames: ["a", "c", "b"]);""")]
    [InlineData("using static Prometheus.Metrics;\nCreateCounter(\"x\", \"X.\"); CreateSummary([|\"x\"|], \"X.\");")]
    public Task Fires_on_registries(string code) => Verify<ConflictingInstrument>.FiresAsync(code);

    [Theory]
    // Alike, as far as it is known.
    [InlineData("""meter.CreateCounter<long>("shop.orders", "{order}", "Placed."); meter.CreateCounter<long>("shop.orders", "{order}", "Placed.");""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders", "", ""); meter.CreateCounter<long>("shop.orders");""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders", Environment.NewLine); meter.CreateCounter<long>("shop.orders", "s");""")]
    [InlineData("""meter.CreateObservableGauge("x", () => 1L); meter.CreateObservableGauge("x", () => 2L);""")]
    [InlineData("static void A<T>() where T : struct { meter.CreateCounter<T>(\"x\"); meter.CreateCounter<long>(\"x\"); }")]
    [InlineData("""meter.CreateCounter<long>("shop.orders"); meter.CreateHistogram<long>("Shop.Orders");""")]
    [InlineData("class A { A(Meter m) => m.CreateCounter<long>(\"x\", \"s\"); A(IMeterFactory f) => f.Create(\"M\").CreateCounter<long>(\"x\", \"s\"); }")]
    [InlineData("class A { A(IMeterFactory f) { var m = f.Create(\"M\"); m.CreateCounter<long>(\"x\"); } } class B { B(IMeterFactory f) { var m = f.Create(\"M\"); m.CreateCounter<long>(\"x\"); } }")]
    // Only one of them runs, or both are gone at once.
    [InlineData("class A { A(IMeterFactory f) { var m = f.Create(\"M\"); m.CreateCounter<long>(\"x\"); } A() { var m = new Meter(\"M\"); m.CreateCounter<long>(\"x\", \"s\"); } }")]
    [InlineData("class A { A(bool b) { if (b) One(); else Two(); } static void One() => meter.CreateCounter<long>(\"x\"); static void Two() => meter.CreateGauge<long>(\"x\"); }")]
    [InlineData("class A { A(bool b) { if (b) { Two(); return; } One(); } static void One() => meter.CreateCounter<long>(\"x\"); static void Two() => meter.CreateGauge<long>(\"x\"); }")]
    [InlineData("class A { A(int i) { switch (i) { case 1: One(); break; default: meter.CreateGauge<long>(\"x\"); break; } void One() => meter.CreateCounter<long>(\"x\"); } }")]
    [InlineData("class A { A() { using var m = new Meter(\"M\"); m.CreateCounter<long>(\"x\"); } } class B { B() { using var m = new Meter(\"M\"); m.CreateCounter<long>(\"x\", \"s\"); } }")]
    [InlineData("class A { void Test() { var m = new Meter(\"M\"); m.CreateCounter<long>(\"x\"); } } class B { B() { var m = new Meter(\"M\"); m.CreateCounter<long>(\"x\", \"s\"); } }")]
    // Not certainly one meter.
    [InlineData("""var a = new Meter("A", "1.0"); var b = new Meter("A", "2.0"); a.CreateCounter<long>("x"); b.CreateGauge<long>("x");""")]
    [InlineData("""var a = new Meter("A"); var b = new Meter("A", Environment.NewLine); a.CreateCounter<long>("x"); b.CreateGauge<long>("x");""")]
    [InlineData("""var a = new Meter("A", null, [new("tenant", "one")]); var b = new Meter("A", null, [new("tenant", "two")]); a.CreateCounter<long>("x"); b.CreateGauge<long>("x");""")]
    [InlineData("""var a = new Meter(new MeterOptions("A") { Version = "1" }); var b = new Meter("A"); a.CreateCounter<long>("x"); b.CreateGauge<long>("x");""")]
    [InlineData("""var a = new Meter("A"); var b = new Meter("B"); a.CreateCounter<long>("x"); b.CreateGauge<long>("x");""")]
    [InlineData("static void A(Meter m) => m.CreateCounter<long>(\"x\");\nstatic void B(Meter m) => m.CreateGauge<long>(\"x\");")]
    [InlineData("class Base { protected Meter M { get; init; } = null!; }\nclass A : Base { void Do() => M.CreateCounter<long>(\"x\"); }\nclass B : Base { void Do() => M.CreateGauge<long>(\"x\"); }")]
    [InlineData("class A { private Meter M = null!; static void Do(A a, A b) { a.M.CreateCounter<long>(\"x\"); b.M.CreateGauge<long>(\"x\"); } }")]
    [InlineData("class T { void A() { using var m = new Meter(\"Test\"); m.CreateCounter<long>(\"x\"); } void B() { using var m = new Meter(\"Test\"); m.CreateGauge<long>(\"x\"); } }")]
    [InlineData("class W(Meter m) { private readonly Meter m = m; public void Make(string name) => m.CreateCounter<long>(name); public void Other(string name) => m.CreateGauge<long>(name); }\nclass U { void Do(W a, W b) { a.Make(\"x\"); b.Other(\"x\"); } }")]
    // Alternatives.
    [InlineData("""if (Environment.HasShutdownStarted) meter.CreateCounter<long>("x"); else meter.CreateGauge<long>("x");""")]
    [InlineData("""Instrument i = Environment.HasShutdownStarted ? meter.CreateCounter<long>("x") : meter.CreateGauge<long>("x");""")]
    [InlineData("""Instrument i = Environment.ProcessorCount switch { 1 => meter.CreateCounter<long>("x"), _ => meter.CreateGauge<long>("x") };""")]
    [InlineData("""switch (Environment.ProcessorCount) { case 1: meter.CreateCounter<long>("x"); break; default: meter.CreateGauge<long>("x"); break; }""")]
    [InlineData("""if (Environment.HasShutdownStarted) { meter.CreateCounter<long>("x"); return; } meter.CreateGauge<long>("x");""")]
    [InlineData("static Instrument Make(string name, bool falls) => falls ? meter.CreateUpDownCounter<long>(name) : meter.CreateCounter<long>(name);\nstatic object A = Make(\"x\", true), B = Make(\"x\", true);")]
    // Other libraries, other names, lookalikes.
    [InlineData("""Metrics.CreateCounter("x", "X."); meter.CreateGauge<long>("x");""")]
    [InlineData("class Meter2 { public void CreateCounter<T>(string name) { } public void CreateGauge<T>(string name) { } }\nclass U { void Do(Meter2 m) { m.CreateCounter<long>(\"x\"); m.CreateGauge<long>(\"x\"); } }")]
    public Task Quiet(string code) => Verify<ConflictingInstrument>.QuietAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("x", "X.", "a"); Metrics.CreateCounter("x", "X.", "b");""")]
    [InlineData("""Metrics.CreateCounter("x", "X."); Metrics.CreateCounter("x", "Another help is ignored.");""")]
    [InlineData("""Metrics.CreateHistogram("w", "W.", new Prometheus.HistogramConfiguration { Buckets = [1, 2] }); Metrics.CreateHistogram("w", "W.", new Prometheus.HistogramConfiguration { Buckets = new double[] { 1, 2.0 } });""")]
    [InlineData("""Metrics.CreateHistogram("w", "W.", new Prometheus.HistogramConfiguration { Buckets = [1, 2], LabelNames = ["a"] }); Metrics.CreateHistogram("w", "W.", new Prometheus.HistogramConfiguration { Buckets = [1, 3] });""")]
    [InlineData("static void A(Prometheus.HistogramConfiguration c) { Metrics.CreateHistogram(\"w\", \"W.\", c); Metrics.CreateHistogram(\"w\", \"W.\"); }")]
    [InlineData("""var a = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()); a.CreateCounter("x", "X."); Metrics.CreateGauge("x", "X.");""")]
    [InlineData("""var a = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()); var b = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()); a.CreateCounter("x", "X."); b.CreateGauge("x", "X.");""")]
    [InlineData("class A(IMetricFactory f) { Counter c = f.CreateCounter(\"x\", \"X.\"); }\nclass B(IMetricFactory f) { Gauge g = f.CreateGauge(\"x\", \"X.\"); }")]
    public Task Quiet_on_registries(string code) => Verify<ConflictingInstrument>.QuietAsync(code);

    private const string Views = "using OpenTelemetry;\nusing OpenTelemetry.Metrics;\n";

    /// <summary>A view of the name takes both, and one that describes them leaves their units as they are.</summary>
    [Theory]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("x", "y").Build(); meter.CreateCounter<long>("x"); meter.CreateGauge<long>([|"x"|]);""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("x", new MetricStreamConfiguration { Description = "X." }).Build(); meter.CreateCounter<long>("x", "s"); meter.CreateCounter<long>([|"x"|], "ms");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView(i => i.Name == "other" ? new MetricStreamConfiguration { Name = "z" } : null).Build(); meter.CreateCounter<long>("x"); meter.CreateGauge<long>([|"x"|]);""")]
    public Task Fires_beside_views(string statements) => Verify<ConflictingInstrument>.FiresAsync(Views + statements);

    /// <summary>The name that it gives is another instrument's.</summary>
    [Theory]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("y", [|"x"|]).Build(); meter.CreateCounter<long>("x"); meter.CreateHistogram<long>("y");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("y", new MetricStreamConfiguration { Name = [|"X"|] }).AddView("*", new MetricStreamConfiguration { CardinalityLimit = 5 }).Build(); meter.CreateCounter<long>("x"); meter.CreateCounter<int>("y");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView(name: [|"x"|], instrumentName: "Y").Build(); meter.CreateCounter<long>("x", "s"); meter.CreateCounter<long>("y", "ms");""")]
    public Task Fires_on_a_view(string statements) => Verify<ConflictingInstrument>.FiresAsync(Views + statements);

    [Theory]
    // The other has left the name, or is of another meter.
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("y", "x").AddView("x", "z").Build(); meter.CreateCounter<long>("x"); meter.CreateHistogram<long>("y");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("y", "x").AddView("x", MetricStreamConfiguration.Drop).Build(); meter.CreateCounter<long>("x"); meter.CreateHistogram<long>("y");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("y", "x").AddView(i => i.Name == "x" ? MetricStreamConfiguration.Drop : null).Build(); meter.CreateCounter<long>("x"); meter.CreateHistogram<long>("y");""")]
    [InlineData("""var other = new Meter("B"); Sdk.CreateMeterProviderBuilder().AddMeter("A", "B").AddView("y", "x").Build(); other.CreateCounter<long>("x"); meter.CreateHistogram<long>("y");""")]
    // Alike, described by the view, or taken by more than a name.
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("y", "x").Build(); meter.CreateCounter<long>("x", "s", "X."); meter.CreateCounter<long>("y", "s", "X.");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("y", new MetricStreamConfiguration { Name = "x", Description = "X." }).Build(); meter.CreateCounter<long>("x", "s", "X."); meter.CreateCounter<long>("y", "s", "Y.");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("y", "z").Build(); meter.CreateCounter<long>("x"); meter.CreateHistogram<long>("y");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("y", "y").Build(); meter.CreateCounter<long>("x"); meter.CreateHistogram<long>("y");""")]
    public Task Quiet_on_a_view(string statements) => Verify<ConflictingInstrument>.QuietAsync(Views + statements);

    /// <summary>A view that looks at more than the name may give one of them another, or all of them one description.</summary>
    [Theory]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView(i => i.Name == "x" && i.Unit == "s" ? new MetricStreamConfiguration { Name = "y" } : null).Build(); meter.CreateCounter<long>("x", "s"); meter.CreateCounter<long>("x", "ms");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView(i => i is Histogram<long> ? new MetricStreamConfiguration { Name = i.Name + ".length" } : null).Build(); meter.CreateCounter<long>("x"); meter.CreateHistogram<long>("x");""")]
    [InlineData("""Sdk.CreateMeterProviderBuilder().AddMeter("A").AddView("x", new MetricStreamConfiguration { Description = "X." }).Build(); meter.CreateCounter<long>("x", description: "A."); meter.CreateCounter<long>("x", description: "B.");""")]
    public Task Quiet_where_a_view_may_reconcile_them(string statements) => Verify<ConflictingInstrument>.QuietAsync(Views + statements);

    [Fact]
    public async Task Reports_the_later_declaration_and_points_at_the_earlier()
    {
        var diagnostics = await Verify<ConflictingInstrument>.FiresAsync(
            """
            meter.CreateGauge<long>([|"x"|]); meter.CreateCounter<long>("x");
            === A.cs
            class A { object a = meter.CreateCounter<long>("x"); }
            """);
        var only = Assert.Single(diagnostics);
        Assert.Equal("/test/A.cs", Assert.Single(only.AdditionalLocations).SourceTree!.FilePath);
    }

    [Fact]
    public Task Says_what_differs() => Verify<ConflictingInstrument>.SaysAsync(
        """meter.CreateCounter<long>("x"); meter.CreateObservableUpDownCounter([|"x"|], () => 1);""",
        "'x' is declared here with the kind 'observable up-down counter', but elsewhere with 'counter': the OpenTelemetry SDK exports two metrics under one name. Declare it alike in both places, or rename one.");

    [Fact]
    public void At_run_time_prometheus_net_refuses_another_type_and_ignores_other_buckets_but_not_other_labels()
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry());
        factory.CreateCounter("x", "X.");
        Assert.Throws<InvalidOperationException>(() => factory.CreateGauge("x", "X."));
        Assert.NotNull(factory.CreateCounter("x", "X.", "label"));

        var first = factory.CreateHistogram("w", "W.", new Prometheus.HistogramConfiguration { Buckets = [1, 2] });
        Assert.Same(first, factory.CreateHistogram("w", "W.", new Prometheus.HistogramConfiguration { Buckets = [5] }));
    }

    [Fact]
    public void At_run_time_OpenTelemetry_exports_each_variant_under_the_same_name()
    {
        using var meter = new Meter(nameof(At_run_time_OpenTelemetry_exports_each_variant_under_the_same_name));
        var streams = Streams(meter, () =>
        {
            meter.CreateCounter<long>("x").Add(1);
            meter.CreateCounter<int>("x").Add(1);
            meter.CreateCounter<long>("x", "s").Add(1);
            meter.CreateCounter<long>("x", null, "Other.").Add(1);
            meter.CreateHistogram<long>("x").Record(1);
            meter.CreateCounter<long>("x", "", "").Add(1);
        });
        // The last one is the first again: what is left out is empty.
        Assert.Equal(["x", "x", "x", "x", "x"], streams);
    }

    internal static List<string> Streams(Meter meter, Action record)
    {
        var names = new List<string>();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddReader(new BaseExportingMetricReader(new NameExporter(names))).Build();
        record();
        provider.ForceFlush();
        return [.. names];
    }

    private sealed class NameExporter(List<string> names) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch) names.Add(metric.Name);
            return ExportResult.Success;
        }
    }

    [Fact]
    public async Task At_run_time_prometheus_net_exports_a_series_twice_for_another_order_of_labels()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        factory.CreateCounter("p_total", "P.", "method", "lane").WithLabels("cash", "one").Inc(1);
        factory.CreateCounter("p_total", "P.", "lane", "method").WithLabels("one", "cash").Inc(2);
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        var samples = System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n').Where(line => line.StartsWith("p_total{", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(["p_total{lane=\"one\",method=\"cash\"} 2", "p_total{method=\"cash\",lane=\"one\"} 1"], samples);
    }
}
