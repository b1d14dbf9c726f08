using System.Diagnostics;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class DuplicateLabelTests
{
    private const string Given = "var c = meter.CreateCounter<int>(\"c\"); var any = Environment.MachineName == \"\";\n";

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", \"a\", \"b\", [|\"a\"|]);")]
    [InlineData("Metrics.CreateGauge(\"c\", \"H.\", new GaugeConfiguration { LabelNames = [\"a\", [|\"a\"|]] });")]
    [InlineData("const string A = \"a\"; Metrics.CreateCounter(\"c\", \"H.\", A, [|\"a\"|], [|A|]);")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"a\", 1), new([|\"a\"|], 2));")]
    [InlineData("c.Add(1, new TagList { { \"a\", 1 }, { [|\"a\"|], 2 } });")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; tags.Add([|\"a\"|], 2); c.Add(1, tags); c.Add(2, tags);")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; if (any) tags.Add([|\"a\"|], 2); c.Add(1, tags);")]
    [InlineData("var tags = new KeyValuePair<string, object?>[2]; tags[0] = new(\"a\", 1); tags[1] = new([|\"a\"|], 2); c.Add(1, tags);")]
    [InlineData("TagList tags = new(); if (any) { tags.Add(\"a\", 1); tags.Add([|\"a\"|], 2); } c.Add(1, tags);")]
    [InlineData("meter.CreateObservableGauge(\"g\", () => new Measurement<int>(1, new KeyValuePair<string, object?>(\"a\", 1), new([|\"a\"|], 1)));")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }).CreateCounter(\"c\", \"H.\", [\"b\", [|\"a\"|]]);")]
    [InlineData("var labels = new Dictionary<string, string> { { \"a\", \"1\" } }; var factory = Metrics.WithLabels(labels); factory.CreateGauge(\"c\", \"H.\", new GaugeConfiguration { LabelNames = [[|\"a\"|]] });")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }).WithLabels(new Dictionary<string, string> { [\"b\"] = \"1\" }).WithManagedLifetime(TimeSpan.Zero).CreateCounter(\"c\", \"H.\", [[|\"a\"|], [|\"b\"|]]);")]
    // Those of the registry, in whichever order and file.
    [InlineData("Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); Metrics.CreateCounter(\"c\", \"H.\", \"b\", [|\"a\"|]); Metrics.DefaultFactory.CreateGauge(\"g\", \"H.\", [[|\"a\"|]]);")]
    [InlineData("var labels = new Dictionary<string, string> { { \"a\", \"1\" } }; Metrics.CreateCounter(\"c\", \"H.\", [|\"a\"|]); Metrics.DefaultRegistry.SetStaticLabels(labels);")]
    [InlineData("var registry = Metrics.NewCustomRegistry(); registry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); var factory = Metrics.WithCustomRegistry(registry); factory.CreateCounter(\"c\", \"H.\", [[|\"a\"|]]);")]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", [|\"a\"|]);\n=== Start.cs\nstatic class Start { static void Run() => Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); }")]
    public Task Fires(string statements) => Verify<DuplicateLabel>.FiresAsync(Given + statements);

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", \"a\", \"A\", Environment.MachineName, Environment.MachineName);")]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", \"a\", \"b\").WithLabels(\"x\", \"x\");")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"a\", 1)); c.Add(1, new KeyValuePair<string, object?>(\"a\", 2));")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; c.Add(1, tags); tags.Clear(); tags.Add(\"a\", 2); c.Add(1, tags); tags.RemoveAt(0); tags.Add(\"a\", 3); c.Add(1, tags);")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; tags.Remove(new(\"a\", 1)); tags.Add(\"a\", 2); c.Add(1, tags);")]
    [InlineData("TagList tags = new(); if (any) tags.Add(\"a\", 1); else tags.Add(\"a\", 2); c.Add(1, tags);")]
    [InlineData("TagList tags = new(); if (any) tags.Add(\"a\", 1); if (!any) tags.Add(\"a\", 2); c.Add(1, tags);")]
    [InlineData("TagList tags = new(); switch (any) { case true: tags.Add(\"a\", 1); break; default: tags.Add(\"a\", 2); break; } c.Add(1, tags);")]
    [InlineData("TagList tags = new(); if (any) { tags.Add(\"a\", 1); c.Add(1, tags); return; } tags.Add(\"a\", 2); c.Add(1, tags);")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"1\", [\"a\"] = \"2\" });")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }).CreateCounter(\"c\", \"H.\", [\"b\"]); Metrics.CreateCounter(\"d\", \"H.\", \"a\");")]
    [InlineData("var factory = any ? Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }) : Metrics.DefaultFactory; factory.CreateCounter(\"c\", \"H.\", [\"a\"]);")]
    [InlineData("Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); Metrics.CreateCounter(\"c\", \"H.\", \"b\", \"A\"); Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()).CreateCounter(\"d\", \"H.\", [\"a\"]); c.Add(1, new KeyValuePair<string, object?>(\"a\", 1));")]
    [InlineData("var one = Metrics.NewCustomRegistry(); var other = Metrics.NewCustomRegistry(); one.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); Metrics.WithCustomRegistry(other).CreateCounter(\"c\", \"H.\", [\"a\"]); Metrics.CreateCounter(\"d\", \"H.\", \"a\");")]
    [InlineData("static void Set(Dictionary<string, string> labels) => Metrics.DefaultRegistry.SetStaticLabels(labels); Metrics.CreateCounter(\"c\", \"H.\", \"a\");")]
    [InlineData("var tags = new KeyValuePair<string, object?>[] { new(\"a\", 1), new(\"b\", 1) }; tags[0] = new(\"a\", 2); if (any) tags[0] = new(\"a\", 3); c.Add(1, tags);")]
    [InlineData("var (tags, i) = (new KeyValuePair<string, object?>[1], 0); tags[i] = new(\"a\", 1); if (any) tags[i] = new(\"a\", 2); c.Add(1, tags);")]
    [InlineData("new Activity(\"a\").SetTag(\"a\", 1).SetTag(\"a\", 2);")]
    // Those of a meter and of an instrument are attributes of the scope, and no labels of the measurement.
    [InlineData("new Meter(\"m\", \"1\", [new(\"a\", 1)]).CreateCounter<int>(\"d\", null, null, [new(\"a\", 1)]).Add(1, new KeyValuePair<string, object?>(\"a\", 2));")]
    [InlineData("var tags = new Dictionary<string, object?> { [\"a\"] = 1 }; tags[\"a\"] = 2; c.Add(1, tags.ToArray());")]
    [InlineData("var tags = new Dictionary<string, object?> { [\"a\"] = 1 }; if (any) tags[\"a\"] = 2; c.Add(1, tags.ToArray());")]
    [InlineData("var tags = new Dictionary<string, object?> { [\"a\"] = 1 }; tags.TryAdd(\"a\", 2); tags.TryAdd(\"b\", 1); tags.TryAdd(\"b\", 2); c.Add(1, [.. tags]);")]
    public Task Quiet(string statements) => Verify<DuplicateLabel>.QuietAsync(Given + statements);

    [Fact]
    public Task Says_what_happens() => Verify<DuplicateLabel>.SaysAsync("""Metrics.CreateCounter("c", "H.", "a", [|"a"|]);""", "Label 'a' is given twice: prometheus-net throws an InvalidOperationException. Drop one of the two, or rename it.");

    [Fact]
    public void At_run_time_prometheus_net_throws()
        => Assert.Throws<InvalidOperationException>(() => Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry()).CreateCounter("x_total", "X.", "a", "a"));

    [Fact]
    public void At_run_time_prometheus_net_throws_on_the_label_of_a_factory_too()
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry()).WithLabels(new Dictionary<string, string> { ["a"] = "1" });
        Assert.Throws<InvalidOperationException>(() => factory.CreateCounter("x_total", "X.", ["b", "a"]));
        factory.CreateCounter("y_total", "Y.", ["b"]).WithLabels("2").Inc();
    }

    [Fact]
    public void At_run_time_prometheus_net_throws_on_the_label_of_a_registry_too()
    {
        var labels = new Dictionary<string, string> { ["a"] = "1" };
        var registry = Prometheus.Metrics.NewCustomRegistry();
        registry.SetStaticLabels(labels);
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        Assert.Throws<InvalidOperationException>(() => factory.CreateCounter("x_total", "X.", "a"));
        factory.CreateCounter("y_total", "Y.", "b").WithLabels("2").Inc();
        // The other way round the labels of the registry come too late.
        var late = Prometheus.Metrics.NewCustomRegistry();
        Prometheus.Metrics.WithCustomRegistry(late).CreateCounter("x_total", "X.", "a");
        Assert.Throws<InvalidOperationException>(() => late.SetStaticLabels(labels));
    }

    /// <summary>Of a factory that repeats a label no metric can be made, in whichever order the two were given.</summary>
    [Fact]
    public void At_run_time_prometheus_net_throws_on_a_label_of_factory_and_registry_with_the_first_metric()
    {
        var labels = new Dictionary<string, string> { ["a"] = "1" };
        var (before, after) = (Prometheus.Metrics.NewCustomRegistry(), Prometheus.Metrics.NewCustomRegistry());
        before.SetStaticLabels(labels);
        var factory = Prometheus.Metrics.WithCustomRegistry(before).WithLabels(labels);
        Assert.Throws<InvalidOperationException>(() => factory.CreateCounter("x_total", "X."));
        Assert.Throws<InvalidOperationException>(() => factory.CreateCounter("y_total", "Y.", ["b"]));
        var late = Prometheus.Metrics.WithCustomRegistry(after).WithLabels(labels);
        after.SetStaticLabels(labels);
        Assert.Throws<InvalidOperationException>(() => late.CreateCounter("x_total", "X."));
        var twice = Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry()).WithLabels(labels).WithLabels(labels);
        Assert.Throws<InvalidOperationException>(() => twice.CreateCounter("x_total", "X."));
    }

    [Theory]
    [InlineData("Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); Metrics.WithLabels(new Dictionary<string, string> { { \"b\", \"1\" }, { [|\"a\"|], \"2\" } }).CreateCounter(\"c\", \"H.\");")]
    [InlineData("var factory = Metrics.DefaultFactory.WithLabels(new Dictionary<string, string> { [[|\"a\"|]] = \"2\" }); Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); factory.CreateGauge(\"g\", \"H.\");")]
    [InlineData("var registry = Metrics.NewCustomRegistry(); registry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); var labels = new Dictionary<string, string> { [[|\"a\"|]] = \"2\" }; var factory = Metrics.WithCustomRegistry(registry).WithLabels(labels); factory.CreateCounter(\"c\", \"H.\");")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }).WithManagedLifetime(TimeSpan.Zero).WithLabels(new Dictionary<string, string> { [[|\"a\"|]] = \"2\" }).CreateCounter(\"c\", \"H.\", [\"b\"]);")]
    [InlineData("var first = Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); var second = first.WithLabels(new Dictionary<string, string> { [[|\"a\"|]] = \"2\", [\"b\"] = \"3\" }); second.CreateCounter(\"c\", \"H.\");")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [[|Names.A|]] = \"2\" }).CreateCounter(\"c\", \"H.\");\n=== Start.cs\nstatic class Start { static void Run() => Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [Names.A] = \"1\" }); }\n=== Names.cs\nstatic class Names { public const string A = \"a\"; }")]
    public Task Fires_on_a_factory_that_repeats_a_label(string statements) => Verify<DuplicateLabel>.OffersNoFixAsync(Given + statements);

    [Theory]
    [InlineData("Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); Metrics.WithLabels(new Dictionary<string, string> { [\"b\"] = \"2\", [\"A\"] = \"3\" }).CreateCounter(\"c\", \"H.\");")]
    [InlineData("Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()).WithLabels(new Dictionary<string, string> { [\"a\"] = \"2\" }).CreateCounter(\"c\", \"H.\");")]
    [InlineData("static void Set(ICollectorRegistry registry) => registry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"2\" }).CreateCounter(\"c\", \"H.\");")]
    [InlineData("static void Make(IMetricFactory given) => given.WithLabels(new Dictionary<string, string> { [\"a\"] = \"2\" }).CreateCounter(\"c\", \"H.\"); Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" });")]
    [InlineData("var labels = new Dictionary<string, string>(); if (any) labels.Add(\"a\", \"2\"); Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); Metrics.WithLabels(labels).CreateCounter(\"c\", \"H.\");")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }).CreateCounter(\"c\", \"H.\"); Metrics.WithLabels(new Dictionary<string, string> { [\"a\"] = \"2\" }).CreateCounter(\"d\", \"H.\");")]
    public Task Quiet_on_a_factory_of_other_labels(string statements) => Verify<DuplicateLabel>.QuietAsync(Given + statements);

    [Fact]
    public Task Offers_no_fix_for_the_label_of_a_registry() => Verify<DuplicateLabel>.OffersNoFixAsync(
        "Metrics.DefaultRegistry.SetStaticLabels(new Dictionary<string, string> { [\"a\"] = \"1\" }); Metrics.CreateCounter(\"c\", \"H.\", [|\"a\"|]).WithLabels(\"x\").Inc();");

    [Fact]
    public async Task At_run_time_OpenTelemetry_exports_both_and_Prometheus_sees_them_joined()
    {
        Assert.Equal(["1 [a=1, a=2]"], Exported.By(counter => counter.Add(1, new KeyValuePair<string, object?>("a", 1), new("a", 2))));
        Assert.Equal(["1 [a=2]"], Exported.By(counter => counter.Add(1, new KeyValuePair<string, object?>("a", 2)), new KeyValuePair<string, object?>("a", 1)));
        Assert.Equal(["1 [a=1, a=1]"], Exported.By(counter => counter.Add(1, new TagList { { "a", 1 }, { "a", 1 } })));
        Assert.Contains("a=\"1;2\"", await Exported.AsPrometheusAsync(counter => counter.Add(1, new KeyValuePair<string, object?>("a", 1), new("a", 2))), StringComparison.Ordinal);
    }

    private const string Requests = "using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Http.Features;\nstatic class Use { static async Task Do(HttpContext context, IHttpMetricsTagsFeature feature, IHttpMetricsTagsFeature other, System.Net.Http.Metrics.HttpMetricsEnrichmentContext call, bool any, Func<Task> next) { ";

    /// <summary>All calls for one request give one measurement.</summary>
    [Theory]
    [InlineData("feature.Tags.Add(new(\"a\", 1)); await next(); feature.Tags.Add(new([|\"a\"|], 2));")]
    [InlineData("var tags = feature.Tags; tags.Add(new(\"a\", 1)); tags.Add(new(\"b\", 1)); if (any) tags.Add(new([|\"a\"|], 2));")]
    [InlineData("var found = context.Features.Get<IHttpMetricsTagsFeature>(); found?.Tags.Add(new(\"a\", 1)); found?.Tags.Add(new([|\"a\"|], 1));")]
    [InlineData("call.AddCustomTag(\"a\", 1); call.AddCustomTag(\"b\", 1); call.AddCustomTag([|\"a\"|], 2);")]
    public Task Fires_on_a_request_that_is_given_one_twice(string statements) => Verify<DuplicateLabel>.FiresAsync(Requests + statements + " } }");

    [Theory]
    [InlineData("feature.Tags.Add(new(\"a\", 1)); other.Tags.Add(new(\"a\", 2)); call.AddCustomTag(\"a\", 1);")]
    [InlineData("if (any) feature.Tags.Add(new(\"a\", 1)); else feature.Tags.Add(new(\"a\", 2));")]
    [InlineData("if (any) { feature.Tags.Add(new(\"a\", 1)); return; } feature.Tags.Add(new(\"a\", 2));")]
    [InlineData("if (any) feature.Tags.Add(new(\"a\", 1)); if (!any) feature.Tags.Add(new(\"a\", 2));")]
    [InlineData("try { await next(); feature.Tags.Add(new(\"a\", 1)); } catch { feature.Tags.Add(new(\"a\", 2)); throw; }")]
    [InlineData("switch (any) { case true: feature.Tags.Add(new(\"a\", 1)); break; default: feature.Tags.Add(new(\"a\", 2)); break; }")]
    [InlineData("feature.Tags.Add(new(\"a\", 1)); feature.Tags.Clear(); feature.Tags.Add(new(\"a\", 2)); feature = other; feature.Tags.Add(new(\"a\", 3));")]
    [InlineData("void One() => call.AddCustomTag(\"a\", 1); void Other() { call.AddCustomTag(\"a\", 2); }")]
    [InlineData("Action one = () => { call.AddCustomTag(\"a\", 1); }; call.AddCustomTag(\"a\", 2);")]
    [InlineData("var tags = new List<KeyValuePair<string, object?>>(); tags.Add(new(\"a\", 1)); tags.Add(new(\"a\", 2));")]
    public Task Quiet_on_other_requests_and_in_branches(string statements) => Verify<DuplicateLabel>.QuietAsync(Requests + statements + " } }");
}
