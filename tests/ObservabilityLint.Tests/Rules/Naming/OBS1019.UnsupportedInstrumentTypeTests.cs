using System.Diagnostics.Metrics;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class UnsupportedInstrumentTypeTests
{
    [Theory]
    [InlineData("""meter.CreateCounter<[|uint|]>("x");""")]
    [InlineData("""meter.CreateHistogram<[|ulong|]>("x");""")]
    [InlineData("""meter.CreateUpDownCounter<[|ushort|]>("x");""")]
    [InlineData("""meter.CreateGauge<[|sbyte|]>(unit: "s", name: "x");""")]
    [InlineData("""meter.CreateCounter<[|nint|]>("x");""")]
    [InlineData("""meter.CreateCounter<[|Half|]>("x");""")]
    [InlineData("""meter.CreateCounter<[|System.Int128|]>("x");""")]
    [InlineData("""meter.CreateCounter<[|DayOfWeek|]>("x");""")]
    [InlineData("""meter.CreateCounter<[|decimal|]>("x");""")]
    [InlineData("""meter.CreateCounter<[|TimeSpan|]>("x");""")]
    [InlineData("""meter?.CreateCounter<[|uint|]>("x");""")]
    [InlineData("""meter.CreateObservableGauge<[|uint|]>("x", () => 1);""")]
    [InlineData("""meter.[|CreateObservableGauge|]("x", () => 1u);""")]
    [InlineData("""meter.[|CreateObservableCounter|]("x", () => new Measurement<decimal>(1));""")]
    [InlineData("""Func<object> make = () => { object Local() => meter.CreateCounter<[|uint|]>("x"); return Local(); };""")]
    [InlineData("using Number = System.UInt32;\nclass A(Meter m) { object a = m.CreateCounter<[|Number|]>(\"x\"); }")]
    [InlineData("static Counter<T> Make<T>(string name) where T : struct => meter.CreateCounter<T>(name);\nstatic object A = Make<[|uint|]>(\"x\");")]
    [InlineData("static Counter<uint> Make(string name) => meter.CreateCounter<[|uint|]>(name);\nstatic object A = Make(\"x\"), B = Make(\"y\");")]
    [InlineData("class Named<T>(string name) where T : struct { Counter<T> c = meter.CreateCounter<T>(name); }\nclass U { object a = new Named<[|ulong|]>(\"x\"); }")]
    public Task Fires(string code) => Verify<UnsupportedInstrumentType>.FiresAsync(code);

    [Theory]
    [InlineData("""meter.CreateCounter<byte>("a"); meter.CreateCounter<short>("b"); meter.CreateCounter<int>("c"); meter.CreateCounter<long>("d"); meter.CreateCounter<float>("e"); meter.CreateCounter<double>("f");""")]
    [InlineData("""meter.CreateObservableGauge("x", () => 1); meter.CreateObservableGauge("y", () => new Measurement<double>(1));""")]
    [InlineData("static Counter<T> Make<T>(string name) where T : struct => meter.CreateCounter<T>(name);\nstatic object A = Make<int>(\"x\");")]
    [InlineData("class Named<T>(string name) where T : struct { Counter<T> c = meter.CreateCounter<T>(name); }")]
    [InlineData("""Metrics.CreateCounter("x_total", "X."); var numbers = new List<uint>();""")]
    [InlineData("class Meter2 { public void CreateCounter<T>(string name) { } }\nclass U { void Do(Meter2 m) => m.CreateCounter<uint>(\"x\"); }")]
    public Task Quiet(string code) => Verify<UnsupportedInstrumentType>.QuietAsync(code);

    [Theory]
    [InlineData("""meter.CreateCounter<[|uint|]>("x").Add(1u);""", """meter.CreateCounter<long>("x").Add(1u);""")]
    [InlineData("""meter.[|CreateObservableGauge|]("x", () => 1u);""", """meter.CreateObservableGauge<long>("x", () => 1u);""")]
    [InlineData("""Counter<uint> c = meter.CreateCounter<[|uint|]>("x"), d = meter.CreateCounter<[|uint|]>("y"); c.Add(1);""", null)]
    [InlineData("""var c = meter.CreateCounter<[|uint|]>("x"); uint n = 3; c.Add(n); // kept""", """var c = meter.CreateCounter<long>("x"); uint n = 3; c.Add(n); // kept""")]
    [InlineData(
        "class A { private readonly Counter<ulong> c; public A(Meter m) => c = m.CreateCounter<[|ulong|]>(\"x\"); public void Do(ulong n) { c.Add(n); c.Add(n + 1, new KeyValuePair<string, object?>(\"n\", n)); c.Add(2ul); } }",
        "class A { private readonly Counter<long> c; public A(Meter m) => c = m.CreateCounter<long>(\"x\"); public void Do(ulong n) { c.Add((long)n); c.Add((long)(n + 1), new KeyValuePair<string, object?>(\"n\", n)); c.Add(2); } }")]
    [InlineData(
        "class A(Meter m) { internal Histogram<decimal>? Price { get; } = m.CreateHistogram<[|decimal|]>(\"x\"); }\nclass B { void Do(A a, decimal price) { a.Price?.Record(price); a.Price!.Record(1.5m); a.Price.Record(1); } }",
        "class A(Meter m) { internal Histogram<double>? Price { get; } = m.CreateHistogram<double>(\"x\"); }\nclass B { void Do(A a, decimal price) { a.Price?.Record((double)price); a.Price!.Record(1.5); a.Price.Record(1); } }")]
    [InlineData("class A(Meter m) { readonly Histogram<Half> h = m.CreateHistogram<[|Half|]>(\"x\"); void Do(Half n) => h.Record(n); }", "class A(Meter m) { readonly Histogram<double> h = m.CreateHistogram<double>(\"x\"); void Do(Half n) => h.Record((double)n); }")]
    [InlineData("sealed record A(Meter M) { Counter<ushort> c = M.CreateCounter<[|ushort|]>(\"x\"); ushort n; void Do() { Counter<ushort> d = c; d.Add(n); } }", "sealed record A(Meter M) { Counter<long> c = M.CreateCounter<long>(\"x\"); ushort n; void Do() { Counter<long> d = c; d.Add(n); } }")]
    // The parts of it that are out of reach, or would not compile.
    [InlineData("""meter.CreateCounter<[|DayOfWeek|]>("x"); meter.CreateCounter<[|Int128|]>("y");""", null)]
    [InlineData("""meter.[|CreateObservableCounter|]("x", () => new Measurement<decimal>(1));""", null)]
    [InlineData("interface IShop { Counter<uint> Orders { get; } }\nclass Shop(Meter m) : IShop { public Counter<uint> Orders { get; } = m.CreateCounter<[|uint|]>(\"x\"); }", "interface IShop { Counter<long> Orders { get; } }\nclass Shop(Meter m) : IShop { public Counter<long> Orders { get; } = m.CreateCounter<long>(\"x\"); }")]
    [InlineData("interface IShop { Counter<uint> Orders { get; } }\nclass Shop(Meter m) : IShop { public Counter<uint> Orders { get; } = m.CreateCounter<[|uint|]>(\"x\"); }\nclass Other(Counter<uint> c) : IShop { public Counter<uint> Orders => c; }", null)]
    [InlineData("class A { void Do() => Take(meter.CreateCounter<[|uint|]>(\"x\")); void Take(Counter<uint> c) { } }", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<UnsupportedInstrumentType>.OffersNoFixAsync(before) : Verify<UnsupportedInstrumentType>.FixesAsync(before, after);

    [Fact]
    public Task Fixes_the_field_in_another_file() => Verify<UnsupportedInstrumentType>.FixesAsync(
        """
        partial class A { A(Meter m) { c = m.CreateCounter<[|uint|]>("x"); } }
        === B.cs
        partial class A { readonly Counter<uint> c; void Do(uint n) => c.Add(n); }
        """,
        """
        partial class A { A(Meter m) { c = m.CreateCounter<long>("x"); } }
        === B.cs
        partial class A { readonly Counter<long> c; void Do(uint n) => c.Add(n); }
        """);

    [Fact]
    public Task Says_what_happens() => Verify<UnsupportedInstrumentType>.SaysAsync(
        """meter.CreateCounter<[|uint|]>("x");""", "An instrument cannot record 'uint': creating it throws an InvalidOperationException. Use byte, short, int, long, float or double.");

    [Fact]
    public void At_run_time_the_types_throw_that_are_said_to()
    {
        using var meter = new Meter("Types");
        Action[] refused =
        [
            () => meter.CreateCounter<uint>("x"), () => meter.CreateCounter<ulong>("x"), () => meter.CreateCounter<ushort>("x"), () => meter.CreateCounter<sbyte>("x"),
            () => meter.CreateCounter<nint>("x"), () => meter.CreateCounter<nuint>("x"), () => meter.CreateCounter<Half>("x"), () => meter.CreateCounter<Int128>("x"),
            () => meter.CreateCounter<char>("x"), () => meter.CreateCounter<DayOfWeek>("x"), () => meter.CreateCounter<TimeSpan>("x"), () => meter.CreateObservableGauge("x", () => 1u),
        ];
        Assert.All(refused, create => Assert.Throws<InvalidOperationException>(create));
    }

    [Fact]
    public void At_run_time_OpenTelemetry_exports_the_supported_types_and_no_decimal()
    {
        using var meter = new Meter(nameof(At_run_time_OpenTelemetry_exports_the_supported_types_and_no_decimal));
        Assert.Equal(["byte", "double", "float", "int", "long", "short"], ConflictingInstrumentTests.Streams(meter, () =>
        {
            meter.CreateCounter<decimal>("decimal").Add(1);
            meter.CreateCounter<byte>("byte").Add(1);
            meter.CreateCounter<short>("short").Add(1);
            meter.CreateCounter<int>("int").Add(1);
            meter.CreateCounter<long>("long").Add(1);
            meter.CreateCounter<float>("float").Add(1);
            meter.CreateCounter<double>("double").Add(1);
        }).Order(StringComparer.Ordinal));
    }
}
