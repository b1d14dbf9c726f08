using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class InvalidUnitTests
{
    [Theory]
    [InlineData("""meter.CreateHistogram<double>("shop.request", [|"seconds"|]);""")]
    [InlineData("""meter.CreateHistogram<double>("shop.request", description: "D.", unit: [|"msec"|]);""")]
    [InlineData("""meter.CreateObservableGauge("shop.memory", () => 1, [|"MB"|]);""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders", [|"orders"|]);""")]
    [InlineData("""const string Unit = "bytes"; meter.CreateCounter<long>("shop.sent", [|Unit|]);""")]
    [InlineData("""meter.CreateCounter<long>("shop.sent", [|$"{"byte"}s"|]);""")]
    [InlineData("""meter.CreateGauge<long>("shop.price", [|"\u20AC"|]);""")]
    [InlineData("""meter.CreateGauge<long>("shop.price", [|"very odd things of the shop"|]);""")]
    [InlineData("""meter.CreateGauge<long>("shop.price", [|"{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}"|]);""")]
    [InlineData("static Counter<int> Make(string name, string unit) => meter.CreateCounter<int>(name, unit);\nstatic readonly Counter<int> C = Make(\"shop.orders\", [|\"orders\"|]);")]
    [InlineData("static Counter<int> Make(string name) => meter.CreateCounter<int>(name, [|\"orders\"|]);\nstatic readonly Counter<int> C = Make(\"shop.orders\");")]
    public Task Fires(string code) => Verify<InvalidUnit>.FiresAsync(code);

    [Theory]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("By")]
    [InlineData("KiBy")]
    [InlineData("1")]
    [InlineData("%")]
    [InlineData("{request}")]
    [InlineData("{request}/s")]
    [InlineData("By/s")]
    [InlineData("m/s2")]
    [InlineData("kW.h")]
    [InlineData("Cel")]
    [InlineData("[degF]")]
    [InlineData("10*6")]
    [InlineData("")]
    [InlineData("widget")]
    [InlineData("USD")]
    public Task Quiet(string unit) => Verify<InvalidUnit>.QuietAsync($"""meter.CreateHistogram<double>("shop.request", "{unit}");""");

    [Theory]
    [InlineData("""var unit = Console.ReadLine(); meter.CreateHistogram<double>("shop.request", unit);""")]
    [InlineData("""meter.CreateHistogram<double>("shop.request", unit: null);""")]
    [InlineData("class Meter2 { public void CreateCounter(string name, string unit) { } }\nclass User { void Use() => new Meter2().CreateCounter(\"shop.orders\", \"orders\"); }")]
    public Task Quiet_on_what_is_not_a_constant_unit(string code) => Verify<InvalidUnit>.QuietAsync(code);

    [Fact]
    public Task Says_what_to_write() => Verify<InvalidUnit>.SaysAsync("""meter.CreateHistogram<double>("shop.request", [|"seconds"|]);""", "Unit 'seconds' is not a UCUM code: dashboards cannot scale it, and an exporter may put it into the metric's name as it stands. Write 's'.");

    [Fact]
    public Task Fixes() => Verify<InvalidUnit>.FixesAsync(
        """meter.CreateHistogram<double>("shop.request", [|"seconds"|]); meter.CreateCounter<long>("shop.orders", unit: [|@"Requests"|], description: "D."); // kept""",
        """meter.CreateHistogram<double>("shop.request", "s"); meter.CreateCounter<long>("shop.orders", unit: @"{request}", description: "D."); // kept""");

    [Fact]
    public Task Fixes_the_constant_in_its_own_file() => Verify<InvalidUnit>.FixesAsync(
        "meter.CreateCounter<long>(\"shop.sent\", [|Units.Size|]); meter.CreateCounter<long>(\"shop.received\", [|Units.Size|]);\n=== Units.cs\nstatic class Units { public const string Size = \"bytes\"; }",
        "meter.CreateCounter<long>(\"shop.sent\", Units.Size); meter.CreateCounter<long>(\"shop.received\", Units.Size);\n=== Units.cs\nstatic class Units { public const string Size = \"By\"; }");

    [Theory]
    [InlineData("var h = meter.CreateHistogram<double>(\"load.duration\", [|\"seconds\"|]); h.Record(w.ElapsedMilliseconds);")]
    [InlineData("var h = meter.CreateHistogram<double>(\"load.duration\", [|\"sec\"|]); h.Record(w.Elapsed.TotalMilliseconds);")]
    [InlineData("var c = meter.CreateCounter<long>(\"load.sent\", [|\"KB\"|]); c.Add(body.Length);")]
    [InlineData("meter.CreateObservableGauge(\"load.duration\", () => w.ElapsedMilliseconds, [|\"seconds\"|]);")]
    [InlineData("const string unit = \"seconds\"; var g = meter.CreateHistogram<double>(\"load.wait\", [|unit|]); var h = meter.CreateHistogram<double>(\"load.duration\", [|unit|]); h.Record(w.ElapsedMilliseconds);")]
    public Task Offers_no_code_that_is_not_recorded(string code) => Verify<InvalidUnit>.OffersNoFixAsync($"static void Use(Stopwatch w, byte[] body) {{ {code} }}");

    [Fact]
    public Task Offers_no_fix_for_what_it_does_not_know() => Verify<InvalidUnit>.OffersNoFixAsync("""meter.CreateGauge<long>("shop.price", [|"\u20AC"|]);""");
}
