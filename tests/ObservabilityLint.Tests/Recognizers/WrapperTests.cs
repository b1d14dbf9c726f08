using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

public class WrapperTests
{
    private const string Default = " scope=\"the default registry\"";

    /// <summary>Each snippet calls one wrapper once, with the name "orders": the call is a declaration.</summary>
    [Theory]
    [InlineData("class W { static Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); Counter c = Make(\"orders\"); }", " target=c")]
    [InlineData("class W { static Counter Make(string name) { return Metrics.CreateCounter(name, \"H.\"); } void Use() => Make(name: \"orders\"); }")]
    [InlineData("class W { Counter Make(string name, string? more = null) => Metrics.CreateCounter(name, \"H.\"); void Use() => this.Make(more: null, name: \"orders\"); }")]
    [InlineData("class W { readonly Counter _c; W(string name) => _c = Metrics.CreateCounter(name, \"H.\"); static object Use() => new W(\"orders\"); }")]
    [InlineData("class W { readonly Counter _c; W(string name) => _c = Metrics.CreateCounter(name, \"H.\"); static W w = new(\"orders\"); }", " target=w")]
    [InlineData("class W { W(string name) => Metrics.CreateCounter(name, \"H.\"); W() : this(\"orders\") { } }")]
    [InlineData("class W { protected W(string name) => Metrics.CreateCounter(name, \"H.\"); }\nclass D : W { D() : base(\"orders\") { } }")]
    [InlineData("class W(string name) { Counter c = Metrics.CreateCounter(name, \"H.\"); }\nclass D() : W(\"orders\");")]
    [InlineData("record W(string Name) { readonly Counter c = Metrics.CreateCounter(Name, \"H.\"); }\nrecord D() : W(\"orders\");")]
    [InlineData("struct W { public W(string name) => Metrics.CreateCounter(name, \"H.\"); static object Use() => new W(\"orders\"); }")]
    [InlineData("class W { void Use() { Make(\"orders\"); static Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); } }")]
    [InlineData("interface IW { object Make(string text); }\nclass W : IW { public object Make(string name) => Metrics.CreateCounter(name, \"H.\"); }\nclass User { void Use(IW w) => w.Make(text: \"orders\"); }")]
    [InlineData("interface IW<T> { T Make(string text); }\nclass W : IW<Counter> { Counter IW<Counter>.Make(string name) => Metrics.CreateCounter(name, \"H.\"); }\nclass User { void Use(IW<Counter> w) => w.Make(\"orders\"); }")]
    [InlineData("abstract class B { public abstract object Make(string text); }\nclass W : B { public override object Make(string name) => Metrics.CreateCounter(name, \"H.\"); }\nclass User { void Use(B w) => w.Make(\"orders\"); }")]
    [InlineData("partial class W { private static partial Counter Make(string name); private static partial Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); void Use() => Make(\"orders\"); }")]
    [InlineData("class W { static Counter Make<T>(in string name) => Metrics.CreateCounter(name, \"H.\"); void Use() => Make<int>(\"orders\"); }")]
    [InlineData("class W { static Lazy<Counter> Make(string name) => new(() => Metrics.CreateCounter(name, \"H.\")); Lazy<Counter> c = Make(\"orders\"); }", " target=c")]
    [InlineData("using Shop2;\nclass User { void Use() => W.Make(\"orders\"); }\n=== W.cs\nnamespace Shop2 { static class W { public static Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); } }")]
    [InlineData("using Short = W;\nclass User { void Use() => new Short(\"orders\"); }\n=== W.cs\nclass W { public W(string name) => Metrics.CreateCounter(name, \"H.\"); }")]
    [InlineData("using static W;\nclass User { void Use() => Make(\"orders\"); }\n=== W.cs\nstatic class W { public static Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); }")]
    [InlineData("class W { static Counter Make(string name = \"orders\") => Metrics.CreateCounter(name, \"H.\"); void Use() => Make(); }")]
    public async Task Follows(string code, string end = "")
    {
        var lines = (await Declared.LinesAsync(code)).Split('\n').Where(line => line.EndsWith(" wrapped", StringComparison.Ordinal));
        Assert.Equal($"Counter \"orders\" help=\"H.\" labels=[]{Default}{end} wrapped", Assert.Single(lines));
    }

    /// <summary>What else the call passes, or the wrapper gives.</summary>
    [Theory]
    [InlineData("static Counter Make(string name, string help, params string[] labels) => Metrics.CreateCounter(name, help, labels);", "Make(\"orders\", \"Orders.\", \"kind\", \"region\")", "Counter \"orders\" help=\"Orders.\" labels=[\"kind\",\"region\"]" + Default)]
    [InlineData("static Counter Make(string name, string help, params string[] labels) => Metrics.CreateCounter(name, help, labels);", "Make(labels: [\"kind\"], help: \"Orders.\", name: \"orders\")", "Counter \"orders\" help=\"Orders.\" labels=[\"kind\"]" + Default)]
    [InlineData("static Counter Make(string name, string help, params string[] labels) => Metrics.CreateCounter(name, help, labels);", "Make(\"orders\", \"Orders.\")", "Counter \"orders\" help=\"Orders.\" labels=[]" + Default)]
    [InlineData("static Counter Make(string name, string[]? labels = null) => Metrics.CreateCounter(name, \"H.\", new CounterConfiguration { LabelNames = labels });", "Make(\"orders\")", "Counter \"orders\" help=\"H.\" labels=[]" + Default)]
    [InlineData("static Counter Make(string name, string label) => Metrics.CreateCounter(name, \"H.\", \"region\", label);", "Make(\"orders\", \"kind\")", "Counter \"orders\" help=\"H.\" labels=[\"region\",\"kind\"]" + Default)]
    [InlineData("static Counter Make(string name, string help = \"None given.\") => Metrics.CreateCounter(name, help);", "Make(\"orders\")", "Counter \"orders\" help=\"None given.\" labels=[]" + Default)]
    [InlineData("static Counter Make(string name, string? help = null) => Metrics.CreateCounter(name, help ?? name);", "Make(\"orders\")", "Counter \"orders\" help=\"{Dynamic}\" labels=[]" + Default)]
    [InlineData("static Counter Make(string name, string? help = null) { help ??= name; return Metrics.CreateCounter(name, help); }", "Make(\"orders\")", "Counter \"orders\" help=\"{Dynamic}\" labels=[]" + Default)]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter($\"shop_{name}_total\", name + \" sold.\");", "Make(\"orders\")", "Counter \"shop_orders_total\" help=\"orders sold.\" labels=[]" + Default)]
    [InlineData("const string Prefix = \"shop_\"; static Counter Make(string area, string name) => Metrics.CreateCounter(Prefix + area + \"_\" + name, \"H.\");", "Make(\"web\", name: \"orders\")", "Counter \"shop_web_orders\" help=\"H.\" labels=[]" + Default)]
    [InlineData("static Prometheus.Histogram Make(string name, double[] buckets) => Metrics.CreateHistogram(name, \"H.\", new Prometheus.HistogramConfiguration { Buckets = buckets });", "Make(\"orders\", [1, 2])", "Histogram \"orders\" help=\"H.\" labels=[] buckets=[1, 2]" + Default)]
    [InlineData("static Prometheus.Histogram Make(string name) => Metrics.CreateHistogram(name, \"H.\", new Prometheus.HistogramConfiguration { Buckets = [1] });", "Make(\"orders\")", "Histogram \"orders\" help=\"H.\" labels=[]" + Default)]
    [InlineData("static object Make<T>(string name, string unit) where T : struct => meter.CreateCounter<T>(name, unit);", "Make<short>(\"orders\", \"{order}\")", "Counter \"orders\" of short unit=\"{order}\" scope=\"Shop.Test\"")]
    [InlineData("static object Make<A, T>(A a, string name) where T : struct => meter.CreateCounter<T>(name, null, null);", "Make<string, short>(\"x\", \"orders\")", "Counter \"orders\" of short unit=\"\" help=\"\" scope=\"Shop.Test\"")]
    [InlineData("class Made<T> where T : struct { public Made(string name) => meter.CreateCounter<T>(name); }", "new Made<double>(\"orders\")", "Counter \"orders\" of double scope=\"Shop.Test\"")]
    [InlineData("static object Make(string name) => meter.CreateCounter<int>(name, \"{order}\", \"H.\");", "Make(\"orders\")", "Counter \"orders\" of int unit=\"{order}\" help=\"H.\" scope=\"Shop.Test\"")]
    [InlineData("static object Make(Meter m, string name) => m.CreateCounter<int>(name);", "Make(new Meter(\"Mine\"), \"orders\")", "Counter \"orders\" of int scope=\"Mine\"")]
    [InlineData("static object Make(Meter m, string name) => m.CreateCounter<int>(name);", "Make(name: \"orders\", m: meter)", "Counter \"orders\" of int scope=\"Shop.Test\"")]
    [InlineData("static object Make(IMetricFactory f, string name) => f.CreateCounter(name, \"H.\");", "Make(Metrics.DefaultFactory, \"orders\")", "Counter \"orders\" help=\"H.\" labels=[]" + Default)]
    [InlineData("static object Make(CollectorRegistry r, string name) => Metrics.WithCustomRegistry(r).CreateCounter(name, \"H.\");", "Make(Metrics.DefaultRegistry, \"orders\")", "Counter \"orders\" help=\"H.\" labels=[]" + Default)]
    [InlineData("static object Make(string name) { var m = new Meter(Guid.NewGuid().ToString()); return m.CreateCounter<int>(name); }", "Make(\"orders\")", "Counter \"orders\" of int")]
    [InlineData("static object Make(EventSource s, string name, string unit) => new EventCounter(name, s) { DisplayUnits = unit };", "Make(null!, \"orders\", \"ms\")", "Summary \"orders\" unit=\"ms\"")]
    public async Task Reads_what_is_passed_on(string wrapper, string call, string expected)
    {
        var lines = (await Declared.LinesAsync($"class W {{ {wrapper} static object Use() => {call}; }}")).Split('\n').Where(line => line.EndsWith(" wrapped", StringComparison.Ordinal));
        Assert.Equal(expected + " wrapped", Assert.Single(lines));
    }

    [Theory]
    [InlineData("factory", "Metrics.DefaultFactory", "\"the default registry\"")]
    [InlineData("factory", "user", "user")]
    public async Task Takes_the_scope_from_the_receiver_of_an_extension(string name, string receiver, string scope)
    {
        string[] declarations =
        [
            $"static class W {{ public static Counter Make(this IMetricFactory {name}, string name) => {name}.CreateCounter(name, \"H.\"); }}",
            $"static class W {{ extension(IMetricFactory {name}) {{ public Counter Make(string name) => {name}.CreateCounter(name, \"H.\"); }} }}",
        ];
        foreach (var declaration in declarations)
            Assert.EndsWith($"Counter \"orders\" help=\"H.\" labels=[] scope={scope} wrapped", await Declared.LinesAsync($"{declaration}\nclass User {{ void Use(IMetricFactory user) => {receiver}.Make(\"orders\"); }}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instances_of_a_wrapper_class_have_their_own_meters()
    {
        const string wrapper = "class W(Meter m) { readonly Meter _m = m; public object Make(string name) => _m.CreateCounter<int>(name); public object Own => Make(\"own\"); }\n";
        Assert.Contains("\"own\" of int scope=m target=Own wrapped", await Declared.LinesAsync(wrapper.Replace("_m.Create", "m.Create", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith("\"orders\" of int wrapped", await Declared.LinesAsync(wrapper + "class User { void Use(W w) => w.Make(\"orders\"); }"), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_wrapper_of_several_instruments_declares_each() => Declared.IsAsync(
        "class W { static void Make(string name) { Metrics.CreateCounter(name + \"_total\", \"A.\"); Metrics.CreateGauge(name, \"B.\"); } void Use() => Make(\"orders\"); }",
        "Counter \"{name}_total\" help=\"A.\" labels=[]" + Default,
        "Gauge \"{name}\" help=\"B.\" labels=[]" + Default,
        "Counter \"orders_total\" help=\"A.\" labels=[]" + Default + " wrapped",
        "Gauge \"orders\" help=\"B.\" labels=[]" + Default + " wrapped");

    [Theory]
    [InlineData("static Counter Make(string name) { name = name.ToLower(); return Metrics.CreateCounter(name, \"H.\"); } static object Use() => Make(\"Orders\");")]
    [InlineData("static Counter Make(string? name) { name ??= \"x\"; return Metrics.CreateCounter(name, \"H.\"); } static object Use() => Make(\"Orders\");")]
    [InlineData("static Counter Make(string name) { Fix(ref name); return Metrics.CreateCounter(name, \"H.\"); } static void Fix(ref string s) => s = s.ToLower(); static object Use() => Make(\"Orders\");")]
    [InlineData("static Counter Make(string name) { (name, var x) = (name.ToLower(), 1); return Metrics.CreateCounter(name, \"H.\"); } static object Use() => Make(\"Orders\");")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name.ToLower(), \"H.\"); static object Use() => Make(\"Orders\");")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(Fix(name), \"H.\"); static string Fix(string s) => s; static object Use() => Make(\"Orders\");")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name ?? \"x\", \"H.\"); static object Use() => Make(\"Orders\");")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter($\"{name,-20}\", \"H.\"); static object Use() => Make(\"Orders\");")]
    [InlineData("static Counter A(string name) => B(name); static Counter B(string name) => C(name); static Counter C(string name) => D(name); static Counter D(string name) => Metrics.CreateCounter(name, \"H.\"); static object Use() => A(\"Orders\");")]
    [InlineData("static object Use() { Func<string, Counter> make = name => Metrics.CreateCounter(name, \"H.\"); return make(\"Orders\"); }")]
    [InlineData("static Counter Make(string name, Func<string, string> fix) => new[] { name }.Select(n => Metrics.CreateCounter(n, \"H.\")).First(); static object Use() => Make(\"Orders\", s => s);")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(\"orders_total\", name); static object Use() => Make(\"Orders\");")]
    [InlineData("readonly string _name; W(string name) => _name = name.ToLower(); Counter Make() => Metrics.CreateCounter(_name, \"H.\"); static object Use() => new W(\"Orders\").Make();")]
    [InlineData("static void Make(string area) { Local(\"Orders\"); void Local(string name) => Metrics.CreateCounter(area + name, \"H.\"); }")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); static object Use() => Make(Console.ReadLine()!);")]
    [InlineData("static Counter Make(string? name) => Metrics.CreateCounter(name!, \"H.\"); static object Use() => Make(null);")]
    public Task Silent_on_what_is_not_handed_on_unchanged(string members) => Verify<MetricNameCasing>.QuietAsync($"class W {{ {members} }}");

    [Theory]
    [InlineData("static Counter Outer(string name) => Inner(name); static Counter Inner(string name) => Metrics.CreateCounter(name, \"H.\"); static object Use() => Outer([|\"Orders\"|]);")]
    [InlineData("static Counter Make(string name) => Make(name, \"H.\"); static Counter Make(string name, string help) => Metrics.CreateCounter(name, help); static object Use() => Make([|\"Orders\"|]);")]
    [InlineData("class Box(string name) { readonly Counter held = Metrics.CreateCounter(name, \"H.\"); } static Box Make(string name) => new(name); static Box For(string name) => Make(name); static object Use() => For([|\"Orders\"|]);")]
    public Task Follows_a_name_that_is_handed_on_to_a_wrapper(string members) => Verify<MetricNameCasing>.FiresAsync($"class W {{ {members} }}");

    /// <summary>What is nearer to the library tells what a method makes: here all of an interface's.</summary>
    [Fact]
    public Task Knows_an_interface_by_who_makes_the_instrument() => Verify<MetricNameCasing>.FiresAsync(
        "interface IW { object Make(string name); }\nclass P : IW { public object Make(string name) => Metrics.CreateCounter(name, \"H.\"); }\n"
        + "class Around(IW inner) : IW { public object Make(string name) => inner.Make(\"shop_\" + name); }\nclass User { void Use(IW w) => w.Make([|\"Orders\"|]); }");

    [Fact]
    public Task Silent_where_two_implementations_may_be_called() => Verify<MetricNameCasing>.QuietAsync(
        "interface IW { object Make(string name); }\nclass P : IW { public object Make(string name) => Metrics.CreateCounter(name, \"H.\"); }\n"
        + "class O : IW { public object Make(string name) => meter.CreateCounter<int>(name); }\nclass User { void Use(IW w) => w.Make(\"OrdersTotal\"); }");

    [Theory]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); object c = Make([|\"shopOrders_total\"|]);", "static Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); object c = Make(\"shop_orders_total\");")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter($\"shop_{name}_total\", \"H.\"); object c = Make([|\"openOrders\"|]);", "static Counter Make(string name) => Metrics.CreateCounter($\"shop_{name}_total\", \"H.\"); object c = Make(\"open_orders\");")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); const string Name = \"shopOrders\"; object c = Make([|Name + \"_total\"|]);", "static Counter Make(string name) => Metrics.CreateCounter(name, \"H.\"); const string Name = \"shop_orders\"; object c = Make(Name + \"_total\");")]
    public Task A_fix_edits_what_the_call_passes(string before, string after)
        => Verify<MetricNameCasing>.FixesAsync($"class W {{ {before} }}", $"class W {{ {after} }}");

    [Fact]
    public Task No_fix_edits_what_all_calls_share()
        => Verify<MetricNameCasing>.OffersNoFixAsync("class W { static Counter Make(string name) => Metrics.CreateCounter($\"myShop_{name}_total\", \"H.\"); object c = Make([|\"orders\"|]); }");
}
