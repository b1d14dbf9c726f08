using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class LevelAsCounterTests
{
    [Theory]
    [InlineData("""meter.CreateCounter<long>([|"shop.orders.pending"|]);""")]
    [InlineData("""meter.CreateObservableCounter(observeValue: () => 1, name: [|"shop.queue.depth"|]);""")]
    [InlineData("""Metrics.CreateCounter([|"shop_active_connections_total"|], "Connections.");""")]
    [InlineData("""const string Name = "open_files"; Metrics.DefaultFactory.CreateCounter([|Name|], "Files.");""")]
    [InlineData("using static Prometheus.Metrics;\nCreateCounter([|\"jobs_in_progress\"|], \"Jobs.\");\nclass Program1;")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name, \"X.\");\nstatic object A = Make([|\"open_files_total\"|]);")]
    [InlineData("sealed record A(Meter M) { Func<object> f = () => M.CreateCounter<int>([|\"current_users\"|]); }")]
    public Task Fires(string code) => Verify<LevelAsCounter>.FiresAsync(code);

    [Theory]
    [InlineData("""meter.CreateUpDownCounter<long>("shop.orders.pending");""")]
    [InlineData("""meter.CreateObservableGauge("shop.queue.depth", () => 1);""")]
    [InlineData("""meter.CreateHistogram<long>("shop.queue.depth");""")]
    [InlineData("""Metrics.CreateGauge("shop_active_connections", "Connections.");""")]
    [InlineData("""meter.CreateCounter<long>("shop.connections.opened");""")]
    [InlineData("""Metrics.CreateCounter("shop_pending_timeouts_total", "Timeouts.");""")]
    [InlineData("""Metrics.CreateCounter(Console.ReadLine(), "Not known.");""")]
    [InlineData("class Metrics2 { public static void CreateCounter(string name) { } }\nclass U { void Do() => Metrics2.CreateCounter(\"open_files\"); }")]
    public Task Quiet(string code) => Verify<LevelAsCounter>.QuietAsync(code);

    [Theory]
    [InlineData("""meter.CreateCounter<long>([|"shop.orders.pending"|]).Add(1); // kept""", """meter.CreateUpDownCounter<long>("shop.orders.pending").Add(1); // kept""")]
    [InlineData("""Counter<long> c = meter.CreateCounter<long>([|"shop.orders.pending"|]); c.Add(1);""", """UpDownCounter<long> c = meter.CreateUpDownCounter<long>("shop.orders.pending"); c.Add(1);""")]
    [InlineData("""ObservableCounter<int> c = meter.CreateObservableCounter([|"shop.queue.depth"|], () => 1);""", """ObservableUpDownCounter<int> c = meter.CreateObservableUpDownCounter("shop.queue.depth", () => 1);""")]
    [InlineData("""var c = meter.CreateCounter<long>([|"shop.ActiveUsers"|]); c.Add(1);""", """var c = meter.CreateUpDownCounter<long>("shop.active_users"); c.Add(1);""")]
    [InlineData(
        "class A { static readonly Counter Jobs = Metrics.CreateCounter([|\"jobs_in_progress_total\"|], \"Jobs.\", new CounterConfiguration { LabelNames = [\"kind\"] }); void Do() { Jobs.WithLabels(\"a\").Inc(); Counter.Child b = Jobs.WithLabels(\"b\"); b.Inc(2); } }",
        "class A { static readonly Gauge Jobs = Metrics.CreateGauge(\"jobs_in_progress\", \"Jobs.\", new GaugeConfiguration { LabelNames = [\"kind\"] }); void Do() { Jobs.WithLabels(\"a\").Inc(); Gauge.Child b = Jobs.WithLabels(\"b\"); b.Inc(2); } }")]
    [InlineData(
        "class A(Prometheus.IMetricFactory f) { private readonly Prometheus.Counter? open = f.CreateCounter(name: [|\"open_files_total\"|], help: \"Files.\"); void Do() => open?.Inc(); }",
        "class A(Prometheus.IMetricFactory f) { private readonly Prometheus.Gauge? open = f.CreateGauge(name: \"open_files\", help: \"Files.\"); void Do() => open?.Inc(); }")]
    // What would not compile, what is used out of sight, what is declared twice, what a wrapper makes.
    [InlineData("class A { static readonly Counter Open = Metrics.CreateCounter([|\"open_files_total\"|], \"Files.\"); void Do() => Open.CountExceptions(() => { }); }", null)]
    [InlineData("class A { static readonly CounterConfiguration Config = new(); object c = Metrics.CreateCounter([|\"open_files_total\"|], \"Files.\", Config); }", null)]
    [InlineData("interface IShop { Counter<long> Open { get; } }\nclass Shop(Meter m) : IShop { public Counter<long> Open { get; } = m.CreateCounter<long>([|\"open_files\"|]); }", null)]
    [InlineData("class A { void Do() => Take(meter.CreateCounter<long>([|\"open_files\"|])); void Take(Counter<long> c) { } }", null)]
    [InlineData("class A { Counter<long> a = meter.CreateCounter<long>([|\"open_files\"|]), b = meter.CreateCounter<long>([|\"open_files\"|]); }", null)]
    [InlineData("class A { object a = Metrics.CreateCounter([|\"open_files_total\"|], \"Files.\"), b = Metrics.CreateGauge(\"open_files\", \"Files.\"); }", null)]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name, \"X.\");\nstatic object A = Make([|\"open_files_total\"|]);", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<LevelAsCounter>.OffersNoFixAsync(before) : Verify<LevelAsCounter>.FixesAsync(before, after);

    [Fact]
    public Task Fixes_all_documents() => Verify<LevelAsCounter>.FixesAsync(
        """
        partial class Shop { Shop(Meter m) => Open = m.CreateCounter<long>([|Names.Open|]); }
        === Names.cs
        static class Names { public const string Open = "OpenFiles"; }
        === Shop.cs
        partial class Shop { internal Counter<long> Open; }
        === Use.cs
        class Use { void Do(Shop shop) { Counter<long> open = shop.Open; open.Add(1); } }
        """,
        """
        partial class Shop { Shop(Meter m) => Open = m.CreateUpDownCounter<long>(Names.Open); }
        === Names.cs
        static class Names { public const string Open = "open_files"; }
        === Shop.cs
        partial class Shop { internal UpDownCounter<long> Open; }
        === Use.cs
        class Use { void Do(Shop shop) { UpDownCounter<long> open = shop.Open; open.Add(1); } }
        """);

    [Fact]
    public Task Says_what_to_use() => Verify<LevelAsCounter>.SaysAsync(
        """Metrics.CreateCounter([|"open_files_total"|], "Files.");""", "'open_files_total' names a level ('open'), which also falls, but a counter cannot: its fall is read as a restart, and its rate means nothing. Make it a gauge.");
}
