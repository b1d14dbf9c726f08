using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class UnitsTests
{
    [Theory]
    [InlineData("seconds", "seconds", 1.0, "s")]
    [InlineData("milliseconds", "seconds", 1e-3, "ms")]
    [InlineData("minutes", "seconds", 60.0, "min")]
    [InlineData("weeks", "seconds", 604800.0, "wk")]
    [InlineData("months", "seconds", null, "mo")]
    [InlineData("kilobytes", "bytes", 1e3, "kBy")]
    [InlineData("kibibytes", "bytes", 1024.0, "KiBy")]
    [InlineData("bits", "bytes", 0.125, "bit")]
    [InlineData("megabits", "bytes", 125000.0, "Mbit")]
    [InlineData("percent", "ratio", 0.01, "%")]
    [InlineData("fahrenheit", "celsius", null, "[degF]")]
    [InlineData("milligrams", "grams", 1e-3, "mg")]
    [InlineData("miles", "meters", 1609.344, "[mi_i]")]
    [InlineData("ms", "seconds", 1e-3, "ms")]
    [InlineData("gib", "bytes", 1073741824.0, "GiBy")]
    [InlineData("m", "seconds", null, null)]
    public void Knows(string word, string baseUnit, double? factor, string? ucum)
    {
        var unit = Units.Find(word)!;
        Assert.Equal((baseUnit, factor, ucum), (unit.Base, unit.Factor, unit.Ucum));
    }

    [Theory, InlineData("orders"), InlineData("min"), InlineData("max"), InlineData("5m"), InlineData("Seconds"), InlineData("second"), InlineData("")]
    public void Is_no_unit(string word) => Assert.Null(Units.Find(word));

    [Theory, InlineData("kb", 1024.0), InlineData("megabytes", 1048576.0), InlineData("kib", null), InlineData("bytes", null), InlineData("kilometers", null), InlineData("megabits", null)]
    public void Some_sizes_have_two_meanings(string word, double? binary) => Assert.Equal(binary, Units.Find(word)!.BinaryFactor);

    [Theory]
    [InlineData("shop_request_ms", "ms")]
    [InlineData("shop_sent_kb_total", "kb")]
    [InlineData("shop_wait_ms_per_request", "ms")]
    [InlineData("shop_sent_kb_per_second_total", "kb")]
    [InlineData("shopRequestMs", "ms")]
    [InlineData("shop_body_b", "b")]
    [InlineData("shop_cpu_us", "us")]
    [InlineData("shop_weight_pounds", "pounds")]
    [InlineData("ms", null)]
    [InlineData("ms_total", null)]
    [InlineData("shop_days_since_order", null)]
    [InlineData("shop_seconds_ms_x", null)]
    [InlineData("shop_items", null)]
    [InlineData("shop_orders_us", null)]
    [InlineData("shop_revenue_pounds", null)]
    [InlineData("shop_plan_b", null)]
    [InlineData("requests_per_second", null)]
    public void The_unit_has_a_place(string name, string? unit) => Assert.Equal(unit, UnitPosition.UnitOf(Words.Split(name), InstrumentKind.Gauge)?.Word);

    [Fact]
    public void A_distribution_of_us_is_one_of_microseconds() => Assert.Equal("us", UnitPosition.UnitOf(Words.Split("shop_parse_us"), InstrumentKind.Histogram)?.Word);

    [Theory]
    [InlineData("shop.orders.total", null, "total")]
    [InlineData("shop.request.ms", null, "ms")]
    [InlineData("shop.request.seconds", "s", "seconds")]
    [InlineData("shop.request.seconds", "seconds", "seconds")]
    [InlineData("shop.request.seconds", "ms", null)]
    [InlineData("shop.request.seconds", ExporterSuffix.UnknownUnit, null)]
    [InlineData("shop.opening_hours", null, null)]
    [InlineData("shop.opening_hours", "h", "hours")]
    [InlineData("shop.hit_ratio", "1", null)]
    [InlineData("shop.bytes", null, null)]
    [InlineData("shop.read.kilobytes", null, null)]
    [InlineData("total", null, null)]
    public void What_exporters_add(string name, string? unit, string? suffix) => Assert.Equal(suffix, ExporterSuffix.Find(Words.Split(name), InstrumentKind.Counter, unit));

    [Theory]
    [InlineData("ms", "Duration in milliseconds.", "Duration in seconds.")]
    [InlineData("ms", "Duration (ms).", "Duration (seconds).")]
    [InlineData("ms", "Time in ms, over 500 ms is slow.", "Time in seconds, over 500 ms is slow.")]
    [InlineData("ms", "Over 500milliseconds.", null)]
    [InlineData("ms", "Duration of systems.", null)]
    [InlineData("kb", "Size in KB.", "Size in bytes.")]
    [InlineData("percent", "Load in percent.", "Load as a ratio.")]
    [InlineData("us", "Latency in us.", "Latency in seconds.")]
    [InlineData("us", "What keeps us waiting, and orders in US.", null)]
    public void The_help_follows(string unit, string help, string? expected) => Assert.Equal(expected, HelpUnit.Replace(help, Units.Find(unit)!));
}
