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
    [InlineData("""meter.CreateCounter<long>("shop.sent", [|"ea"|]); meter.CreateCounter<long>("shop.got", [|"each"|]);""")]
    [InlineData("""meter.CreateGauge<int>("shop.videos", [|"Video"|]); meter.CreateGauge<int>("shop.readers", [|"Subscription"|]);""")]
    [InlineData("""meter.CreateCounter<long>(Console.KeyAvailable ? "shop.sent" : "shop.lost", [|"mails"|]);""")]
    public Task Fires(string code) => Verify<InvalidUnit>.FiresAsync(code);

    [Theory]
    [InlineData("""void Do(bool old) => meter.CreateCounter<long>("shop.sent", old ? null : [|"bytes"|]);""")]
    [InlineData("""void Do(bool old) => meter.CreateCounter<long>("shop.sent", old ? [|"entries"|] : [|"bytes"|]);""")]
    [InlineData("""void Do(string? given) => meter.CreateCounter<long>("shop.sent", given ?? [|"bytes"|]);""")]
    [InlineData("""void Do(int kind) => meter.CreateCounter<long>("shop.sent", kind switch { 0 => [|"bytes"|], 1 => "s", _ => null });""")]
    [InlineData("""const string Size = "bytes"; void Do(bool old) => meter.CreateCounter<long>("shop.sent", old ? null : [|Size|]);""")]
    [InlineData("""void Do(bool old) { var unit = old ? null : "bytes"; meter.CreateCounter<long>("shop.sent", [|unit|]); meter.CreateCounter<long>("shop.got", [|unit|]); }""")]
    [InlineData("static class Shop { static readonly string Unit = Environment.ProcessorCount > 4 ? \"bytes\" : \"s\"; static void Do() => meter.CreateCounter<long>(\"shop.sent\", [|Unit|]); }")]
    [InlineData("static class Shop { static string? Unit(bool old) => old ? null : \"bytes\"; static string Always() => \"orders\"; static void Do() { meter.CreateCounter<long>(\"shop.sent\", [|Unit(true)|]); meter.CreateCounter<long>(\"shop.got\", [|Always()|]); } }")]
    [InlineData("static Counter<int> Make(string name, bool old, string unit) => meter.CreateCounter<int>(name, old ? null : unit);\nstatic readonly Counter<int> C = Make(\"shop.orders\", true, [|\"orders\"|]), D = Make(\"shop.rows\", true, DateTime.Now.Hour > 3 ? \"s\" : [|\"rows\"|]);")]
    [InlineData("static Counter<int> Make(string name, bool old) => meter.CreateCounter<int>(name, old ? null : [|\"orders\"|]);\nstatic readonly Counter<int> C = Make(\"shop.orders\", true);")]
    // The name is no parameter, and the unit is one.
    [InlineData("static class Shop { static Histogram<double> Make(string unit) => meter.CreateHistogram<double>(\"shop.run\", unit); static readonly Histogram<double> H = Make([|\"seconds\"|]); }")]
    [InlineData("""void Do(Func<int, string> names, bool old) { Add(1, [|"bytes"|]); Add(2, old ? null : [|"rows"|]); Add(3); Add(4, "By"); void Add(int probe, string? unit = null) { meter.CreateCounter<long>(names(probe), unit); meter.CreateCounter<long>(names(-probe), unit); } }""")]
    public Task Fires_on_each_unit_that_is_chosen(string code) => Verify<InvalidUnit>.FiresAsync(code);

    [Theory]
    [InlineData("""void Do(bool old) { var unit = "bytes"; if (old) unit = "By"; meter.CreateCounter<long>("shop.sent", unit); }""")]
    [InlineData("""void Do(string? given) => meter.CreateCounter<long>("shop.sent", string.IsNullOrEmpty(given) ? "s" : given);""")]
    [InlineData("class Shop { protected virtual string Unit() => \"bytes\"; static string Rest(int i) => i > 0 ? Rest(i - 1) : \"s\"; void Do() { meter.CreateCounter<long>(\"shop.sent\", Unit()); meter.CreateCounter<long>(\"shop.got\", Rest(3)); } }")]
    [InlineData("static class Shop { static Histogram<double> Make(string unit) { unit = unit == \"seconds\" ? \"s\" : unit; return meter.CreateHistogram<double>(\"shop.run\", unit); } static readonly Histogram<double> H = Make(\"seconds\"); }")]
    [InlineData("static class Shop { static Histogram<double> Make(string unit) => meter.CreateHistogram<double>(\"shop.run\", unit == \"seconds\" ? \"s\" : \"By\"); static readonly Histogram<double> H = Make(\"seconds\"); }")]
    [InlineData("static class Shop { static Histogram<double> Make(string unit) => meter.CreateHistogram<double>(\"shop.run\", unit switch { \"seconds\" => \"s\", _ => unit }); static readonly Histogram<double> H = Make(\"seconds\"); }")]
    [InlineData("static class Shop { static string Code(string word) => word == \"seconds\" ? \"s\" : word; static Histogram<double> Make(string unit) => meter.CreateHistogram<double>(\"shop.run\", Code(unit)); static readonly Histogram<double> H = Make(\"seconds\"), I = meter.CreateHistogram<double>(\"shop.walk\", Code(\"seconds\")); }")]
    [InlineData("static Histogram<double> Make(string name, string unit) => meter.CreateHistogram<double>(name, unit == \"seconds\" ? \"s\" : unit);\nstatic readonly Histogram<double> H = Make(\"shop.run\", \"seconds\");")]
    public Task Quiet_on_what_becomes_another_unit(string code) => Verify<InvalidUnit>.QuietAsync(code);

    [Theory]
    [InlineData("""void Do(bool old) => meter.CreateCounter<long>("shop.sent", old ? [|"entries"|] : [|"bytes"|]);""", """void Do(bool old) => meter.CreateCounter<long>("shop.sent", old ? "{entry}" : "By");""")]
    [InlineData("""void Do(bool old) { var unit = old ? null : "bytes"; meter.CreateCounter<long>("shop.sent", [|unit|]); }""", """void Do(bool old) { var unit = old ? null : "By"; meter.CreateCounter<long>("shop.sent", unit); }""")]
    [InlineData("""void Do() { Add(1, [|"bytes"|]); void Add(int probe, string? unit) => meter.CreateCounter<long>(Environment.MachineName, unit); }""", """void Do() { Add(1, "By"); void Add(int probe, string? unit) => meter.CreateCounter<long>(Environment.MachineName, unit); }""")]
    [InlineData("""meter.CreateGauge<int>("shop.videos", [|"Video"|]);""", """meter.CreateGauge<int>("shop.videos", "{video}");""")]
    public Task Fixes_the_unit_that_is_chosen(string code, string fixedCode) => Verify<InvalidUnit>.FixesAsync(code, fixedCode);

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
    [InlineData("Ohm"), InlineData("Torr2"), InlineData("KWh"), InlineData("aVideo")]
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
    [InlineData("var old = body.Length > 3; var h = meter.CreateHistogram<double>(\"load.duration\", old ? null : [|\"seconds\"|]); h.Record(w.ElapsedMilliseconds);")]
    public Task Offers_no_code_that_is_not_recorded(string code) => Verify<InvalidUnit>.OffersNoFixAsync($"static void Use(Stopwatch w, byte[] body) {{ {code} }}");

    [Fact]
    public Task Offers_no_fix_for_what_it_does_not_know() => Verify<InvalidUnit>.OffersNoFixAsync("""meter.CreateGauge<long>("shop.price", [|"\u20AC"|]);""");
}
