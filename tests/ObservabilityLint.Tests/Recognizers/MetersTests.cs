using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text;

namespace ObservabilityLint.Tests.Recognizers;

public class MetersTests
{
    [Theory]
    [InlineData("""meter.CreateCounter<long>("shop.orders");""", """Counter "shop.orders" of long""")]
    [InlineData("""meter.CreateCounter<int>(description: "Orders.", name: "shop.orders", unit: "{order}");""", """Counter "shop.orders" of int unit="{order}" help="Orders." """)]
    [InlineData("""meter.CreateCounter<int>("shop.orders", "{order}", "Orders.", [new("region", "eu")]);""", """Counter "shop.orders" of int unit="{order}" help="Orders." """)]
    [InlineData("""meter.CreateUpDownCounter<short>("shop.open", null);""", """UpDownCounter "shop.open" of short unit="" """)]
    [InlineData("""meter.CreateGauge<double>("shop.level");""", """Gauge "shop.level" of double""")]
    [InlineData("""meter.CreateHistogram<double>("shop.duration", "s");""", """Histogram "shop.duration" of double unit="s" """)]
    [InlineData("""meter.CreateHistogram("shop.duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });""", """Histogram "shop.duration" of double unit="s" buckets=[0.1, 1]""")]
    [InlineData("""meter.CreateHistogram<float>("shop.duration", advice: new() { HistogramBucketBoundaries = [0.1f] });""", """Histogram "shop.duration" of float buckets=[0.1f]""")]
    [InlineData("""meter.CreateObservableCounter("shop.orders", () => 1L);""", """Counter "shop.orders" of long observable""")]
    [InlineData("""meter.CreateObservableUpDownCounter("shop.open", () => new Measurement<int>(1), "{order}");""", """UpDownCounter "shop.open" of int unit="{order}" observable""")]
    [InlineData("""meter.CreateObservableGauge("shop.level", () => new[] { new Measurement<double>(1) }.AsEnumerable(), description: "Level.");""", """Gauge "shop.level" of double help="Level." observable""")]
    [InlineData("""meter.CreateObservableGauge("shop.level", observeValue: Read); static double Read() => 1;""", """Gauge "shop.level" of double observable""")]
    public async Task Reads_every_kind(string code, string expected)
    {
        var line = Assert.Single((await Declared.LinesAsync(code)).Split('\n'));
        Assert.EndsWith(" scope=\"Shop.Test\"" + (expected.EndsWith(" observable", StringComparison.Ordinal) ? " observable" : ""), line, StringComparison.Ordinal);
        Assert.Equal(expected.Trim(), line.Replace(" scope=\"Shop.Test\"", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""new Meter("Shop").CreateCounter<int>("n");""", "\"Shop\"")]
    [InlineData("""new Meter("Shop", "1.0").CreateCounter<int>("n");""", "\"Shop\"")]
    [InlineData("""new Meter(version: "1.0", name: "Shop", tags: null, scope: null).CreateCounter<int>("n");""", "\"Shop\"")]
    [InlineData("""new Meter(new MeterOptions("Shop") { Version = "1.0" }).CreateCounter<int>("n");""", "\"Shop\"")]
    [InlineData("""Meter m = new(new MeterOptions("Other") { Name = "Shop" }); m.CreateCounter<int>("n");""", "\"Shop\"")]
    [InlineData("""var options = new MeterOptions("Shop"); using Meter m = new(options); m.CreateCounter<int>("n");""", "\"Shop\"")]
    [InlineData("""const string Name = "Shop"; var m = new Meter(Name + ".Web"); var same = m; same.CreateCounter<int>("n");""", "\"Shop.Web\"")]
    [InlineData("""var m = new Meter(typeof(string).FullName!); m.CreateCounter<int>("n");""", "m")]
    [InlineData("""var m = new Meter("Shop"); m = new Meter("Other"); m.CreateCounter<int>("n");""", "m")]
    [InlineData("class Shop(IMeterFactory factory) { readonly Meter _m = factory.Create(\"Shop\"); public void Add() => _m.CreateCounter<int>(\"n\"); }", "\"Shop\"")]
    [InlineData("class Shop { readonly Meter _m; public Shop(IMeterFactory factory) { _m = factory.Create(\"Shop\"); _m.CreateCounter<int>(\"n\"); } }", "\"Shop\"")]
    [InlineData("class Shop { Meter M { get; } public Shop(IMeterFactory factory) { this.M = factory.Create(new MeterOptions(\"Shop\")); M.CreateCounter<int>(\"n\"); } }", "\"Shop\"")]
    [InlineData("class Shop { public Shop(IMeterFactory factory) => factory.Create(name: \"Shop\", version: \"1\").CreateCounter<int>(\"n\"); }", "\"Shop\"")]
    [InlineData("class Shop { readonly Meter _m; public Shop() => _m = new Meter(\"One\"); public Shop(int x) { _m = new Meter(\"Two\"); _m.CreateCounter<int>(\"n\"); } }", "_m")]
    [InlineData("class Shop { public Meter M = new(\"Shop\"); public void Add() => M.CreateCounter<int>(\"n\"); }", null)]
    [InlineData("class Shop { public static readonly Meter M = new(Names.Meter); }\nclass Use { void Add() => Shop.M.CreateCounter<int>(\"n\"); }\nstatic class Names { public const string Meter = \"Shop\"; }", "\"Shop\"")]
    [InlineData("class Shop { static Meter M => new(\"Shop\"); void Add() => M.CreateCounter<int>(\"n\"); }", "\"Shop\"")]
    [InlineData("class Shop(Meter m) { void Add() => m.CreateCounter<int>(\"n\"); }", "m")]
    [InlineData("class Pool { public Meter Create(string name) => new(name + \"x\"); void Add() => Create(\"Shop\").CreateCounter<int>(\"n\"); }", null)]
    [InlineData("class Mine() : Meter(\"Shop\") { public object C => CreateCounter<int>(\"n\"); }", null, " target=C")]
    public Task Follows_a_meter_to_its_name(string code, string? scope, string end = "")
        => Declared.IsAsync(code, $"Counter \"n\" of int{(scope is null ? "" : " scope=" + scope)}{end}");

    [Theory]
    [InlineData("namespace Mine { class Meter { public object CreateCounter<T>(string name) => name; } class Use { object c = new Meter().CreateCounter<int>(\"n\"); } }")]
    [InlineData("static class Extensions { public static object CreateCounter(this Meter meter, string name, int x) => name; static void Use() => meter.CreateCounter(\"n\", 1); }")]
    public Task Quiet_on_lookalikes(string code) => Declared.IsAsync(code);

    /// <summary>Every public method of the running framework's Meter that makes an instrument is known, with the parameters that it really has.</summary>
    [Fact]
    public async Task Knows_every_method_of_the_framework()
    {
        var methods = typeof(Meter).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => typeof(Instrument).IsAssignableFrom(method.ReturnType)).ToList();
        Assert.True(methods.Count >= 28, $"Only {methods.Count} methods.");
        var code = new StringBuilder("class Calls {\n");
        var expected = new List<string>();
        foreach (var method in methods)
        {
            var n = expected.Count;
            var parameters = method.GetParameters();
            code.AppendLine($"void Call{n}(Meter m) => m.{method.Name}<long>({string.Join(", ", parameters.Select(p => $"{p.Name}: {Value(p, n)}"))});");
            var isObservable = method.Name.Contains("Observable", StringComparison.Ordinal);
            expected.Add(method.Name["Create".Length..].Replace("Observable", "", StringComparison.Ordinal) + $" \"name.{n}\" of long"
                + (Has("unit") ? $" unit=\"u{n}\"" : "") + (Has("description") ? $" help=\"help {n}\"" : "")
                + (Has("advice") ? " buckets=[1]" : "") + " scope=m" + (isObservable ? " observable" : ""));

            bool Has(string name) => parameters.Any(p => p.Name == name);
        }
        await Declared.IsAsync(code.Append('}').ToString(), [.. expected]);
    }

    private static string Value(ParameterInfo parameter, int n) => parameter.Name switch
    {
        "name" => $"\"name.{n}\"",
        "unit" => $"\"u{n}\"",
        "description" => $"\"help {n}\"",
        "advice" => "new InstrumentAdvice<long> { HistogramBucketBoundaries = [1] }",
        "tags" => "null",
        "observeValue" => parameter.ParameterType.GetGenericArguments()[0].IsGenericParameter ? "() => 1L" : "() => new Measurement<long>(1)",
        "observeValues" => "() => new List<Measurement<long>>()",
        var unknown => throw new InvalidOperationException($"A parameter that no recognizer has looked at: {unknown}"),
    };
}
