using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class LabelCountMismatchTests
{
    private const string Given = "static readonly Counter c = Metrics.CreateCounter(\"c_total\", \"C.\", \"a\", \"b\"), none = Metrics.CreateCounter(\"d_total\", \"D.\");\nstatic readonly IManagedLifetimeMetricHandle<IGauge> g = Metrics.WithManagedLifetime(TimeSpan.Zero).CreateGauge(\"g\", \"G.\", [\"a\"]);\nstatic string x = \"\";\n";

    [Theory]
    [InlineData("c.[|WithLabels|](x);")]
    [InlineData("c.[|WithLabels|](x, x, x).Inc();")]
    [InlineData("c.[|WithLabels|]();")]
    [InlineData("c.[|WithLabels|](labelValues: [x]);")]
    [InlineData("c.[|WithLabels|](new[] { x }.AsSpan());")]
    [InlineData("c?.[|Labels|](x)?.Inc();")]
    [InlineData("c.[|RemoveLabelled|](x);")]
    [InlineData("none.[|WithLabels|](x);")]
    [InlineData("string[] values = [x]; c.[|WithLabels|](values);")]
    [InlineData("g.[|WithLease|](y => y.Set(1));")]
    [InlineData("g.[|WithLease|](y => y.Set(1), x, x);")]
    [InlineData("g.WithExtendLifetimeOnUse().[|WithLabels|](x, x).Set(1);")]
    [InlineData("Action a = () => { Action b = () => Test.c.[|WithLabels|](x); };")]
    [InlineData("Metrics.CreateHistogram(\"h\", \"H.\", new Prometheus.HistogramConfiguration { LabelNames = [\"a\"] }).[|WithLabels|](x, x);")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [\"s\"] = x }).CreateGauge(\"h\", \"H.\", [\"a\"]).[|WithLabels|](x, x);")]
    [InlineData("var local = c; local.[|WithLabels|](x);")]
    [InlineData("var kept = Metrics.WithManagedLifetime(TimeSpan.FromMinutes(1)).CreateCounter(\"k_total\", \"K.\", [\"a\"]).WithExtendLifetimeOnUse(); kept.[|WithLabels|](x, x).Inc(); kept.WithLabels(x).Inc();")]
    [InlineData("string[] common = [\"r\", \"z\"]; Metrics.CreateCounter(\"e\", \"E.\", [.. common, \"k\"]).[|WithLabels|](x, x);")]
    [InlineData("string[] common = [\"r\", \"z\"]; Metrics.CreateGauge(\"e\", \"E.\", new GaugeConfiguration { LabelNames = common.Append(\"k\").ToArray() }).[|WithLabels|](x, x);")]
    [InlineData("string[] common = [\"r\", \"z\"]; Metrics.CreateGauge(\"e\", \"E.\", common.Prepend(\"k\").ToArray()).[|WithLabels|](x, x);")]
    [InlineData("string[] common = [\"r\"], more = [\"z\"], all = [.. common, .. more]; Metrics.CreateGauge(\"e\", \"E.\", common.Concat(all).ToArray()).[|WithLabels|](x, x);")]
    [InlineData("string[] here = [x]; c.[|WithLabels|]([.. here]); c.[|WithLabels|]([.. here, x, x]); c.[|WithLabels|](here.Append(x).Concat(here).ToArray());")]
    [InlineData("(string Key, string Value)[] pairs = [(\"r\", x), (\"z\", x)]; Metrics.CreateGauge(\"e\", \"E.\", pairs.Select(p => p.Key).ToArray()).[|WithLabels|](x);")]
    public Task Fires(string statement) => Verify<LabelCountMismatch>.FiresAsync(Given + "static void Do() { " + statement + " }");

    /// <summary>A dictionary that is kept for good has the keys that stand there.</summary>
    [Theory]
    [InlineData("Dictionary<string, string> common = new() { [\"r\"] = \"a\", [\"z\"] = \"b\" };", "common.Keys.ToArray()", "common.Values.ToArray()")]
    [InlineData("Dictionary<string, string> common = new() { { \"r\", \"a\" }, { \"z\", \"b\" } };", "[.. common.Keys]", "[.. common.Values]")]
    [InlineData("KeyValuePair<string, string>[] common = [new(\"r\", \"a\"), new(\"z\", \"b\")];", "common.Select(pair => pair.Key).ToArray()", "common.Select(pair => pair.Value).ToArray()")]
    [InlineData("List<(string, string)> common = [(\"r\", \"a\"), (\"z\", \"b\")];", "common.Select(static pair => pair.Item1).ToArray()", "common.Select(pair => pair.Item2).ToArray()")]
    public Task Label_names_may_be_parts_of_a_list(string common, string names, string values) => Verify<LabelCountMismatch>.FiresAsync(
        $"class Of {{ static readonly {common} static readonly Counter e = Metrics.CreateCounter(\"e_total\", \"E.\", {names}); static void Do(string x) {{ e.[|WithLabels|](x); e.WithLabels(x, x); e.WithLabels({values}); }} }}");

    [Theory]
    [InlineData("readonly Dictionary<string, string> common = new() { [\"r\"] = \"a\", [\"z\"] = \"b\" };", "common.Keys.ToArray()")]
    [InlineData("static readonly Dictionary<string, string> common = new(Environment.GetEnvironmentVariables().Count) { [\"r\"] = \"a\" };", "common.Keys.Skip(1).ToArray()")]
    [InlineData("static readonly SortedDictionary<string, string> common = new() { [\"r\"] = \"a\", [\"z\"] = \"b\" };", "common.Keys.ToArray()")]
    [InlineData("static readonly string[] common = [\"r\", \"z\"];", "common.Where(name => name != \"z\").ToArray()")]
    [InlineData("static readonly (string Key, string[] Values)[] common = [(\"r\", [\"a\", \"b\"])];", "common.SelectMany(pair => pair.Values).ToArray()")]
    public Task Quiet_on_lists_that_are_not_in_sight(string common, string names) => Verify<LabelCountMismatch>.QuietAsync(
        $"class Of {{ {common} Counter E => Metrics.CreateCounter(\"e_total\", \"E.\", {names}); void Do(string x) => E.WithLabels(x); }}");

    [Theory]
    [InlineData("c.WithLabels(x, x); c.RemoveLabelled(x, x); none.WithLabels(); g.WithLease(y => y.Set(1), x);")]
    [InlineData("c.WithLabels(x.Split(' ')); string[] values = [x]; values = [x, x]; c.WithLabels(values); string[] more = [.. values, x]; c.WithLabels(more);")]
    [InlineData("string[] here = [x]; c.WithLabels([.. here, x]); c.WithLabels(here.Prepend(x).ToArray()); c.WithLabels([.. x.Split(' '), x, x]); c.WithLabels(here.Concat(x.Split(' ')).ToArray());")]
    [InlineData("string[] common = [\"r\"]; Metrics.CreateGauge(\"e\", \"E.\", [.. common, .. x.Split(' ')]).WithLabels(x); Metrics.CreateGauge(\"f\", \"F.\", common.Concat(x.Split(' ')).ToArray()).WithLabels(x); Metrics.CreateGauge(\"h\", \"H.\", common.Union([\"r\"]).ToArray()).WithLabels(x, x);")]
    [InlineData("static void Inner(Counter d) => d.WithLabels(x);")]
    [InlineData("Metrics.CreateCounter(\"e\", \"E.\", x.Split(' ')).WithLabels(x);")]
    [InlineData("var d = Metrics.CreateCounter(\"e\", \"E.\", \"a\"); d = c; d.WithLabels(x, x);")]
    [InlineData("var d = x == \"\" ? Metrics.CreateCounter(\"e\", \"E.\", \"a\") : Metrics.CreateCounter(\"f\", \"F.\", \"a\", \"b\"); d.WithLabels(x, x);")]
    [InlineData("meter.CreateCounter<int>(\"e\").Add(1, new KeyValuePair<string, object?>(\"a\", 1));")]
    public Task Quiet(string statement) => Verify<LabelCountMismatch>.QuietAsync(Given + "static void Do() { " + statement + " }");

    private const string Handed = Given + "static void Count(this Counter counter, string a) => counter.WithLabels(a).Inc(); static void Both(Counter counter, string a, string b) => counter.WithLabels(a, \"k\", b.ToLower()).Inc(); static void Choose(Counter counter, bool all, string a) { if (all) counter.WithLabels(a, \"k\").Inc(); else counter.WithLabels(a).Inc(); } static void Swap(Counter counter, string a) { counter = none; counter.WithLabels(a).Inc(); }\n"
        + "static void Put(this Counter counter, params string[] values) => counter.WithLabels(values).Inc(); static void Other(this Counter counter, params string[] values) { counter = none; counter.WithLabels(values).Inc(); }\n"
        + "static void More(this Counter counter, params string[] values) => counter.WithLabels([.. values, x]).Inc(); static void Pick(this Counter counter, bool first, params string[] values) { if (first) counter.WithLabels(values).Inc(); else counter.WithLabels(x).Inc(); }\n";

    [Theory]
    [InlineData("c.[|Put|](x); c.[|Put|](x, x, x); [|Put|](values: [x], counter: c); none.[|Put|](x);")]
    [InlineData("var local = c; local.[|Put|](x);")]
    [InlineData("c.[|Count|](x); none.[|Count|](x); [|Both|](c, x, x); [|Both|](b: x, a: x, counter: none);")]
    public Task Fires_through_a_method_that_is_given_the_instrument(string statements) => Verify<LabelCountMismatch>.FiresAsync(Handed + "static void Do() { " + statements + " }");

    [Theory]
    [InlineData("c.Put(x, x); none.Put(); c.Put(x.Split(' ')); given.Put(x); (x == \"\" ? c : none).Put(x);")]
    [InlineData("c.Other(x); c.More(x); c.Pick(true, x);")]
    [InlineData("Metrics.CreateCounter(\"e\", \"E.\", \"a\").Count(x); Both(Metrics.CreateCounter(\"f\", \"F.\", \"a\", \"b\", \"z\"), x, x); given.Count(x); (x == \"\" ? c : none).Count(x); Choose(c, true, x); Swap(c, x);")]
    public Task Quiet_through_a_method_that_is_given_the_instrument(string statements) => Verify<LabelCountMismatch>.QuietAsync(Handed + "static void Do(Counter given) { " + statements + " }");

    [Fact]
    public Task Quiet_on_a_field_that_holds_several() => Verify<LabelCountMismatch>.QuietAsync(
        "class A { Counter c; A(bool x) { if (x) c = Metrics.CreateCounter(\"a\", \"A.\", \"a\"); else c = Make(); c.WithLabels(\"1\", \"2\"); } Counter Make() => Metrics.CreateCounter(\"b\", \"B.\", \"a\", \"b\"); }");

    [Fact]
    public Task Fires_through_files_and_wrappers() => Verify<LabelCountMismatch>.FiresAsync(
        """
        class Use { void Do() { Shop.Orders.[|WithLabels|]("a"); Shop.Jobs.[|WithLabels|]("a", "b"); Shop.Jobs.WithLabels("a"); } }
        === Shop.cs
        static class Shop { public static Counter Orders { get; } = Metrics.CreateCounter("shop_orders_total", "O.", "a", "b"); public static readonly Counter Jobs = Make("jobs", "a"); static Counter Make(string name, params string[] labels) => Metrics.CreateCounter("shop_" + name, "N.", labels); }
        === Record.cs
        sealed record Other(Counter Held) { readonly Gauge g = Metrics.CreateGauge("g", "G.", "a"); void Do() { g.[|WithLabels|](); Held.WithLabels("a"); } }
        """);

    /// <summary>The property that is named is an interface's, or abstract, or may be overridden, and one type in sight says what it is.</summary>
    [Theory]
    [InlineData("interface IShop { Counter Orders { get; } }\nclass Shop : IShop { public Counter Orders { get; } = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); }\nclass Use(IShop shop) { void Do() => shop.Orders.[|WithLabels|](x); }")]
    [InlineData("interface IShop { Counter Orders { get; } }\nclass Shop : IShop { public Shop() => Orders = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); public Counter Orders { get; } }\nclass Use { void Do(IShop shop) => shop.Orders.[|WithLabels|](x); }")]
    [InlineData("abstract class Base { protected abstract Counter Orders { get; } void Do() => Orders.[|WithLabels|](x); }\nclass Shop : Base { protected override Counter Orders { get; } = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); }")]
    [InlineData("class Base { protected virtual Counter Orders { get; } = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); void Do() => Orders.[|WithLabels|](x); }")]
    [InlineData("class Use(IShop shop) { void Do() => shop.Orders.[|WithLabels|](x); }\n=== Shop.cs\ninterface IShop { Counter Orders { get; } }\nclass Shop : IShop { Counter IShop.Orders { get; } = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); }")]
    public Task Fires_behind_a_property_with_one_implementation(string code) => Verify<LabelCountMismatch>.FiresAsync(Given + code);

    [Theory]
    [InlineData("interface IShop { Counter Orders { get; } }\nclass Shop : IShop { public Counter Orders { get; } = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); }\nclass Other : IShop { public Counter Orders { get; } = Metrics.CreateCounter(\"p_total\", \"O.\", \"a\"); }\nclass Use(IShop shop) { void Do() => shop.Orders.WithLabels(x); }")]
    [InlineData("class Base { protected virtual Counter Orders { get; } = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); void Do() => Orders.WithLabels(x); }\nclass Shop : Base { protected override Counter Orders { get; } = Metrics.CreateCounter(\"p_total\", \"O.\", \"a\"); }")]
    [InlineData("interface IShop { Counter Orders { get; } }\nclass Shop : IShop { public Counter Orders { get; set; } = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); public void Change() => Orders = Metrics.CreateCounter(\"p_total\", \"O.\", \"a\"); }\nclass Use(IShop shop) { void Do() => shop.Orders.WithLabels(x); }")]
    [InlineData("interface IShop { Counter Orders { get; } }\nclass Shop { public Counter Orders { get; } = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); }\nclass Use(IShop shop) { void Do() => shop.Orders.WithLabels(x); }")]
    [InlineData("class Use { }\n=== Base.cs\npublic class Base { protected virtual Counter Orders { get; } = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); void Do() => Orders.WithLabels(\"x\"); }")]
    public Task Quiet_behind_a_property_that_may_be_another(string code) => Verify<LabelCountMismatch>.QuietAsync(Given + code);

    [Theory]
    [InlineData("Counter Of(string k) => all.TryGetValue(k, out var h) ? h : all[k] = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\");")]
    [InlineData("Counter Of(string k) => all.GetValueOrDefault(k) ?? (all[k] = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"));")]
    [InlineData("Counter Of(string k) { if (all.TryGetValue(k, out var h)) return h; return all[k] = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); }")]
    [InlineData("Counter Of(string k) { if (all.TryGetValue(k, out var found)) return found; var made = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); all.Add(k, made); return made; }")]
    [InlineData("Counter Of(string k) { if (!all.TryGetValue(k, out var h)) { h = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); all[k] = h; } return h; }")]
    public Task Fires_on_what_a_cache_gives_out(string code) => Verify<LabelCountMismatch>.FiresAsync(
        Given + "class Shop { private readonly Dictionary<string, Counter> all = []; void Do() => Of(x).[|WithLabels|](x); " + code + " }");

    [Theory]
    [InlineData("void Add() => all[x] = Metrics.CreateCounter(\"p_total\", \"O.\", \"a\");")]
    [InlineData("void Add(Counter other) => all.Add(x, other);")]
    [InlineData("void Add() => Fill(all); static void Fill(Dictionary<string, Counter> target) => target.Clear();")]
    public Task Quiet_on_a_cache_that_may_hold_others(string code) => Verify<LabelCountMismatch>.QuietAsync(
        Given + "class Shop { private readonly Dictionary<string, Counter> all = []; void Do() => Of(x).WithLabels(x); Counter Of(string k) => all.TryGetValue(k, out var h) ? h : all[k] = Metrics.CreateCounter(\"o_total\", \"O.\", \"a\", \"b\"); " + code + " }");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<LabelCountMismatch>.QuietAsync(
        "class Mine { public Mine WithLabels(params string[] labelValues) => this; } class Use { Counter real = Metrics.CreateCounter(\"c\", \"C.\", \"a\", \"b\"); void Do(Mine real) { real.WithLabels(\"a\"); } }");

    [Fact]
    public Task Says_what_happens() => Verify<LabelCountMismatch>.SaysAsync(
        """Metrics.CreateCounter("c_total", "C.", "a", "b").[|WithLabels|]("1");""", "'c_total' has 2 labels (a, b), but is given 1 value: prometheus-net throws an ArgumentException. Give one value for each label.");

    [Fact]
    public void At_run_time_prometheus_net_throws()
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry());
        var counter = factory.CreateCounter("x_total", "X.", "a", "b");
        Assert.Throws<ArgumentException>(() => counter.WithLabels("1"));
        Assert.Throws<ArgumentException>(() => counter.WithLabels("1", "2", "3"));
        Assert.Throws<ArgumentException>(() => counter.WithLabels());
        Assert.Throws<ArgumentException>(() => counter.RemoveLabelled("1"));
        Assert.Throws<ArgumentException>(() => factory.CreateCounter("y_total", "Y.").WithLabels("1"));
        Assert.Throws<ArgumentException>(() => factory.WithManagedLifetime(TimeSpan.FromMinutes(1)).CreateCounter("z_total", "Z.", ["a"]).WithLease(child => child.Inc()));
    }
}
