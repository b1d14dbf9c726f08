using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class InvalidViewTests
{
    private const string Given = "using OpenTelemetry; ";

    [Theory]
    [InlineData("""b.[|AddView|]("shop.*", "orders");""")]
    [InlineData("""b.AddMeter("Shop").[|AddView|](instrumentName: Names.All, name: "orders").AddView("a", "b");""")]
    [InlineData("""b.[|AddView|]("*", new MetricStreamConfiguration { Name = "orders", TagKeys = ["kind"] });""")]
    [InlineData("""var named = new ExplicitBucketHistogramConfiguration { Name = "wait" }; b.[|AddView|]("shop.*.wait", named);""")]
    [InlineData("""void Add(string name) => b.[|AddView|]("shop.*", name);""")]
    [InlineData("""b.[|AddView|]("", "orders"); b.[|AddView|](" ", MetricStreamConfiguration.Drop);""")]
    [InlineData("""b.[|AddView|]("wait", new ExplicitBucketHistogramConfiguration { Boundaries = new double[] { 1, 0.5, 2 } });""")]
    [InlineData("""b.[|AddView|]("wait", new ExplicitBucketHistogramConfiguration { Boundaries = [1, 2, 2] });""")]
    [InlineData("""b.[|AddView|]("wait", new ExplicitBucketHistogramConfiguration { Boundaries = Names.Bounds });""")]
    [InlineData("""var given = new ExplicitBucketHistogramConfiguration(); given.Boundaries = [|new[] { 10.0, 5.0 }|]; b.AddView("wait", given);""")]
    [InlineData("""b.[|AddView|]("wait", new ExplicitBucketHistogramConfiguration { Boundaries = [1, double.NaN] });""")]
    [InlineData("""b.[|AddView|]("wait", new Base2ExponentialBucketHistogramConfiguration { MaxSize = 1 });""")]
    [InlineData("""b.[|AddView|]("wait", new Base2ExponentialBucketHistogramConfiguration { MaxScale = 21 });""")]
    [InlineData("""b.[|AddView|]("wait", new MetricStreamConfiguration { CardinalityLimit = 0 });""")]
    [InlineData("""meter.CreateHistogram<double>("wait", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [|[5, 1]|] });""")]
    [InlineData("""meter.CreateHistogram<int>("wait", advice: new() { HistogramBucketBoundaries = [|new[] { 1, 1 }|] });""")]
    public Task Fires(string code) => Verify<InvalidView>.FiresAsync(In(code));

    [Theory]
    [InlineData("""b.AddView("shop.orders", "orders");""")]
    [InlineData("""b.AddView("shop.order?", "orders");""")]
    [InlineData("""b.AddView("shop.*", new MetricStreamConfiguration { TagKeys = ["kind"] });""")]
    [InlineData("""b.AddView("shop.*", MetricStreamConfiguration.Drop);""")]
    [InlineData("""b.AddView("shop.*", new MetricStreamConfiguration { Name = null });""")]
    [InlineData("""void Add(string selected) => b.AddView(selected, "orders");""")]
    [InlineData("""b.AddView(instrument => instrument.Name == "*" ? new MetricStreamConfiguration { Name = "orders" } : null);""")]
    // The SDK catches what a view's function throws.
    [InlineData("""b.AddView(instrument => new ExplicitBucketHistogramConfiguration { Boundaries = [2, 1] });""")]
    [InlineData("""b.AddView("wait", new ExplicitBucketHistogramConfiguration { Boundaries = [] });""")]
    [InlineData("""b.AddView("wait", new ExplicitBucketHistogramConfiguration { Boundaries = [-1, 0, double.PositiveInfinity] });""")]
    [InlineData("""void Add(double[] given) => b.AddView("wait", new ExplicitBucketHistogramConfiguration { Boundaries = given });""")]
    [InlineData("""void Add(double one) => b.AddView("wait", new ExplicitBucketHistogramConfiguration { Boundaries = [1, one, 2] });""")]
    [InlineData("""b.AddView("wait", new Base2ExponentialBucketHistogramConfiguration { MaxSize = 2, MaxScale = -11 });""")]
    [InlineData("""b.AddView("wait", new MetricStreamConfiguration { CardinalityLimit = 1 });""")]
    [InlineData("""var mine = new Mine { Boundaries = [2, 1], MaxSize = 0 };""")]
    public Task Quiet(string code) => Verify<InvalidView>.QuietAsync(In(code));

    [Theory]
    [InlineData("new double[] { 1, 0.5, 2 }", "new double[] { 0.5, 1, 2 }")]
    [InlineData("[10, 5, 5, 1]", "[1, 5, 10]")]
    [InlineData("new[] { 2.0, 1, 1 }", "new[] { 1, 2.0 }")]
    public Task Fixes_the_order(string before, string after)
        => Verify<InvalidView>.FixesAsync(
            In($"b.[|AddView|](\"wait\", new ExplicitBucketHistogramConfiguration {{ Boundaries = {before} }}); // kept"),
            In($"b.AddView(\"wait\", new ExplicitBucketHistogramConfiguration {{ Boundaries = {after} }}); // kept"));

    [Fact]
    public Task Fixes_lines() => Verify<InvalidView>.FixesAsync(
        In("meter.CreateHistogram<double>(\"wait\", advice: new InstrumentAdvice<double>\n{\n    HistogramBucketBoundaries =\n    [|[\n        5,\n        1,\n        1,\n    ]|],\n});"),
        In("meter.CreateHistogram<double>(\"wait\", advice: new InstrumentAdvice<double>\n{\n    HistogramBucketBoundaries =\n    [\n        1,\n        5,\n    ],\n});"));

    [Theory]
    [InlineData("""b.[|AddView|]("shop.*", "orders");""")]
    [InlineData("""b.[|AddView|]("wait", new ExplicitBucketHistogramConfiguration { Boundaries = [1, double.NaN] });""")]
    [InlineData("""b.[|AddView|]("wait", new ExplicitBucketHistogramConfiguration { Boundaries = [2 /* slow */, 1] });""")]
    [InlineData("""void Add(double one) => b.[|AddView|]("wait", new ExplicitBucketHistogramConfiguration { Boundaries = [2, one, 1] });""")]
    public Task Offers_no_fix(string code) => Verify<InvalidView>.OffersNoFixAsync(In(code));

    [Fact]
    public Task Says_what_is_wrong() => Verify<InvalidView>.SaysAsync(
        In("""b.[|AddView|]("shop.*", "orders");"""),
        "All instruments that match 'shop.*' cannot have the one name 'orders': an ArgumentException is thrown as soon as the program sets this up. Name each instrument in a view of its own.");

    [Fact]
    public Task Says_which_bound() => Verify<InvalidView>.SaysAsync(
        In("""b.[|AddView|]("wait", new ExplicitBucketHistogramConfiguration { Boundaries = [0.5, 2, 1] });"""),
        "The bounds of a histogram ascend, but 1 does not come after 2: an ArgumentException is thrown as soon as the program sets this up. Put the bounds in ascending order, each once.");

    [Fact]
    public void At_run_time_the_SDK_throws()
    {
        static MeterProviderBuilder Builder() => Sdk.CreateMeterProviderBuilder();
        Assert.ThrowsAny<ArgumentException>(() => Builder().AddView("shop.*", "orders").Build());
        Assert.ThrowsAny<ArgumentException>(() => Builder().AddView("shop.*", new MetricStreamConfiguration { Name = "orders" }).Build());
        Assert.ThrowsAny<ArgumentException>(() => Builder().AddView(" ", "orders").Build());
        Assert.ThrowsAny<ArgumentException>(() => new ExplicitBucketHistogramConfiguration { Boundaries = [1, 1] });
        Assert.ThrowsAny<ArgumentException>(() => new ExplicitBucketHistogramConfiguration { Boundaries = [1, double.NaN] });
        Assert.ThrowsAny<ArgumentException>(() => new Base2ExponentialBucketHistogramConfiguration { MaxSize = 1 });
        Assert.ThrowsAny<ArgumentException>(() => new Base2ExponentialBucketHistogramConfiguration { MaxScale = 21 });
        Assert.ThrowsAny<ArgumentException>(() => new MetricStreamConfiguration { CardinalityLimit = 0 });
        Assert.ThrowsAny<ArgumentException>(() => new System.Diagnostics.Metrics.InstrumentAdvice<int> { HistogramBucketBoundaries = [2, 1] });
        using var one = Builder().AddView("shop.order?", "orders").Build();
        using var caught = Builder().AddView(_ => new ExplicitBucketHistogramConfiguration { Boundaries = [2, 1] }).Build();
    }

    private static string In(string code) => $$"""
        {{Given}}
        static class Names { public const string All = "shop.*"; public static readonly double[] Bounds = { 5, 1 }; }
        class Mine { public double[]? Boundaries { get; set; } public int MaxSize { get; set; } }
        class Setup { void Run(MeterProviderBuilder b) {
        {{code}}
        } }
        """;
}
