using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Tests.Names;

/// <summary>The schemes of prometheus.io/docs/instrumenting/escaping_schemes, as Prometheus' own library writes them.</summary>
public class EscapedNameTests
{
    [Theory]
    [InlineData("metric.name/with/slashes", "metric_name_with_slashes", "metric_dot_name__with__slashes", "U__metric_2e_name_2f_with_2f_slashes")]
    [InlineData("metric.name.with.dots", "metric_name_with_dots", "metric_dot_name_dot_with_dot_dots", "U__metric_2e_name_2e_with_2e_dots")]
    [InlineData("http.status_code:sum", "http_status_code:sum", "http_dot_status__code:sum", "U__http_2e_status__code:sum")]
    [InlineData("größe 花火 😀", "gr__e_____", "gr____e__________", "U__gr_f6__df_e_20__82b1__706b__20__1f600_")]
    [InlineData("1st", "_st", "__st", "U___31_st")]
    [InlineData("line\nfeed", "line_feed", "line__feed", "U__line_a_feed")]
    // What every scraper knows stays.
    [InlineData("http_requests_total", "http_requests_total", "http_requests_total", "http_requests_total")]
    [InlineData("U__not_2e_again", "U__not_2e_again", "U__not_2e_again", "U__not_2e_again")]
    [InlineData(":", ":", ":", ":")]
    public void Names_of_metrics_are_those_of_the_scheme(string name, string underscores, string dots, string values)
    {
        Assert.Equal(underscores, EscapedName.OfMetric(name, NameEscaping.Underscores));
        Assert.Equal(dots, EscapedName.OfMetric(name, NameEscaping.Dots));
        Assert.Equal(values, EscapedName.OfMetric(name, NameEscaping.Values));
        Assert.Equal(name, EscapedName.OfMetric(name, NameEscaping.AllowUtf8));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_what_UTF_8_makes_of_it()
        => Assert.Equal("U__half_20__fffd__20_pair", EscapedName.OfMetric("half \ud800 pair", NameEscaping.Values));

    [Theory]
    [InlineData("a:b", "a_b", "a__b", "U__a_3a_b", "a:b")]
    [InlineData("__name__", "key__name__", "key__name__", "key__name__", "key__name__")]
    [InlineData("..x", "key__x", "_dot__dot_x", "U___2e__2e_x", "..x")]
    [InlineData("", "_", "_", "_", "_")]
    public void Names_of_labels_have_no_colons_and_are_not_Prometheus_own(string name, string underscores, string dots, string values, string utf8)
        => Assert.Equal([underscores, dots, values, utf8], ((NameEscaping[])[NameEscaping.Underscores, NameEscaping.Dots, NameEscaping.Values, NameEscaping.AllowUtf8]).Select(scheme => EscapedName.OfLabel(name, scheme)));

    [Theory]
    [InlineData("plain_name", "plain_name")]
    [InlineData("a.b", "\"a.b\"")]
    [InlineData("1st", "\"1st\"")]
    [InlineData("say \"so\"\nor C:\\", "\"say \\\"so\\\"\\nor C:\\\\\"")]
    public void Names_that_old_scrapers_do_not_know_stand_in_quotation_marks(string name, string written) => Assert.Equal(written, EscapedName.Written(name, colons: true));

    /// <summary>Cases of the Go translator without escaping and with suffixes.</summary>
    [Theory]
    [InlineData("dotnet.gc.pause.time", "s", "Counter", "dotnet.gc.pause.time_seconds_total")]
    [InlineData("http.server.request.duration", "s", "Histogram", "http.server.request.duration_seconds")]
    [InlineData("orders.total", "", "Counter", "orders_total")]
    [InlineData("orders_total", "By", "Counter", "orders_bytes_total")]
    [InlineData("cpu.utilization", "1", "Gauge", "cpu.utilization_ratio")]
    [InlineData("cpu.utilization.ratio", "1", "Gauge", "cpu.utilization_ratio")]
    [InlineData("disk.speed", "By/s", "Gauge", "disk.speed_bytes_per_second")]
    [InlineData("wait.seconds", "s", "Histogram", "wait.seconds")]
    [InlineData("items", "{item}", "UpDownCounter", "items")]
    [InlineData("größe", "m", "Gauge", "größe_meters")]
    public void Suffixes_stand_behind_names_that_stay(string name, string unit, string kind, string exported) => Assert.Equal(exported, Utf8Name.Export(name, unit, Enum.Parse<InstrumentKind>(kind)));
}
