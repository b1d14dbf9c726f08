using System.Collections;
using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Reliability;

/// <summary>Whatever a program gives to its own instruments: no exception of the bridge reaches it, and the others' metrics go on.</summary>
public class HostileProgramTests
{
    private static readonly object[] Itself = new object[1];

    private static readonly object?[] Values =
    [
        null, "", "\ud800", new string('x', 100_000), Itself, new Throwing(), new Endless(), new object?[] { null, Itself }, new object[] { new Throwing() }, new[,] { { 1, 2 } }, Array.Empty<int>(), double.NaN, (nint)1, new Exception("x"),
    ];

    static HostileProgramTests() => Itself[0] = Itself;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Values.Length)];

    [Theory, MemberData(nameof(Numbers))]
    public async Task Values_of_tags_may_be_anything(int number)
    {
        var value = Values[number];
        var tag = new KeyValuePair<string, object?>("kind", value);
        using var shop = new Shop();
        using var meter = new Meter(shop.Name, null, [tag, new(null!, value)]);
        meter.CreateCounter<long>("shop.orders", null, null, [tag, new(null!, value)]).Add(1, tag, new(null!, value), new("kind", value));
        meter.CreateHistogram<double>("shop.sizes", null, null, [new(null!, null)]).Record(1, tag, tag);
        meter.CreateObservableGauge("shop.level", () => new Measurement<int>(1, tag, new(null!, value)), null, null, [new(null!, value)]);
        Assert.Contains(await shop.SamplesAsync(), line => line.StartsWith("shop_orders_total", StringComparison.Ordinal) && line.EndsWith(" 1", StringComparison.Ordinal));
        Assert.Contains(await shop.SamplesAsync(), line => line.StartsWith("shop_level", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("\0", "\0", "\0")]
    [InlineData("\ud800", "\ud800", "\ud800")]
    [InlineData("{", "}{", "\r\n#")]
    public void Names_units_and_descriptions_may_be_anything(string name, string unit, string description)
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<long>(name, unit, description).Add(1);
        shop.Meter.CreateUpDownCounter<double>(name, unit, description).Add(1);
        shop.Meter.CreateHistogram<byte>(name + "h", unit, description).Record(1);
        shop.Meter.CreateObservableCounter(name + "o", () => 1, unit, description);
        shop.Meter.Dispose();
    }

    private sealed class Throwing
    {
        public override string ToString() => throw new InvalidOperationException("no");

        public override bool Equals(object? obj) => throw new InvalidOperationException("no");

        public override int GetHashCode() => throw new InvalidOperationException("no");
    }

    private sealed class Endless : IEnumerable
    {
        public IEnumerator GetEnumerator()
        {
            while (true) yield return 1;
        }
    }
}
