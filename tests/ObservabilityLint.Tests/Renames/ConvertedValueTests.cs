using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Renames;

/// <summary>How a recorded value is rewritten when the unit of its metric changes.</summary>
public class ConvertedValueTests
{
    [Theory]
    [InlineData("sw.ElapsedMilliseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("(double)sw.ElapsedMilliseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("(int)sw.Elapsed.TotalMilliseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("sw.Elapsed.TotalMilliseconds /* total */", "sw.Elapsed.TotalSeconds /* total */")]
    [InlineData("(DateTime.UtcNow - start).TotalMilliseconds", "(DateTime.UtcNow - start).TotalSeconds")]
    [InlineData("(double)((DateTime.UtcNow - start).TotalMilliseconds)", "(DateTime.UtcNow - start).TotalSeconds")]
    [InlineData("Stopwatch.GetElapsedTime(0).TotalMilliseconds", "Stopwatch.GetElapsedTime(0).TotalSeconds")]
    [InlineData("elapsed", "elapsed / 1000d")]
    [InlineData("-elapsed", "-elapsed / 1000d")]
    [InlineData("Math.Round(sw.Elapsed.TotalMilliseconds)", "Math.Round(sw.Elapsed.TotalMilliseconds) / 1000d")]
    [InlineData("elapsed + 1", "(elapsed + 1) / 1000d")]
    [InlineData("elapsed * 3", "elapsed * 3 / 1000d")]
    [InlineData("(elapsed + 1)", "(elapsed + 1) / 1000d")]
    [InlineData("elapsed > 5 ? elapsed : 5", "(elapsed > 5 ? elapsed : 5) / 1000d")]
    [InlineData("maybe ?? 1", "(maybe ?? 1) / 1000d")]
    [InlineData("(double)exact", "(double)exact / 1000d")]
    [InlineData("seconds * 1000", "seconds")]
    [InlineData("1000.0 * seconds", "seconds")]
    [InlineData("(seconds + 1) * 1000", "seconds + 1")]
    [InlineData("(int)(seconds * 1000)", "seconds")]
    [InlineData("ticks / TimeSpan.TicksPerMillisecond", "ticks / TimeSpan.TicksPerMillisecond / 1000d")]
    [InlineData("Limit", "Limit / 1000d")]
    [InlineData("250", "0.25")]
    [InlineData("-250L", "-0.25")]
    [InlineData("1_500.0", "1.5")]
    [InlineData("5d", "0.005d")]
    [InlineData("3e3", "3.0")]
    [InlineData("2000f", "2.0")]
    [InlineData("0", "0")]
    [InlineData("0x10", "0x10 / 1000d")]
    public Task Converts_what_is_recorded(string before, string after)
    {
        const string given = "const int Limit = 250; static readonly Histogram H = Metrics.CreateHistogram({0}, \"Requests.\");\n"
            + "static void Use(Stopwatch sw, DateTime start, long elapsed, double seconds, double? maybe, decimal exact, long ticks) => H.Observe(";
        return Verify<AbbreviatedUnitInName>.FixesAsync(
            given.Replace("{0}", "[|\"shop_request_ms\"|]") + before + "); // kept",
            given.Replace("{0}", "\"shop_request_seconds\"") + after + "); // kept");
    }

    [Theory]
    [InlineData("us", "value", "value / 1000000d")]
    [InlineData("us", "sw.Elapsed.TotalMicroseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("ns", "sw.Elapsed.TotalNanoseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("mins", "value", "value * 60d")]
    [InlineData("mins", "5", "300")]
    [InlineData("mins", "value + 1", "(value + 1) * 60d")]
    [InlineData("mins", "value / 60.0", "value")]
    [InlineData("mins", "sw.Elapsed.TotalMinutes", "sw.Elapsed.TotalSeconds")]
    [InlineData("hrs", "sw.Elapsed.TotalHours", "sw.Elapsed.TotalSeconds")]
    public Task Converts_other_times(string unit, string before, string after) => Converts($"shop_wait_{unit}", "shop_wait_seconds", before, after);

    [Theory]
    [InlineData("kb", "value / 1024", "value")]
    [InlineData("kb", "value / 1000.0", "value")]
    [InlineData("kb", "value >> 10", "value")]
    [InlineData("kb", "(double)value / 1024", "value")]
    [InlineData("mb", "value / 1024 / 1024", "value")]
    [InlineData("mb", "value / (1024.0 * 1024)", "value")]
    [InlineData("mb", "(value + 1) / 1024 / 1024", "value + 1")]
    [InlineData("mb", "value / 1e6", "value")]
    [InlineData("mb", "512", "512000000")]
    [InlineData("mib", "value", "value * 1048576d")]
    [InlineData("mib", "1.5", "1572864.0")]
    [InlineData("gib", "value / 1073741824", "value")]
    [InlineData("kib", "(double)(exact / 1024)", "(double)(exact / 1024) * 1024d")]
    [InlineData("kib", "(double)exact / 1024", "(double)exact")]
    [InlineData("kib", "value /* in bytes */ / 1024", "value /* in bytes */ / 1024 * 1024d")]
    public Task Converts_sizes(string unit, string before, string after) => Converts($"shop_size_{unit}", "shop_size_bytes", before, after);

    [Theory]
    [InlineData("value * 100", "value")]
    [InlineData("100 - value", "(100 - value) / 100d")]
    [InlineData("value * 100 / total", "value * 100 / total / 100d")]
    [InlineData("12.5", "0.125")]
    public Task Converts_shares(string before, string after) => Converts("shop_load_pct", "shop_load_ratio", before, after);

    private static Task Converts(string oldName, string newName, string before, string after)
    {
        const string given = "static readonly Gauge G = Metrics.CreateGauge({0}, \"A gauge.\");\nstatic void Use(Stopwatch sw, long value, long total, decimal exact) => G.Set(";
        return Verify<AbbreviatedUnitInName>.FixesAsync(
            given.Replace("{0}", $"[|\"{oldName}\"|]") + before + "); // kept",
            given.Replace("{0}", $"\"{newName}\"") + after + "); // kept");
    }
}
