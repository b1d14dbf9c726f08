using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>Code as it is while it is being typed: never an exception, and nothing said that is not sure.</summary>
public class BrokenCodeTests
{
    private const string Default = " scope=\"the default registry\"";

    [Theory]
    [InlineData("class A { object c = Metrics.CreateCounter(")]
    [InlineData("class A { object c = Metrics.CreateCounter(); }")]
    [InlineData("class A { object c = Metrics.CreateCounter(\"orders\"); }")]
    [InlineData("class A { object c = Metrics.CreateCounter(name: ); }")]
    [InlineData("class A { object c = Metrics.CreateCounter(1, 2); }")]
    [InlineData("class A { object c = Metrics.CreateCounter(nope: \"orders\", help: \"H.\"); }")]
    [InlineData("class A { object c = Metrics.CreateNothing(\"orders\", \"H.\"); }")]
    [InlineData("class A { object c = meter.CreateCounter<int>(42); }")]
    [InlineData("class A { object c = meter.CreateCounter<int>(null, nope); }")]
    [InlineData("class A { object c = nope.CreateCounter(\"orders\", \"H.\"); }")]
    [InlineData("class A { void M(Nope b) => b.AddView(\"x\", \"y\"); }")]
    [InlineData("class A { void M(MeterProviderBuilder b) => b.AddView(\"x\", i => new ( { Name = \"\" }); }")]
    [InlineData("class A { object c = new EventCounter(; }")]
    [InlineData("class A { EventCounter c = new(\"x\"); }")]
    [InlineData("[Counter(Name = )] class A { }")]
    [InlineData("class A { static readonly string X = \"a\"; static readonly string X = \"b\"; object c = Metrics.CreateCounter(A.X, \"H.\"); }")]
    [InlineData("class A : { A() : base(\"x\" }")]
    [InlineData("class A(string name) : B(name")]
    [InlineData("class A { A(string name) : this( }")]
    public Task Says_nothing_of_calls_that_do_not_bind(string code) => Declared.IsInBrokenCodeAsync(code);

    [Theory]
    [InlineData("class A { const string X = Y; const string Y = X; object c = Metrics.CreateCounter(X, \"H.\"); }", "Dynamic")]
    [InlineData("class A { const string X = X + \"x\"; object c = Metrics.CreateCounter(X, \"H.\"); }", "Dynamic")]
    [InlineData("class A { const string X = Nope.Y; object c = Metrics.CreateCounter(X, \"H.\"); }", "Dynamic")]
    [InlineData("class A { const string X = ; object c = Metrics.CreateCounter(X, \"H.\"); }", "Dynamic")]
    [InlineData("class A { static string X => ; object c = Metrics.CreateCounter(X, \"H.\"); }", "Dynamic")]
    [InlineData("class A { static readonly string X = ; object c = Metrics.CreateCounter(X, \"H.\"); }", "Fixed")]
    public Task Knows_no_name_that_is_not_defined(string code, string name) => Declared.IsInBrokenCodeAsync(code, $"Counter \"{{{name}}}\" help=\"H.\" labels=[]{Default} target=c");

    [Theory]
    [InlineData("static readonly string X = Y, Y = X;", "X", "Fixed")]
    [InlineData("static readonly string X = X + \"a\" + X + X;", "X", null)]
    [InlineData("static string X => Y; static string Y => X;", "X", null)]
    [InlineData("static readonly string X = Y + Y + Y + Y, Y = X + X + X + X;", "X", null)]
    public async Task Comes_to_an_end_in_circles(string members, string name, string? shown)
    {
        var line = await Declared.LinesAsync($"class A {{ {members} object c = Metrics.CreateCounter({name}, \"H.\"); }}");
        Assert.StartsWith(shown is null ? "Counter \"" : $"Counter \"{{{shown}}}\"", line, StringComparison.Ordinal);
        Assert.True(line.Length < 1000, line);
    }

    [Theory]
    [InlineData("static readonly string[] X = Y, Y = X; object c = Metrics.CreateCounter(\"orders\", \"H.\", X);", " target=c")]
    [InlineData("static string[] X => X; object c = Metrics.CreateCounter(\"orders\", \"H.\", X);", " target=c")]
    public Task Comes_to_an_end_in_circles_of_labels(string members, string end) => Declared.IsAsync($"class A {{ {members} }}", "Counter \"orders\" help=\"H.\"" + Default + end);

    [Theory]
    [InlineData("static IMetricFactory F => G; static IMetricFactory G => F; object c = F.CreateCounter(\"orders\", \"H.\");", "Counter \"orders\" help=\"H.\" labels=[] target=c")]
    [InlineData("static readonly Meter M = N, N = M; object c = M.CreateCounter<int>(\"orders\");", "Counter \"orders\" of int scope=N target=c")]
    public Task Comes_to_an_end_in_circles_of_factories(string members, string expected) => Declared.IsAsync($"class A {{ {members} }}", expected);

    [Fact]
    public Task A_null_name_is_no_name() => Declared.IsAsync("Metrics.CreateCounter(null!, \"H.\"); const string? none = null; meter.CreateCounter<int>(none!);");

    [Fact]
    public async Task A_long_sum_does_not_exhaust_the_stack()
    {
        var sum = string.Join(" + ", Enumerable.Range(0, 3000).Select(i => i == 1 ? "Environment.NewLine" : $"\"part{i}\""));
        Assert.StartsWith("Counter \"part0{", await Declared.LinesAsync($"Metrics.CreateCounter({sum}, \"H.\");"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_that_is_defined_twice_is_still_the_library()
    {
        const string copy = "namespace Prometheus { public interface IMetricFactory { object CreateCounter(string name, string help); } }";
        var project = TestProject.Create([("Copy.cs", copy), ("Use.cs", "class A { void M(Prometheus.IMetricFactory f) => f.CreateCounter(\"orders\", \"H.\"); }")]);
        Assert.Equal("Counter \"orders\" help=\"H.\" labels=[] scope=f", Declared.Lines((await project.GetCompilationAsync(TestContext.Current.CancellationToken))!));
    }

    /// <summary>Every rule on every prefix of a program that uses all recognizers.</summary>
    [Fact]
    public async Task No_rule_crashes_on_half_a_program()
    {
        const string program = """
            using Microsoft.Extensions.Diagnostics.Metrics;
            class Shop(string name) : Base($"shop_{name}"), IShop
            {
                const string Prefix = "shop_" + Names.Area; static readonly string[] Labels = { "kind", Prefix };
                readonly Counter _c = Metrics.WithCustomRegistry(R).CreateCounter(Prefix + "ordersMs", $"Help {name}", new CounterConfiguration { LabelNames = [.. Labels, "b"] });
                readonly Meter _m; Shop(IMeterFactory f) : this("x") { _m = f.Create(new MeterOptions("Shop") { Version = "1" }); _m.CreateHistogram<double>("a", advice: new() { HistogramBucketBoundaries = [1] }); }
                [Counter<int>("kind", Name = "shop.orders")] static partial Orders Make(Meter meter);
                void Views(MeterProviderBuilder b) => b.AddView(i => i.Name == "a" ? new MetricStreamConfiguration { Name = "bC" } : null).AddView("a", "b");
                object Event() => new EventCounter("x", this) { DisplayUnits = "ms" };
                Counter Wrap(string part, params string[] labels) => Metrics.CreateCounter(part + "_total", "", labels); void Use() => Wrap("aB", "c");
            }
            """;
        Rule[] rules = [.. typeof(Rule).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Rule))).Select(type => (Rule)Activator.CreateInstance(type)!)];
        for (var length = 0; length < program.Length; length += 23)
        {
            var project = TestProject.Create([("Half.cs", program[..length]), (Snippet.UsingsFile, Snippet.Usings)]);
            Assert.DoesNotContain(await TestProject.DiagnosticsAsync(project, rules), diagnostic => diagnostic.Id == "AD0001");
        }
    }
}
