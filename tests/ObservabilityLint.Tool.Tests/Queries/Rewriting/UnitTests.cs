namespace ObservabilityLint.Tool.Tests.Queries.Rewriting;

/// <summary>Numbers in the old unit are flagged, with what they are in the new one, and never changed.</summary>
public class UnitTests
{
    [Theory]
    [InlineData("shop_load_ms > 500", "this is in the old unit: what was 1 is 0.001 now (500 is 0.5)")]
    [InlineData("500 < shop_load_ms", "(500 is 0.5)")]
    [InlineData("shop_load_ms > (2 * 60)", "(120 is 0.12)")]
    [InlineData("shop_load_ms > -1", "(-1 is -0.001)")]
    [InlineData("avg by (job) (max_over_time(shop_load_ms[5m])) >= bool 10", "(10 is 0.01)")]
    [InlineData("shop_load_ms - 5", "(5 is 0.005)")]
    [InlineData("shop_load_ms / 1000", "this may convert a unit that is another now")]
    [InlineData("histogram_quantile(0.9, sum by (le) (rate(shop_checkout_ms_bucket[5m]))) > 250", "(250 is 0.25)")]
    [InlineData("rate(shop_checkout_ms_sum[5m]) / rate(shop_checkout_ms_count[5m]) > 250", "(250 is 0.25)")]
    [InlineData("histogram_quantile(0.9, rate(shop_checkout_ms[5m])) > 250", "(250 is 0.25)")]
    [InlineData("histogram_avg(rate(shop_checkout_ms[5m])) > 250", "(250 is 0.25)")]
    [InlineData("histogram_fraction(0, 200, rate(shop_checkout_ms[5m]))", "(200 is 0.2)")]
    [InlineData("sum(rate(shop_checkout_ms_bucket{le=\"250\"}[5m]))", "the bounds of the histogram have another unit: what was 1 is 0.001 now (250 is 0.25)")]
    [InlineData("clamp_max(shop_load_ms, 100)", "a bound for values that have another unit: what was 1 is 0.001 now (100 is 0.1)")]
    [InlineData("ceil(shop_load_ms)", "ceil() of values that have another unit")]
    [InlineData("log2(shop_load_ms)", "log2() of values that have another unit")]
    [InlineData("shop_load_ms > other_limit_ms", "one side has another unit now")]
    [InlineData("stdvar(shop_load_ms)", "the variance of values that have another unit: what was 1 is 1E-06 now")]
    public void A_number_in_the_old_unit_is_flagged(string expression, string flag)
    {
        var (rewritten, flags) = Shop.Expression(expression);
        Assert.Contains(flag, flags);
        Assert.Equal(expression.Replace("shop_load_ms", "shop_load_seconds", StringComparison.Ordinal).Replace("shop_checkout_ms", "shop_checkout_seconds", StringComparison.Ordinal), rewritten);
    }

    [Theory]
    [InlineData("shop_load_ms > 0")]
    [InlineData("shop_load_ms != Inf")]
    [InlineData("shop_load_ms > shop_wait_ms")]
    [InlineData("shop_load_ms / shop_wait_ms > 2")]
    [InlineData("count(shop_load_ms) > 2")]
    [InlineData("sum(rate(shop_checkout_ms_count[5m])) > 100")]
    [InlineData("sum(rate(shop_checkout_ms_bucket{le=\"+Inf\"}[5m])) > 100")]
    [InlineData("absent(shop_load_ms) == 1")]
    [InlineData("changes(shop_load_ms[5m]) > 3")]
    [InlineData("count(shop_load_ms > bool 0) * 100")]
    [InlineData("histogram_count(rate(shop_checkout_ms[5m])) > 100")]
    [InlineData("shop_orders > 5")]
    public void What_is_the_same_in_every_unit_is_not(string expression) => Assert.Equal("", Shop.Expression(expression).Flags);
}
