using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Diagnostics.Metrics;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

public partial class MetricAttributesTests
{
    private const string Types = "class Orders { }\nenum Kind { A }\nclass Tags { public string? Region { get; set; } [TagName(\"shop.tier\")] public string? Tier { get; set; } public Kind Kind { get; set; } public const string Not = \"\"; }\nclass Mixed { public string? Region { get; set; } public Tags? Inner { get; set; } }\n";

    [Theory]
    [InlineData("""[Counter(Name = "shop.orders")]""", """Counter "shop.orders" of long labels=[]""")]
    [InlineData("""[Counter("kind", "region", Name = "shop.orders", Unit = "{order}")]""", """Counter "shop.orders" of long unit="{order}" labels=["kind","region"]""")]
    [InlineData("""[CounterAttribute<int>("kind")]""", """Counter "Orders" of int labels=["kind"]""")]
    [InlineData("""[Counter(Name = "")]""", """Counter "Orders" of long labels=[]""")]
    [InlineData("""[Histogram(Name = Names.Time, Unit = "s")]""", """Histogram "shop.time" of long unit="s" labels=[]""")]
    [InlineData("""[Histogram<double>(new[] { "kind" })]""", """Histogram "Orders" of double labels=["kind"]""")]
    [InlineData("""[Gauge(typeof(Tags), Name = "shop.level")]""", """Gauge "shop.level" of long labels=["Region","shop.tier","Kind"]""")]
    [InlineData("""[Gauge<double>(typeof(Mixed), Name = "shop.level")]""", """Gauge "shop.level" of double labels=["Region","Region","shop.tier","Kind"]""")]
    [InlineData("""[Microsoft.Extensions.Diagnostics.Metrics.Gauge(Name = "shop.level")]""", """Gauge "shop.level" of long labels=[]""")]
    public Task Reads_every_attribute(string attribute, string expected) => Declared.IsAsync(
        $"#pragma warning disable EXTEXP0003\nusing Microsoft.Extensions.Diagnostics.Metrics;\n{Types}static class Names {{ public const string Time = \"shop.time\"; }}\nstatic class Shop {{ {attribute} public static Orders Make(Meter meter) => new(); }}",
        expected);

    [Theory]
    [InlineData("namespace Mine { class CounterAttribute(string name) : Attribute { public string Name => name; } class Shop { [Counter(\"orders\")] void Make() { } } }")]
    [InlineData("namespace Mine { class HistogramAttribute : Attribute { public string? Name { get; set; } } class Shop { [Histogram(Name = \"orders\")] void Make() { } } }")]
    public Task Quiet_on_lookalikes(string code) => Declared.IsAsync(code);

    [Fact]
    public void Knows_every_attribute_of_the_package() => Assert.Equal(
        ["CounterAttribute", "CounterAttribute`1", "GaugeAttribute", "GaugeAttribute`1", "HistogramAttribute", "HistogramAttribute`1", "TagNameAttribute"],
        typeof(CounterAttribute).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(CounterAttribute).Namespace).Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public Task A_fix_edits_the_attribute() => Verify<MetricNameCasing>.FixesAsync(
        "using Microsoft.Extensions.Diagnostics.Metrics;\nclass Orders { }\nstatic class Shop { [Counter(\"kind\", Name = [|\"shopOrders\"|])] static Orders Make(Meter m) => new(); }",
        "using Microsoft.Extensions.Diagnostics.Metrics;\nclass Orders { }\nstatic class Shop { [Counter(\"kind\", Name = \"shop_orders\")] static Orders Make(Meter m) => new(); }");

    [Fact]
    public Task A_name_that_the_generator_chooses_is_reported_at_the_attribute() => Verify<MetricNameCasing>.OffersNoFixAsync(
        "using Microsoft.Extensions.Diagnostics.Metrics;\nclass ShopOrders { }\nstatic class Shop { [[|Counter(\"kind\")|]] static ShopOrders Make(Meter m) => new(); }");

    /// <summary>Our reading of the attributes, against what the real generator makes of them.</summary>
    [Theory]
    [InlineData("[Counter(\"kind\", \"region\")]")]
    [InlineData("[Counter<int>(\"kind\", Name = \"shop.orders\", Unit = \"{order}\")]")]
    [InlineData("[Counter(Name = \"\")]")]
    [InlineData("[Histogram(Unit = \"s\")]")]
    [InlineData("[Histogram<double>(typeof(Tags), Name = \"shop.time\")]")]
    [InlineData("[Gauge<double>(typeof(Tags))]")]
    public async Task Agrees_with_the_generator(string attribute)
    {
        var source = "#pragma warning disable EXTEXP0003\nusing Microsoft.Extensions.Diagnostics.Metrics;\nnamespace Mine;\n"
            + "public enum Kind { A }\npublic class Tags { public string? Region { get; set; } [TagName(\"shop.tier\")] public string? Tier { get; set; } public Kind Kind { get; set; } public const string Not = \"\"; }\n"
            + $"static partial class Shop {{ {attribute} public static partial ShopOrders Make(Meter meter); }}";
        var compilation = (await TestProject.Create([("Test.cs", source), (Snippet.UsingsFile, Snippet.Usings)]).GetCompilationAsync(TestContext.Current.CancellationToken))!;
        CSharpGeneratorDriver.Create([MetricsGenerator.Create()], parseOptions: Snippet.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics.Concat(generated.GetDiagnostics(TestContext.Current.CancellationToken)), d => d.Severity == DiagnosticSeverity.Error);

        var text = string.Concat(generated.SyntaxTrees.Except(compilation.SyntaxTrees).Select(tree => tree.ToString()));
        var made = Creation().Match(text);
        var unit = made.Groups["unit"].Success ? $" unit=\"{made.Groups["unit"].Value}\"" : "";
        var tags = string.Join(",", Tag().Matches(text).Select(tag => tag.Groups[1].Value));
        var expected = $"{made.Groups["kind"].Value} \"{made.Groups["name"].Value}\" of {made.Groups["type"].Value}{unit} labels=[{tags}]";
        Assert.Equal(expected, Declared.Lines(generated));
        // In an editor the generator may not have run yet.
        Assert.Equal(expected, Declared.Lines(compilation));
    }

    [GeneratedRegex("""_meter\.Create(?<kind>\w+)<(?<type>\w+)>\(@"(?<name>[^"]*)"(, @"(?<unit>[^"]*)")?\)""")]
    private static partial Regex Creation();

    [GeneratedRegex("""KeyValuePair<string, object\?>\(("[^"]*")""")]
    private static partial Regex Tag();
}
