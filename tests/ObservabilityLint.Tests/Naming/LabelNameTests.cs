using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class LabelNameTests
{
    [Theory]
    [InlineData("http-method", "http_method")]
    [InlineData("http.method", "http_method")]
    [InlineData("orderKind", "order_kind")]
    [InlineData("__name", "name")]
    [InlineData("2xx", "_2xx")]
    [InlineData("é", "e")]
    [InlineData("-", null)]
    [InlineData("", null)]
    public void Preferred_in_Prometheus(string name, string? expected) => Assert.Equal(expected, LabelName.Preferred(NamingConvention.Prometheus, InstrumentKind.Counter, name));

    [Theory]
    [InlineData("http-method", "http_method")]
    [InlineData("Http.RequestMethod", "http.request_method")]
    [InlineData("order kind", "order_kind")]
    [InlineData("2xx", "2xx")]
    [InlineData("", null)]
    public void Preferred_in_OpenTelemetry(string name, string? expected) => Assert.Equal(expected, LabelName.Preferred(NamingConvention.OpenTelemetry, InstrumentKind.Counter, name));

    [Fact]
    public void A_histograms_own_label_has_no_better_name() => Assert.Null(LabelName.Preferred(NamingConvention.Prometheus, InstrumentKind.Histogram, "le"));

    [Theory]
    [InlineData("userId", "user_id", true)]
    [InlineData("user.id", "UserID", true)]
    [InlineData("_userId", "user_id", true)]
    [InlineData("user", "user_id", false)]
    [InlineData("userid", "user_id", false)]
    [InlineData("", "-", false)]
    public void Words_are_compared(string a, string b, bool expected) => Assert.Equal(expected, LabelName.HaveSameWords(a, b));

    [Theory]
    [InlineData("a b", "b a", "1 0")]
    [InlineData("a b c", "b c a", "2 0 1")]
    [InlineData("a b c d", "b a d c", "1 0 3 2")]
    [InlineData("a b c", "b a ?", "1 0 2")]
    [InlineData("a b", "a b", null)]
    [InlineData("a b", "b b", null)]
    [InlineData("a b", "b ?", null)]
    [InlineData("a b c", "b c b", null)]
    [InlineData("a a b", "b b a", null)]
    public void Order_is_repaired(string labels, string values, string? expected)
        => Assert.Equal(expected, LabelOrder.Repaired(labels.Split(' '), [.. values.Split(' ').Select(value => value == "?" ? null : value)]) is { } order ? string.Join(' ', order) : null);
}
