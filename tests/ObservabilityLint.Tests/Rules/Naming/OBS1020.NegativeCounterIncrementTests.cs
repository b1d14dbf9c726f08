using System.Diagnostics.Metrics;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Rules.Naming;

public class NegativeCounterIncrementTests
{
    private const string Given = "static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); static readonly Counter p = Metrics.CreateCounter(\"p_total\", \"P.\");\nconst int Minus = -1; const int One = 1; static int n, m, purged, dropped; static readonly int Down = -1; static readonly int Up = 1; static int Moved = -1;\n"
        + "static int By(bool up) => up ? 1 : -1;\nstatic int Step(int n) { if (n == 0) return -1; return 1; }\nstatic int Always() => Math.Abs(-1);\nclass Derived { public virtual int Virtual() => -1; }\nenum Direction { In = 1, Out = -1 }\n"
        + "static int Back => -1;\nstatic int Lower { get; } = -1;\nstatic int Higher => 1; static int Kept { get { return n == 1 ? 1 : -1; } } static int Changed { get; set; } = -1;\nstatic int[] Pair => [-1];\n";

    [Theory]
    [InlineData("c.Add([|-1|]);")]
    [InlineData("c.Add(([|-1|]));")]
    [InlineData("c.Add([|Minus|]);")]
    [InlineData("c.Add(tag: new(\"a\", 1), delta: [|-1|]);")]
    [InlineData("c.Add([|-purged|]);")]
    [InlineData("c.Add([|-(long)purged|], new(\"a\", 1), new(\"b\", 2));")]
    [InlineData("c?.Add([|-1|]);")]
    [InlineData("p.Inc([|-1|]);")]
    [InlineData("p.Inc([|-0.5|]);")]
    [InlineData("p.WithLabels(\"a\").Inc([|-purged|]);")]
    [InlineData("ICounter i = p; i.Inc(increment: [|Test.Minus|]);")]
    [InlineData("Action a = () => { Action b = () => c.Add([|-One|]); };")]
    [InlineData("var list = new List<int>(); c.Add([|-list.Count|]);")]
    [InlineData("c.Add([|-new[] { 1 }.Count()|]);")]
    [InlineData("c.Add([|-new[] { \"a\" }.Sum(x => x.Length)|]); c.Add([|-System.Text.Encoding.UTF8.GetByteCount(\"a\")|]);")]
    [InlineData("if (n > 0) c.Add([|-dropped|]);")]
    [InlineData("c.Add([|n == m ? 1 : -1|]);")]
    [InlineData("p.Inc([|n == m ? (n == 2 ? -0.5 : 0) : 1|]);")]
    [InlineData("c.Add([|n switch { 0 => 1, 1 => 2, _ => Minus }|]);")]
    [InlineData("var by = n == m ? 1 : -1; c.Add([|by|]);")]
    [InlineData("const int down = -1; var by = down; if (n == 1) { c.Add([|by|]); }")]
    [InlineData("c.Add([|By(true)|]);")]
    [InlineData("var by = By(false); c.Add([|by|]);")]
    [InlineData("c.Add([|Step(n)|]);")]
    [InlineData("int Local() { return n == 1 ? -1 : 1; } c.Add([|Local()|]);")]
    [InlineData("var list = new List<int>(); var removed = list.RemoveAll(x => x == 1); c.Add([|-removed|]);")]
    [InlineData("var list = new List<int>(); c.Add([|-list.RemoveAll(x => x == 1)|]);")]
    [InlineData("uint u = 1; c.Add([|-(long)u|]);")]
    [InlineData("c.Add([|-\"abc\".Length|]);")]
    [InlineData("c.Add([|Down|]);")]
    [InlineData("c.Add([|n == 1 ? Up : Down|]);")]
    [InlineData("var list = new List<int>(); if (list.Count > 0) c.Add([|-list.Count|]);")]
    [InlineData("var numRows = Read(); c.Add([|-numRows|]); static int Read() => n;")]
    [InlineData("c.Add([|2 - 3|]); const int five = 5; c.Add([|five - 6|]); c.Add([|Minus * 2|]); c.Add([|~0|]); c.Add(checked([|-1|])); c.Add([|long.MinValue|]);")]
    [InlineData("c.Add([|(long)Direction.Out|]); c.Add([|(int)Direction.Out|]);")]
    [InlineData("var list = new List<int>(); c.Add([|list.Count * -1|]); c.Add([|-1 * list.Count|]); c.Add([|n == 1 ? 1 : -1 * list.Count|]); c.Add([|(n == 1 ? 1 : -1) * list.Count|]);")]
    [InlineData("var list = new List<int>(); var sign = n == 1 ? 1 : -1; c.Add([|sign * list.Count|]);")]
    [InlineData("int by; if (n == 1) by = 1; else by = -1; c.Add([|by|]);")]
    [InlineData("var by = 1; if (n == 1) by = -1; c.Add([|by|]);")]
    [InlineData("var list = new List<int>(); int by; if (n == 1) { by = list.Count; } else { by = -list.Count; } c.Add([|by|]);")]
    [InlineData("int by; switch (n) { case 1: by = 1; break; default: by = -1; break; } c.Add([|by|]);")]
    [InlineData("c.Add([|Signed(true)|]); static int Signed(bool up) { var r = 1; if (!up) r = -1; return r; }")]
    [InlineData("c.Add([|Back|]); c.Add([|Lower|]); c.Add([|Kept|]);")]
    [InlineData("c.Add([|Way.Out.Step|]); } } enum Way { In, Out } static class Steps { extension(Way way) { public int Step => way == Way.In ? 1 : -1; } static void Other() {")]
    [InlineData("var list = new List<int>(); c.Add([|0 - list.Count|]);")]
    [InlineData("var (by, kind) = n == 1 ? (1, \"in\") : (-1, \"out\"); c.Add([|by|], new KeyValuePair<string, object?>(\"kind\", kind));")]
    [InlineData("var (by, kind) = n switch { 1 => (1, \"in\"), 2 => (-1, \"out\"), _ => throw new Exception() }; c.Add([|by|], new KeyValuePair<string, object?>(\"kind\", kind));")]
    public Task Fires(string statement) => Verify<NegativeCounterIncrement>.FiresAsync(Given + "static void Do() { " + statement + " }");

    [Theory]
    [InlineData("c.Add(1); c.Add(0); c.Add(-0); c.Add(-(-1)); c.Add(One); c.Add(-Minus);")]
    [InlineData("c.Add(Higher); c.Add(-Back); c.Add(Math.Abs(Lower)); c.Add(Changed); c.Add(Pair[0]); c.Add(Pair.Length);")]
    [InlineData("if (Kept > 0) c.Add(Kept); if (Kept == -1) return; c.Add(Kept);")]
    [InlineData("c.Add(0 - n); c.Add(5 - new List<int>().Count);")]
    [InlineData("var (by, kind) = n == 1 ? (1, -1) : (2, -2); c.Add(by, new KeyValuePair<string, object?>(\"kind\", kind));")]
    [InlineData("var (by, kind) = n == 1 ? (1, \"in\") : (-1, \"out\"); if (by > 0) c.Add(by, new KeyValuePair<string, object?>(\"kind\", kind));")]
    [InlineData("p.Inc(); p.Inc(2); p.IncTo(-1);")]
    [InlineData("c.Add(Up); c.Add(-Down); c.Add(Moved); Moved = 1;")]
    [InlineData("meter.CreateUpDownCounter<int>(\"u\").Add(-1); meter.CreateUpDownCounter<int>(\"u\").Add(Minus);")]
    [InlineData("var g = Metrics.CreateGauge(\"g\", \"G.\"); g.Inc(-1); g.Dec(-1); g.Set(-1);")]
    [InlineData("var h = meter.CreateHistogram<int>(\"h\"); h.Record(-1); var g = meter.CreateGauge<int>(\"g\"); g.Record(-n);")]
    [InlineData("new List<int>().Add(-1); new HashSet<int>().Add(Minus);")]
    [InlineData("if (n < 0) c.Add(-n); else c.Add(n);")]
    [InlineData("if (n >= 0) return; c.Add(-n);")]
    [InlineData("c.Add(n < 0 ? -n : n);")]
    [InlineData("switch (n) { case < 0: c.Add(-n); break; }")]
    [InlineData("if (n is < 0) c.Add(-n);")]
    [InlineData("if (Math.Sign(n) == -1) c.Add(-n);")]
    [InlineData("if (purged < 0) c.Add(-purged); else c.Add(purged);")]
    [InlineData("c.Add(-n); var x = n; c.Add(-x);")]
    [InlineData("var sum = new long[] { -1 }.Where(x => x < 0).Sum(); c.Add(-sum);")]
    [InlineData("c.Add(-System.Diagnostics.Process.GetCurrentProcess().ExitCode);")]
    [InlineData("c.Add(-new[] { 1 }.Sum(x => x - 2)); c.Add(-new[] { 1 }.Sum());")]
    [InlineData("var t = Math.Round(Temperature()); p.Inc(-t); static double Temperature() => -3.5;")]
    [InlineData("c.Add(unchecked((uint)-1)); c.Add(n == 1 ? unchecked((uint)-1) : 1u); c.Add(-1 & 0xFF); c.Add(-2 * -3); c.Add((long)Direction.In);")]
    [InlineData("c.Add(3 - 2); c.Add(n - 1); c.Add(n * Up); c.Add(n >= 0 ? n : -1 * n); c.Add(By(true) * n); c.Add(long.MaxValue);")]
    [InlineData("int by; if (n == 1) by = 1; else by = -1; if (by > 0) c.Add(by);")]
    [InlineData("int by = -1; if (n == 1) by = 1; if (n == 1) c.Add(by);")]
    [InlineData("int by = -1; if (n == 1) by = m; c.Add(by);")]
    [InlineData("int by = -1; if (int.TryParse(\"1\", out by)) c.Add(by);")]
    [InlineData("int by = -1; if (n == 1) by = -1; by = 2; c.Add(by);")]
    [InlineData("c.Add(-Math.Min(n, 0));")]
    [InlineData("var change = n - m; c.Add(-change);")]
    [InlineData("var change = Math.Min(n, 0); c.Add(-change);")]
    [InlineData("int change; change = n; c.Add(-change);")]
    [InlineData("c.Add(-(n - m));")]
    [InlineData("c.Add(n * -1);")]
    [InlineData("c.Add(n == m ? 1 : 0); c.Add(n switch { 0 => 1, _ => 2 }); c.Add(n > 0 ? -1 + 2 : 1);")]
    [InlineData("var by = n == m ? 1 : -1; if (by > 0) c.Add(by);")]
    [InlineData("var by = n == m ? 1 : -1; if (by == -1) return; c.Add(by);")]
    [InlineData("var by = n == m ? 1 : -1; if (-1 != by) c.Add(by);")]
    [InlineData("var by = n == m ? 1 : Minus; if (by is Minus) { return; } c.Add(by);")]
    [InlineData("var by = n == m ? 1 : -1; var known = by != -1; if (known) c.Add(by);")]
    [InlineData("var by = n == m ? 1 : -1; if (n == m) c.Add(by);")]
    [InlineData("var by = n == m ? 1 : -1; ArgumentOutOfRangeException.ThrowIfNegative(by); c.Add(by);")]
    [InlineData("var by = By(true); ArgumentOutOfRangeException.ThrowIfEqual(by, -1); c.Add(by);")]
    [InlineData("var order = string.CompareOrdinal(\"a\", \"b\"); c.Add(-order); var place = \"a\".LastIndexOf('b'); c.Add(-place);")]
    [InlineData("var code = By(true); c.Add(-code);")]
    [InlineData("Fail(-5); static void Fail(int code) => c.Add(-code);")]
    [InlineData("var by = -1; by = 2; c.Add(by);")]
    [InlineData("c.Add(Always()); c.Add(new Derived().Virtual());")]
    [InlineData("static void Move(int delta, long netChange) { c.Add(-delta); c.Add(-netChange); }")]
    [InlineData("meter.CreateUpDownCounter<int>(\"u\").Add(n == m ? 1 : -1);")]
    public Task Quiet(string statement) => Verify<NegativeCounterIncrement>.QuietAsync(Given + "static void Do() { " + statement + " }");

    /// <summary>The sign of such a member is not known, or is the other one.</summary>
    [Theory]
    [InlineData("static int debt; static void Spend() => debt -= 5; static void Pay() { c.Add(-debt); }")]
    [InlineData("static int debt; static void Spend() { debt--; } static void Pay() { c.Add(-debt); }")]
    [InlineData("static int Debt { get; set; } = -3; static void Pay() { c.Add(-Debt); }")]
    [InlineData("static int debt; static void Spend(int by) { debt = -by; } static void Pay() { c.Add(-debt); }")]
    [InlineData("static void Fail() => Count(-5); static void Count(int code) => c.Add(-code);")]
    [InlineData("static void Fail() => Count(-5); static void Count(int removed) => c.Add(-removed);")]
    [InlineData("static void Book(long amount) { if (amount < 0) Refund(amount); } static void Refund(long amount) => c.Add(-amount);")]
    [InlineData("static int pending; static void Set(int v) => pending = v; static void Do() { Set(-5); c.Add(-pending); }")]
    [InlineData("class Posting { public long Amount { get; set; } } class Service { Posting Out() => new() { Amount = -200 }; } static void Apply(Posting p) => c.Add(-p.Amount);")]
    public Task Quiet_on_members(string members) => Verify<NegativeCounterIncrement>.QuietAsync(Given + members);

    [Theory]
    [InlineData("static int removed; static void Remove() => removed += 5; static void Count() { c.Add([|-removed|]); }")]
    [InlineData("static void Remove() => Count(5); static void Count(int removed) => c.Add([|-removed|]);")]
    public Task Fires_on_members(string members) => Verify<NegativeCounterIncrement>.FiresAsync(Given + members);

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<NegativeCounterIncrement>.QuietAsync(
        "class Counter2 { public void Add(long delta) { } public void Inc(double by) { } }\nclass U { Counter<int> real = meter.CreateCounter<int>(\"c\"); void Do(Counter2 c) { c.Add(-1); c.Inc(-1); } }");

    [Fact]
    public Task Fires_in_files_that_do_not_mention_telemetry() => Verify<NegativeCounterIncrement>.FiresAsync(
        """
        static class Shop { internal static readonly Counter<long> Orders = meter.CreateCounter<long>("shop.orders"); }
        === Use.cs
        class Use { void Do() => Shop.Orders.Add([|-1|]); }
        === UseOfConstant.cs
        class UseOfConstant { void Do() => Shop.Orders.Add([|Numbers.Down|]); }
        === UseOfMethod.cs
        class UseOfMethod { void Do(bool up) => Shop.Orders.Add([|Numbers.Step(up)|]); }
        === UseOfChoice.cs
        class UseOfChoice { void Do(bool up) => Shop.Orders.Add([|up ? 1 : -1|]); }
        === Numbers.cs
        static class Numbers { public const int Down = -1; public static int Step(bool up) => up switch { true => 1, false => -1 }; }
        """);

    [Theory]
    [InlineData(
        "class A { private readonly Counter<long> c = meter.CreateCounter<long>(\"shop.jobs\"); void Do(int count) { c.Add(1); c.Add([|-1|]); c.Add([|-count|]); } }",
        "class A { private readonly UpDownCounter<long> c = meter.CreateUpDownCounter<long>(\"shop.jobs\"); void Do(int count) { c.Add(1); c.Add(-1); c.Add(-count); } }")]
    [InlineData(
        "class A { static readonly Counter Jobs = Metrics.CreateCounter(\"shop_jobs_total\", \"Jobs.\", \"kind\"); void Do(int count) { Jobs.WithLabels(\"a\").Inc(); Jobs.WithLabels(\"a\").Inc([|-1|]); Jobs.WithLabels(\"b\").Inc([|-(long)count|]); } }",
        "class A { static readonly Gauge Jobs = Metrics.CreateGauge(\"shop_jobs\", \"Jobs.\", \"kind\"); void Do(int count) { Jobs.WithLabels(\"a\").Inc(); Jobs.WithLabels(\"a\").Dec(1); Jobs.WithLabels(\"b\").Dec((long)count); } }")]
    [InlineData(
        "class A { static readonly Counter Jobs = Metrics.CreateCounter(\"shop_jobs_total\", \"Jobs.\"); const double Down = -1; void Do() { Jobs.Inc([|Down|]); Jobs.Inc(increment: [|-1|]); } }",
        "class A { static readonly Gauge Jobs = Metrics.CreateGauge(\"shop_jobs\", \"Jobs.\"); const double Down = -1; void Do() { Jobs.Inc(Down); Jobs.Inc(increment: -1); } }")]
    // A file's own names for the types of one library.
    [InlineData(
        "using PCounter = Prometheus.Counter;\nclass A { static readonly PCounter Jobs = Metrics.CreateCounter(\"shop_jobs_total\", \"Jobs.\", \"kind\"); void Do(int count) { PCounter.Child own = Jobs.WithLabels(\"a\"); own.Inc(); Jobs.WithLabels(\"b\").Inc([|-count|]); } }",
        "using PCounter = Prometheus.Counter;\nclass A { static readonly Gauge Jobs = Metrics.CreateGauge(\"shop_jobs\", \"Jobs.\", \"kind\"); void Do(int count) { Gauge.Child own = Jobs.WithLabels(\"a\"); own.Inc(); Jobs.WithLabels(\"b\").Dec(count); } }")]
    [InlineData(
        "using PCounter = Prometheus.Counter;\nusing PGauge = Prometheus.Gauge;\nclass A { static readonly PCounter Jobs = Metrics.CreateCounter(\"shop_jobs_total\", \"Jobs.\"); void Do() => Jobs.Inc([|-1|]); }",
        "using PCounter = Prometheus.Counter;\nusing PGauge = Prometheus.Gauge;\nclass A { static readonly PGauge Jobs = Metrics.CreateGauge(\"shop_jobs\", \"Jobs.\"); void Do() => Jobs.Dec(1); }")]
    [InlineData("var c = meter.CreateCounter<long>(\"shop.jobs\"); c.Add([|-1|]);", "var c = meter.CreateUpDownCounter<long>(\"shop.jobs\"); c.Add(-1);")]
    [InlineData("meter.CreateCounter<long>(\"shop.jobs\").Add([|-1|]);", "meter.CreateUpDownCounter<long>(\"shop.jobs\").Add(-1);")]
    // A child that a variable holds.
    [InlineData(
        "class A { static readonly Counter Jobs = Metrics.CreateCounter(\"shop_jobs_total\", \"Jobs.\", \"kind\"); readonly Counter.Child own = Jobs.WithLabels(\"a\"); void Do() { own.Inc(); own.Inc([|-1|]); } }",
        "class A { static readonly Gauge Jobs = Metrics.CreateGauge(\"shop_jobs\", \"Jobs.\", \"kind\"); readonly Gauge.Child own = Jobs.WithLabels(\"a\"); void Do() { own.Inc(); own.Dec(1); } }")]
    [InlineData("static void Do(Counter<long> c) => c.Add([|-1|]);", null)]
    [InlineData("class A(Counter<long> c) { void Do() => c.Add([|-1|]); }", null)]
    [InlineData("interface IShop { Counter<long> Open { get; } }\nclass Shop(Meter m) : IShop { public Counter<long> Open { get; } = m.CreateCounter<long>(\"files\"); }\nclass Use(IShop shop) { void Do() { shop.Open.Add(1); shop.Open.Add([|-1|]); } }", "interface IShop { UpDownCounter<long> Open { get; } }\nclass Shop(Meter m) : IShop { public UpDownCounter<long> Open { get; } = m.CreateUpDownCounter<long>(\"files\"); }\nclass Use(IShop shop) { void Do() { shop.Open.Add(1); shop.Open.Add(-1); } }")]
    [InlineData("abstract class Base { protected abstract Counter Open { get; } void Do() { Open.Inc([|-1|]); } }\nclass Shop : Base { protected override Counter Open { get; } = Metrics.CreateCounter(\"files_total\", \"Files.\"); }", "abstract class Base { protected abstract Gauge Open { get; } void Do() { Open.Dec(1); } }\nclass Shop : Base { protected override Gauge Open { get; } = Metrics.CreateGauge(\"files\", \"Files.\"); }")]
    [InlineData("interface IShop { Counter<long> Open { get; } }\nclass Shop(Meter m) : IShop { public Counter<long> Open { get; } = m.CreateCounter<long>(\"files\"); }\nclass Other(Counter<long> c) : IShop { public Counter<long> Open => c; }\nclass Use(IShop shop) { void Do() { shop.Open.Add([|-1|]); } }", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<NegativeCounterIncrement>.OffersNoFixAsync(before) : Verify<NegativeCounterIncrement>.FixesAsync(before, after);

    /// <summary>The method adds the number as it is given it.</summary>
    [Theory]
    [InlineData("void Sessions(int delta) => c.Add(delta);", "Sessions([|-1|]); Sessions(1);")]
    [InlineData("void Sessions(int delta) { p.WithLabels(\"a\").Inc(delta); }", "Sessions(delta: [|-list.Count|]);")]
    [InlineData("void Sessions(int delta, string kind) { if (kind != null) c.Add(delta, new KeyValuePair<string, object?>(\"kind\", kind)); }", "Sessions(1, \"a\"); Sessions(list.Count == 1 ? 1 : 2, \"b\");", false)]
    [InlineData("void Sessions(long delta) { c.Add(delta); p.Inc((double)delta); }", "Sessions([|list.Count == 1 ? 1 : -1|]);")]
    [InlineData("void Sessions(int delta) { if (delta > 0) c.Add(delta); else u.Add(delta); }", "Sessions(-1);", false)]
    [InlineData("void Sessions(int delta) { if (delta < 0) return; c.Add(delta); }", "Sessions(-1);", false)]
    [InlineData("void Sessions(int delta) { var isMore = delta > 0; if (isMore) c.Add(delta); }", "Sessions(-1);", false)]
    [InlineData("void Sessions(int delta) { ArgumentOutOfRangeException.ThrowIfNegative(delta); c.Add(delta); }", "Sessions(-1);", false)]
    [InlineData("void Sessions(int delta) => c.Add(Math.Abs(delta));", "Sessions(-1);", false)]
    [InlineData("void Sessions(int delta) { delta = 1; c.Add(delta); }", "Sessions(-1);", false)]
    [InlineData("void Sessions(int delta) => u.Add(delta);", "Sessions(-1);", false)]
    [InlineData("void Sessions(int delta) => h.Record(delta);", "Sessions(-1);", false)]
    [InlineData("void Sessions(int delta) => c.Add(delta);", "Sessions(list.Count); int by = list[0]; Sessions(by); Sessions(-by);", false)]
    public Task Follows_a_parameter(string method, string calls, bool isFound = true)
    {
        var code = "class A { static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); static readonly UpDownCounter<long> u = meter.CreateUpDownCounter<long>(\"u\"); static readonly Histogram<long> h = meter.CreateHistogram<long>(\"h\"); static readonly Counter p = Metrics.CreateCounter(\"p_total\", \"P.\");\n"
            + method + " void Do(List<int> list) { " + calls + " } }";
        return isFound ? Verify<NegativeCounterIncrement>.FiresAsync(code) : Verify<NegativeCounterIncrement>.QuietAsync(code);
    }

    [Theory]
    [InlineData("", "[|-1|]")]
    [InlineData("class Other : IShop { public void Sessions(int delta) { } }", "-1")]
    public Task Follows_an_interface_with_one_implementation(string other, string given)
    {
        var code = "interface IShop { void Sessions(int delta); } class Shop(Meter m) : IShop { private readonly Counter<long> sessions = m.CreateCounter<long>(\"sessions\"); public void Sessions(int delta) => sessions.Add(delta); }\n"
            + other + "\n=== Use.cs\nclass Use(IShop shop) { void Leave() => shop.Sessions(" + given + "); }";
        return given.StartsWith('[') ? Verify<NegativeCounterIncrement>.FiresAsync(code) : Verify<NegativeCounterIncrement>.QuietAsync(code);
    }

    [Fact]
    public Task Offers_no_fix_where_a_method_adds() => Verify<NegativeCounterIncrement>.OffersNoFixAsync(
        "class A { static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); void Sessions(int delta) => c.Add(delta); void Do() => Sessions([|-1|]); }");

    [Fact]
    public Task Fixes_in_all_documents() => Verify<NegativeCounterIncrement>.FixesAsync(
        """
        class Use { void Do() { Shop.Jobs.Inc(); Shop.Jobs.Inc([|-1|]); } }
        === Shop.cs
        static class Shop { internal static readonly Counter Jobs = Metrics.CreateCounter("shop_jobs_total", "Jobs."); }
        """,
        """
        class Use { void Do() { Shop.Jobs.Inc(); Shop.Jobs.Dec(1); } }
        === Shop.cs
        static class Shop { internal static readonly Gauge Jobs = Metrics.CreateGauge("shop_jobs", "Jobs."); }
        """);

    [Fact]
    public Task Says_what_happens() => Verify<NegativeCounterIncrement>.SaysAsync(
        """Metrics.CreateCounter("x_total", "X.").Inc([|-1|]);""", "A counter cannot fall, but '-1' is negative: prometheus-net throws an ArgumentOutOfRangeException. Use a gauge for a value that also falls.");

    [Fact]
    public void At_run_time_prometheus_net_throws()
    {
        var counter = Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry()).CreateCounter("x_total", "X.");
        Assert.Throws<ArgumentOutOfRangeException>(() => counter.Inc(-1));
        counter.IncTo(5);
        counter.IncTo(-1);
        Assert.Equal(5, counter.Value);
    }

    [Fact]
    public void At_run_time_OpenTelemetry_lets_the_counter_fall()
    {
        using var meter = new Meter(nameof(At_run_time_OpenTelemetry_lets_the_counter_fall));
        var sums = new List<long>();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddReader(new BaseExportingMetricReader(new SumExporter(sums))).Build();
        var counter = meter.CreateCounter<long>("x");
        counter.Add(5);
        provider.ForceFlush();
        counter.Add(-3);
        provider.ForceFlush();
        // A cumulative sum that falls is what Prometheus takes for a restart of the process.
        Assert.Equal([5, 2], sums);
    }

    private sealed class SumExporter(List<long> sums) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
                foreach (ref readonly var point in metric.GetMetricPoints()) sums.Add(point.GetSumLong());
            return ExportResult.Success;
        }
    }
}
