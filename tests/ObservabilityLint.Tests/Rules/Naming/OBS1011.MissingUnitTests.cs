using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class MissingUnitTests
{
    [Theory]
    [InlineData("""meter.CreateHistogram<double>([|"shop.checkout"|]);""")]
    [InlineData("""meter.CreateHistogram<double>(name: [|"shop.checkout"|], description: "D.");""")]
    [InlineData("""meter.CreateHistogram<double>([|"shop.checkout"|], null, "D.");""")]
    [InlineData("""meter.CreateGauge<double>([|"shop.queue.latency"|]);""")]
    [InlineData("""meter.CreateObservableGauge([|"shop.cacheSize"|], () => 1);""")]
    [InlineData("""meter.CreateCounter<double>([|"shop.idle.time"|], unit: "");""")]
    [InlineData("static Histogram<int> Make(string name, string? unit = null) => meter.CreateHistogram<int>(name, unit);\nstatic readonly Histogram<int> H = Make([|\"shop.checkout\"|]);")]
    public Task Fires(string code) => Verify<MissingUnit>.FiresAsync(code);

    [Theory]
    [InlineData("""meter.CreateHistogram<double>("shop.checkout", "s");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.checkout", "{item}");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.retry.count");""")]
    [InlineData("""meter.CreateHistogram<int>("shop.basket.items");""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders");""")]
    [InlineData("""meter.CreateGauge<long>("shop.queue.depth");""")]
    [InlineData("""meter.CreateGauge<long>("shop.size.small");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.checkout.ms");""")]
    [InlineData("""var unit = Console.ReadLine(); meter.CreateHistogram<double>("shop.checkout", unit);""")]
    [InlineData("""Metrics.CreateHistogram("shop_checkout", "Prometheus has no unit field.");""")]
    [InlineData("static Histogram<int> Make(string name) => meter.CreateHistogram<int>(name);\nstatic readonly Histogram<int> H = Make(\"shop.checkout\");")]
    [InlineData("class Meter2 { public void CreateHistogram(string name) { } }\nclass User { void Use() => new Meter2().CreateHistogram(\"shop.checkout\"); }")]
    public Task Quiet(string code) => Verify<MissingUnit>.QuietAsync(code);

    [Theory]
    [InlineData("sw.Elapsed.TotalSeconds", "s")]
    [InlineData("sw.ElapsedMilliseconds", "ms")]
    [InlineData("(long)sw.Elapsed.TotalMilliseconds", "ms")]
    [InlineData("sw.Elapsed.TotalMinutes", "min")]
    [InlineData("body.Length", "By")]
    [InlineData("stream.Length", "By")]
    [InlineData("span.Length", "By")]
    [InlineData("content.Headers.ContentLength ?? 0", "By")]
    [InlineData("System.Text.Encoding.UTF8.GetByteCount(text)", "By")]
    [InlineData("GC.GetTotalMemory(false)", "By")]
    [InlineData("text.Length", null)]
    [InlineData("sw.ElapsedMilliseconds / 1000.0", "s")]
    [InlineData("sw.ElapsedMilliseconds / 10.0", null)]
    [InlineData("sw.ElapsedTicks", null)]
    [InlineData("sw.Elapsed.Milliseconds", null)]
    public Task Reads_the_unit_from_what_is_recorded(string recorded, string? unit)
    {
        var code = "static readonly Histogram<double> H = meter.CreateHistogram<double>({0});\n"
            + "static void Use(Stopwatch sw, byte[] body, System.IO.Stream stream, ReadOnlySpan<byte> span, string text, System.Net.Http.HttpContent content) { H.Record(" + recorded + "); } // kept";
        var before = code.Replace("{0}", "[|\"shop.checkout\"|]");
        return unit is null ? Verify<MissingUnit>.OffersNoFixAsync(before) : Verify<MissingUnit>.FixesAsync(before, code.Replace("{0}", $"\"shop.checkout\", unit: \"{unit}\""));
    }

    [Theory]
    [InlineData("""var w = Stopwatch.StartNew(); meter.CreateObservableGauge([|"shop.latency"|], () => w.ElapsedMilliseconds);""", """var w = Stopwatch.StartNew(); meter.CreateObservableGauge("shop.latency", () => w.ElapsedMilliseconds, unit: "ms");""")]
    [InlineData("""var h = meter.CreateHistogram<double>([|"shop.bytes.read"|]);""", """var h = meter.CreateHistogram<double>("shop.bytes.read", unit: "By");""")]
    [InlineData("""var h = meter.CreateHistogram<double>([|"shop.bytes.read"|], null, "D.");""", """var h = meter.CreateHistogram<double>("shop.bytes.read", "By", "D.");""")]
    [InlineData("""var h = meter.CreateHistogram<double>([|"shop.checkout"|]); var t = TimeSpan.FromDays(1); var s = t.TotalSeconds; h.Record(s); h.Record(1);""", """var h = meter.CreateHistogram<double>("shop.checkout", unit: "s"); var t = TimeSpan.FromDays(1); var s = t.TotalSeconds; h.Record(s); h.Record(1);""")]
    public Task Fixes(string before, string after) => Verify<MissingUnit>.FixesAsync(before, after);

    [Theory]
    [InlineData("""var h = meter.CreateHistogram<double>([|"shop.checkout"|]); h.Record(1);""")]
    [InlineData("""var h = meter.CreateHistogram<double>([|"shop.checkout"|]); var t = TimeSpan.FromDays(1); h.Record(t.TotalSeconds); h.Record(t.TotalMilliseconds);""")]
    [InlineData("""var h = meter.CreateHistogram<double>([|"shop.bytes.seconds.read"|]);""")]
    [InlineData("""var h = meter.CreateHistogram<double>([|"shop.seconds.waited"|]); var w = Stopwatch.StartNew(); h.Record(w.ElapsedMilliseconds);""")]
    [InlineData("""var w = Stopwatch.StartNew(); meter.CreateObservableGauge([|"shop.seconds.latency"|], () => w.ElapsedMilliseconds);""")]
    public Task Offers_no_fix_where_nothing_tells(string code) => Verify<MissingUnit>.OffersNoFixAsync(code);
}
