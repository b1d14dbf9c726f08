using ObservabilityLint.RuntimeMetrics.Http;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

public sealed class ContentNegotiationTests
{
    private const string Prometheus2 = "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private const string Prometheus3 =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private const string Protobuf = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private const string ProtobufType = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    /// <summary>With --enable-feature=native-histograms.</summary>
    private const string Prometheus2WithProtobuf = Protobuf + ",application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    /// <summary>With scrape_native_histograms.</summary>
    private const string Prometheus3WithProtobuf =
        Protobuf + ";q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

    [Theory]
    // Prometheus 2.42; 2.30; 3.0 with its default protocols, and with protobuf before them; 2.49, before names could be escaped.
    [InlineData(Prometheus2)]
    [InlineData("application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1")]
    [InlineData(Prometheus3)]
    [InlineData(Prometheus3WithProtobuf)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2")]
    [InlineData("application/openmetrics-text")]
    [InlineData("Application/OpenMetrics-Text; Version=1.0.0; Q=0.1")]
    [InlineData("application/openmetrics-text; version=\"1.0.0\"; charset=utf-8")]
    [InlineData("application/openmetrics-text;q=0.3, text/plain;q=0.2")]
    [InlineData("text/plain;q=0.2, application/openmetrics-text;q=0.3")]
    // Equally welcome, but named, while the other is only one of many.
    [InlineData("application/openmetrics-text, */*")]
    [InlineData("text/plain, application/openmetrics-text")]
    // Not named, but preferred.
    [InlineData("application/*, text/*;q=0.9")]
    [InlineData("text/plain;q=0, */*")]
    // The closest range decides, wherever it stands.
    [InlineData("application/openmetrics-text;q=0.1, application/openmetrics-text;version=1.0.0;q=0.8, text/plain;q=0.5")]
    [InlineData("*/*;q=0.9, text/plain;q=0.3, application/openmetrics-text;q=0.4")]
    public void Gives_OpenMetrics_to_who_prefers_it(string accept) => Assert.Equal(MetricsFormat.OpenMetrics, FormatFor(accept));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    // curl, and browsers.
    [InlineData("*/*")]
    [InlineData("text/html,*/*")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
    // Prometheus 3.14.
    [InlineData("text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.4,*/*;q=0.3")]
    [InlineData("text/plain")]
    [InlineData("text/plain;version=0.0.4")]
    [InlineData("text/*, application/*;q=0.5")]
    [InlineData("text/plain;q=0.6, application/openmetrics-text;q=0.5")]
    [InlineData("application/openmetrics-text;q=0.5, */*")]
    // Refused.
    [InlineData("application/openmetrics-text;q=0")]
    [InlineData("application/openmetrics-text;q=0.000, */*;q=0.1")]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0, application/openmetrics-text;q=0.9, text/plain;q=0.1")]
    // Versions that we do not write, and types that we do not know.
    [InlineData("application/openmetrics-text;version=2.0.0")]
    [InlineData("application/openmetrics-text;version=0.0.4, text/plain;q=0.1")]
    [InlineData("application/json")]
    [InlineData(Protobuf)]
    [InlineData("application/openmetrics-text-not")]
    [InlineData("text/plain;q=0")]
    [InlineData("*/*;q=0")]
    // No Accept header, though it looks like one; the third is Java's.
    [InlineData("garbage")]
    [InlineData("application/openmetrics-text;version=1.0.0, @@@")]
    [InlineData("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2")]
    [InlineData("application/openmetrics-text;version=1.0.0;;;")]
    [InlineData("\u0000\u0001ü")]
    public void Gives_Prometheus_text_to_everyone_else(string? accept) => Assert.Equal(MetricsFormat.PrometheusText, FormatFor(accept));

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("gzip, deflate, br, zstd")]
    [InlineData("gzip;q=0.1")]
    [InlineData("*")]
    [InlineData("br;q=1, *;q=0.1")]
    [InlineData("identity;q=0.5, gzip;q=0.5")]
    [InlineData("identity;q=0, gzip;q=0.001")]
    public void Compresses_for_who_takes_gzip(string acceptEncoding) => Assert.True(GzipFor(acceptEncoding));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("identity")]
    [InlineData("gzip;q=0")]
    [InlineData("gzip;q=0.0, *")]
    [InlineData("*;q=0")]
    [InlineData("br, deflate")]
    [InlineData("identity;q=0.8, gzip;q=0.5")]
    [InlineData("identity, *;q=0.5")]
    [InlineData("identity;q=0")]
    [InlineData("gzip;q=high")]
    [InlineData("gzip, ;;")]
    public void Does_not_compress_for_others(string? acceptEncoding) => Assert.False(GzipFor(acceptEncoding));

    [Theory]
    [InlineData(Prometheus2, "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    [InlineData("*/*", "text/plain; version=0.0.4; charset=utf-8")]
    // Prometheus 3 by default; with text before OpenMetrics; with other schemes, as metric_name_escaping_scheme sets them; with the spelling of its document.
    [InlineData(Prometheus3, "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8")]
    [InlineData("text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.4,*/*;q=0.3", "text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8")]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=underscores;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores")]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=dots;q=0.6,*/*;q=0.2", "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=dots")]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=values;q=0.6,*/*;q=0.2", "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=values")]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=allow-utf8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1", "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8")]
    [InlineData("text/plain;version=0.0.4;q=0.3,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.2", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("text/plain;version=1.0.0;escaping=values", "text/plain; version=1.0.0; charset=utf-8; escaping=values")]
    [InlineData("text/plain;version=1.0.0", "text/plain; version=1.0.0; charset=utf-8; escaping=underscores")]
    [InlineData("text/plain;version=1.0.0;q=0,text/plain;q=0.1", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("text/plain;version=0.0.4;escaping=values", "text/plain; version=0.0.4; charset=utf-8; escaping=values")]
    // No scheme that there is: as if nothing were asked for.
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=rot13", "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=\"values\"", "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=values")]
    public void Names_the_format_with_its_version(string accept, string contentType) => Assert.Equal(contentType, new ContentNegotiation().Choose(accept, null).ContentType);

    /// <summary>Where there are native histograms, which no text has.</summary>
    [Theory]
    [InlineData(Prometheus2WithProtobuf, ProtobufType)]
    [InlineData(Prometheus3WithProtobuf, ProtobufType)]
    [InlineData(Protobuf, ProtobufType)]
    [InlineData(Protobuf + ";escaping=values", ProtobufType + "; escaping=values")]
    [InlineData("Application/Vnd.Google.Protobuf; Encoding=\"delimited\"; Proto=io.prometheus.client.MetricFamily, */*", ProtobufType)]
    // Telegraf.
    [InlineData(Protobuf + ";q=0.7,text/plain;version=0.0.4;q=0.3", ProtobufType)]
    // Preferred less, or refused.
    [InlineData(Protobuf + ";q=0.1," + Prometheus2, "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    [InlineData("text/plain;version=0.0.4;q=0.5," + Protobuf + ";q=0.4", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData(Protobuf + ";q=0", "text/plain; version=0.0.4; charset=utf-8")]
    // Other messages, and the text of these.
    [InlineData("application/vnd.google.protobuf", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/vnd.google.protobuf;proto=io.prometheus.write.v2.Request;encoding=delimited", "text/plain; version=0.0.4; charset=utf-8")]
    // Nobody gets it who has not named it.
    [InlineData(Prometheus3, "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8")]
    [InlineData("application/*", "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    [InlineData("*/*", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData(null, "text/plain; version=0.0.4; charset=utf-8")]
    public void Gives_protobuf_to_who_prefers_it_where_it_is_offered(string? accept, string contentType) => Assert.Equal(contentType, new ContentNegotiation(offersProtobuf: true).Choose(accept, null).ContentType);

    [Fact]
    public void Remembers_the_answer_to_a_steady_scraper_without_allocating()
    {
        var negotiation = new ContentNegotiation();
        var first = negotiation.Choose(Prometheus2, "gzip");
        // As the servers do, which make a new string of each request's header.
        var again = new Stack<string>(Enumerable.Range(0, 20).Select(_ => new string(Prometheus2)));
        var second = first;

        Assert.Equal(0, Allocated.By(() => second = negotiation.Choose(again.Pop(), "gzip")));
        Assert.Same(first, second);
    }

    [Fact]
    public void Does_not_give_one_scraper_the_answer_of_another()
    {
        var negotiation = new ContentNegotiation();

        for (var turn = 0; turn < 2; turn++)
        {
            Assert.Equal((MetricsFormat.OpenMetrics, true), Of(negotiation.Choose(Prometheus3, "gzip")));
            Assert.Equal((MetricsFormat.OpenMetrics, false), Of(negotiation.Choose(Prometheus3, null)));
            Assert.Equal((MetricsFormat.PrometheusText, true), Of(negotiation.Choose("*/*", "gzip")));
            Assert.Equal((MetricsFormat.PrometheusText, false), Of(negotiation.Choose(null, null)));
        }

        static (MetricsFormat, bool) Of(NegotiatedContent content) => (content.Format, content.Gzip);
    }

    private static MetricsFormat FormatFor(string? accept) => new ContentNegotiation().Choose(accept, null).Format;

    private static bool GzipFor(string? acceptEncoding) => new ContentNegotiation().Choose(null, acceptEncoding).Gzip;
}
