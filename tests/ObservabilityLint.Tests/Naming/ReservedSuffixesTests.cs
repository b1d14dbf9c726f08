using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class ReservedSuffixesTests
{
    private const string All = "bucket count sum created info gcount gsum";

    [Theory]
    [InlineData("Counter", "created")]
    [InlineData("Gauge", "info")]
    [InlineData("UpDownCounter", "count info")]
    [InlineData("Histogram", "bucket count sum created")]
    [InlineData("Summary", "count sum created")]
    [InlineData("Unknown", All)]
    public void A_type_owns(string kind, string owned)
        => Assert.Equal(owned, string.Join(" ", All.Split(' ').Where(suffix => ReservedSuffixes.ForeignIn("lat_" + suffix, Enum.Parse<InstrumentKind>(kind), NamingConvention.Prometheus) is null)));

    [Theory]
    [InlineData("count")]
    [InlineData("account")]
    [InlineData("bank_account")]
    [InlineData("count_jobs")]
    [InlineData("sum_total")]
    [InlineData("")]
    public void Only_a_whole_last_word_is_a_suffix(string name) => Assert.Null(ReservedSuffixes.ForeignIn(name, InstrumentKind.Gauge, NamingConvention.Prometheus));
}
