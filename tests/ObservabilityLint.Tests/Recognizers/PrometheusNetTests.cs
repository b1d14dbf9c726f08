using System.Reflection;
using System.Text;
using Prometheus;

namespace ObservabilityLint.Tests.Recognizers;

public class PrometheusNetTests
{
    private const string Orders = "Counter \"shop_orders_total\" help=\"Orders.\"";
    private const string Default = " scope=\"the default registry\"";

    [Theory]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.");""", "labels=[]")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", "kind", "region");""", """labels=["kind","region"]""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", ["kind", "region"]);""", """labels=["kind","region"]""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", new[] { "kind", "region" });""", """labels=["kind","region"]""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", new string[2] { "kind", "region" });""", """labels=["kind","region"]""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", new string[0]);""", "labels=[]")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", []);""", "labels=[]")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", Array.Empty<string>());""", "labels=[]")]
    [InlineData("""Metrics.CreateCounter(labelNames: ["kind"], help: "Orders.", name: "shop_orders_total");""", """labels=["kind"]""")]
    [InlineData("""const string Kind = "kind"; Metrics.CreateCounter("shop_orders_total", "Orders.", Kind, nameof(Kind));""", """labels=["kind","Kind"]""")]
    [InlineData("""string[] names = ["kind"]; Metrics.CreateCounter("shop_orders_total", "Orders.", names);""", """labels=["kind"]""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", new CounterConfiguration { LabelNames = ["kind"] });""", """labels=["kind"]""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", new CounterConfiguration { SuppressInitialValue = true });""", "labels=[]")]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", ["kind"], new CounterConfiguration { SuppressInitialValue = true });""", """labels=["kind"]""")]
    [InlineData("""var options = new CounterConfiguration { LabelNames = new[] { "kind" } }; Metrics.CreateCounter("shop_orders_total", "Orders.", options);""", """labels=["kind"]""")]
    [InlineData("""CounterConfiguration? options = null; Metrics.CreateCounter("shop_orders_total", "Orders.", options);""", "labels=[]")]
    [InlineData("""string[] more = ["kind"]; Metrics.CreateCounter("shop_orders_total", "Orders.", ["region", .. more]);""", """labels=["region","kind"]""")]
    [InlineData("""string[] more = ["kind"]; Metrics.CreateCounter("shop_orders_total", "Orders.", more.Prepend("region").Append("size").ToArray());""", """labels=["region","kind","size"]""")]
    [InlineData("""string[] more = ["kind"]; Metrics.CreateCounter("shop_orders_total", "Orders.", new[] { "region" }.Concat(more).ToArray());""", """labels=["region","kind"]""")]
    public Task Reads_label_names(string code, string labels) => Declared.IsAsync(code, $"{Orders} {labels}{Default}");

    [Theory]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", "Orders.", Environment.GetCommandLineArgs());""")]
    [InlineData("""string[] more = Environment.GetCommandLineArgs(); Metrics.CreateCounter("shop_orders_total", "Orders.", ["region", .. more]);""")]
    [InlineData("""string[] more = ["kind"]; more[0] = Console.ReadLine()!; Metrics.CreateCounter("shop_orders_total", "Orders.", ["region", .. more]);""")]
    [InlineData("""string[] more = ["kind"]; Metrics.CreateCounter("shop_orders_total", "Orders.", more.Where(name => name != "kind").ToArray());""")]
    [InlineData("""string[] names = ["kind"]; names[0] = Console.ReadLine()!; Metrics.CreateCounter("shop_orders_total", "Orders.", names);""")]
    [InlineData("""string[] names = ["kind"]; names = ["other"]; Metrics.CreateCounter("shop_orders_total", "Orders.", names);""")]
    [InlineData("""var options = new CounterConfiguration(); options.LabelNames = ["kind"]; Metrics.CreateCounter("shop_orders_total", "Orders.", options);""")]
    [InlineData("""var options = new CounterConfiguration { LabelNames = [] }; options.LabelNames = ["kind"]; Metrics.CreateCounter("shop_orders_total", "Orders.", options);""")]
    [InlineData("""Func<CounterConfiguration> options = () => new() { LabelNames = ["kind"] }; Metrics.CreateCounter("shop_orders_total", "Orders.", options());""")]
    public Task Says_nothing_of_labels_that_are_out_of_sight(string code) => Declared.IsAsync(code, Orders + Default);

    [Theory]
    [InlineData("static readonly string[] Names = [\"kind\"]; static readonly Counter C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", Names);")]
    [InlineData("static string[] Names => [\"kind\"]; static readonly Counter C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", Names);")]
    [InlineData("static readonly CounterConfiguration Options = new() { LabelNames = new[] { \"kind\" } }; static readonly Counter C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", Options);")]
    [InlineData("class Shop { static Counter C { get; } = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", Labels.All); }\n=== Labels.cs\nstatic class Labels { public static readonly string[] All = { Kind }; public const string Kind = \"kind\"; }")]
    [InlineData("class Shop { static Counter C => Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"kind\"); }")]
    [InlineData("static readonly CounterConfiguration None = new(), Options = new() { LabelNames = [\"kind\"] }; static readonly Counter C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", Options);")]
    [InlineData("static Counter? c; static Counter Get() => c ??= Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"kind\");", "c")]
    [InlineData("static readonly Counter C; static Test() { C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"kind\"); }")]
    public Task Follows_members_and_finds_the_target(string code, string target = "C")
        => Declared.IsAsync(code, $"{Orders} labels=[\"kind\"]{Default} target={target}");

    [Theory]
    [InlineData("""Metrics.DefaultFactory.CreateCounter("shop_orders_total", "Orders.");""", "\"the default registry\"")]
    [InlineData("""var factory = Metrics.DefaultFactory; factory.CreateCounter("shop_orders_total", "Orders.");""", "\"the default registry\"")]
    [InlineData("""Metrics.WithCustomRegistry(Metrics.DefaultRegistry).CreateCounter("shop_orders_total", "Orders.");""", "\"the default registry\"")]
    [InlineData("""Metrics.WithLabels(new Dictionary<string, string> { ["region"] = "eu" }).CreateCounter("shop_orders_total", "Orders.");""", "\"the default registry\"")]
    [InlineData("""Metrics.WithManagedLifetime(TimeSpan.Zero).WithLabels(new Dictionary<string, string>()).CreateCounter("shop_orders_total", "Orders.");""", "\"the default registry\"")]
    [InlineData("""var registry = Metrics.NewCustomRegistry(); Metrics.WithCustomRegistry(registry).CreateCounter("shop_orders_total", "Orders.");""", "registry")]
    [InlineData("""var registry = Metrics.NewCustomRegistry(); IMetricFactory factory = Metrics.WithCustomRegistry(registry); factory.CreateCounter("shop_orders_total", "Orders.");""", "registry")]
    [InlineData("""var factory = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()); factory.WithManagedLifetime(TimeSpan.Zero).CreateCounter("shop_orders_total", "Orders.");""", "factory")]
    [InlineData("class Shop(IMetricFactory factory) { public void Add() => factory.CreateCounter(\"shop_orders_total\", \"Orders.\"); }", "factory")]
    [InlineData("class Shop { readonly IMetricFactory _factory; Shop(CollectorRegistry registry) { _factory = Metrics.WithCustomRegistry(registry); _factory.CreateCounter(\"shop_orders_total\", \"Orders.\"); } }", "registry")]
    public Task Follows_a_factory_to_its_registry(string code, string scope) => Declared.IsAsync(code, $"{Orders} labels=[] scope={scope}");

    [Fact]
    public Task Knows_no_registry_that_may_change() => Declared.IsAsync(
        "class Shop { public IMetricFactory Factory = Metrics.DefaultFactory; public void Add() => Factory.CreateCounter(\"shop_orders_total\", \"Orders.\"); }",
        Orders + " labels=[]");

    [Theory]
    [InlineData("new Prometheus.HistogramConfiguration { Buckets = [0.1, 1] }", "[0.1, 1]")]
    [InlineData("new() { Buckets = Histogram.LinearBuckets(1, 2, 3) }", "Histogram.LinearBuckets(1, 2, 3)")]
    [InlineData("new Prometheus.HistogramConfiguration { LabelNames = [] }", null)]
    public Task Reads_buckets(string configuration, string? buckets) => Declared.IsAsync(
        $"Metrics.CreateHistogram(\"shop_orders_seconds\", \"Orders.\", configuration: {configuration});",
        $"Histogram \"shop_orders_seconds\" help=\"Orders.\" labels=[]{(buckets is null ? "" : " buckets=" + buckets)}{Default}");

    [Fact]
    public Task Counts_handles_of_managed_lifetime_as_instruments() => Declared.IsAsync(
        "class Shop { readonly IManagedLifetimeMetricHandle<ICounter> _orders = Metrics.WithManagedLifetime(TimeSpan.FromSeconds(9)).CreateCounter(\"shop_orders_total\", \"Orders.\", [\"kind\"]); }",
        $"{Orders} labels=[\"kind\"]{Default} target=_orders");

    [Theory]
    [InlineData("using M = Prometheus.Metrics;\nclass Shop { object c = M.CreateCounter(\"shop_orders_total\", \"Orders.\"); }")]
    [InlineData("using static Prometheus.Metrics;\nclass Shop { object c = CreateCounter(\"shop_orders_total\", \"Orders.\"); }")]
    [InlineData("class Shop { object c = global::Prometheus.Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\"); }")]
    [InlineData("class Shop { object c = Metrics.DefaultFactory!.CreateCounter(\"shop_orders_total\", \"Orders.\"); }")]
    [InlineData("class Shop { object? c = Metrics.DefaultFactory?.CreateCounter(\"shop_orders_total\", \"Orders.\"); }")]
    [InlineData("record Shop { object c = (object)Metrics.CreateCounter(\"shop_orders_total\", (\"Orders.\")); }")]
    public async Task Reads_every_way_to_write_the_call(string code)
        => Assert.StartsWith(Orders + " labels=[]", await Declared.LinesAsync(code), StringComparison.Ordinal);

    [Theory]
    [InlineData("namespace Shop { static class Metrics { public static object CreateCounter(string name, string help) => name; } class User { object c = Metrics.CreateCounter(\"orders\", \"x\"); } }")]
    [InlineData("namespace Mine.Prometheus { interface IMetricFactory { object CreateCounter(string name, string help); } class User { void Use(IMetricFactory f) => f.CreateCounter(\"orders\", \"x\"); } }")]
    [InlineData("class Outer { class Metrics { public static void CreateCounter(string name, string help) { } } void Use() => Metrics.CreateCounter(\"orders\", \"x\"); }")]
    [InlineData("class Counters { void CreateCounter(string name, string help) { } void Use() => CreateCounter(\"orders\", \"x\"); }")]
    public Task Quiet_on_lookalikes(string code) => Declared.IsAsync(code);

    /// <summary>Every public method of the real package that makes a metric is known, with the parameters that it really has.</summary>
    [Fact]
    public async Task Knows_every_method_of_the_package()
    {
        Type[] owners = [typeof(Metrics), typeof(IMetricFactory), typeof(MetricFactory), typeof(IManagedLifetimeMetricFactory)];
        var code = new StringBuilder("class Calls {\n");
        var expected = new List<string>();
        foreach (var method in owners.SelectMany(owner => owner.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(MakesMetric))
        {
            var n = expected.Count;
            var owner = method.DeclaringType!.Name;
            var arguments = string.Join(", ", method.GetParameters().Select(p => $"{p.Name}: {Value(p, n)}"));
            code.AppendLine($"void Call{n}({(method.IsStatic ? "" : owner + " f")}) => {(method.IsStatic ? owner : "f")}.{method.Name}({arguments});");
            var hasLabels = method.GetParameters().Any(p => p.ParameterType == typeof(string[]));
            expected.Add($"{method.Name["Create".Length..]} \"name_{n}\" help=\"help {n}\" labels=[\"{(hasLabels ? "direct" : "configured")}\"] scope={(method.IsStatic ? "\"the default registry\"" : "f")}");
        }
        Assert.Equal(12 + 8 + 12 + 4, expected.Count);
        await Declared.IsAsync(code.Append('}').ToString(), [.. expected]);
    }

    private static bool MakesMetric(MethodInfo method) => Unwrapped(method.ReturnType) is var type
        && (typeof(Collector).IsAssignableFrom(type) || type.Name is nameof(ICounter) or nameof(IGauge) or nameof(IHistogram) or nameof(ISummary));

    private static Type Unwrapped(Type type)
        => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IManagedLifetimeMetricHandle<>) ? type.GetGenericArguments()[0] : type;

    private static string Value(ParameterInfo parameter, int n) => parameter.ParameterType switch
    {
        var text when text == typeof(string) => parameter.Name == "name" ? $"\"name_{n}\"" : $"\"help {n}\"",
        var labels when labels == typeof(string[]) => "new[] { \"direct\" }",
        var configuration => $"new Prometheus.{configuration.Name} {{ {nameof(MetricConfiguration.LabelNames)} = new[] {{ \"configured\" }} }}",
    };
}
