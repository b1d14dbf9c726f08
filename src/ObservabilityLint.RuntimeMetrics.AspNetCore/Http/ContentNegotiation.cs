using System.Net.Http.Headers;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>
/// Chooses the format and the coding of an answer from the headers <c>Accept</c> and <c>Accept-Encoding</c>, as RFC 9110 (12.4.2, 12.5.1 and 12.5.3) defines: the most specific range that
/// fits a format gives its weight, and the heavier format wins. OpenMetrics must be asked for by its name, or be preferred: who takes anything gets Prometheus text, which everything reads,
/// and so does who takes neither or sends a header that cannot be read, as with Prometheus' own clients. The range that gave the weight also says what becomes of names that old scrapers do not know
/// (prometheus.io/docs/instrumenting/content_negotiation). Protobuf is only for who asks for it by all of its parameters, and prefers it: nobody gets it by chance who cannot read it.
/// Thread-safe. A scraper sends the same headers each time, so the last answer is remembered and nothing is parsed again.
/// </summary>
/// <param name="offersProtobuf">Protobuf is one of the formats. Where it has nothing that text has not, text is better: everyone can read it, it is written while it is made, and Prometheus 2 takes units from it.</param>
internal sealed class ContentNegotiation(bool offersProtobuf = false)
{
    private const string OpenMetrics = "application/openmetrics-text";
    private const string Text = "text/plain";
    private const string Protobuf = "application/vnd.google.protobuf";

    private NegotiatedContent? last;

    public NegotiatedContent Choose(string? accept, string? acceptEncoding)
    {
        var known = Volatile.Read(ref last);
        if (known is not null && known.Accept == accept && known.AcceptEncoding == acceptEncoding) return known;
        var chosen = Read(accept, acceptEncoding);
        Volatile.Write(ref last, chosen);
        return chosen;
    }

    private NegotiatedContent Read(string? accept, string? acceptEncoding)
    {
        // The framework reads lists of ranges only as headers of a request. It drops a header that breaks the grammar anywhere.
        using var request = new HttpRequestMessage();
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", acceptEncoding);
        var (type, escaping) = ChooseType(request.Headers.Accept);
        return new NegotiatedContent(accept, acceptEncoding, type, escaping, ChooseGzip(request.Headers.AcceptEncoding));
    }

    /// <summary>The scheme as headers name it.</summary>
    public static string NameOf(NameEscaping escaping) => escaping switch
    {
        NameEscaping.AllowUtf8 => "allow-utf-8",
        NameEscaping.Dots => "dots",
        NameEscaping.Values => "values",
        _ => "underscores",
    };

    private (ExpositionType Type, NameEscaping? Escaping) ChooseType(HttpHeaderValueCollection<MediaTypeWithQualityHeaderValue> ranges)
    {
        var (openMetrics, text100, text004, protobuf) = (default(Preference), default(Preference), default(Preference), default(Preference));
        foreach (var range in ranges)
        {
            // Prometheus 2.30 asks for 0.0.1 alone. Its own clients write the same text under either version.
            openMetrics = openMetrics.Or(range, OpenMetrics, "1.0.0", "0.0.1");
            text100 = text100.Or(range, Text, "1.0.0");
            text004 = text004.Or(range, Text, "0.0.4");
            if (offersProtobuf && IsProtobuf(range)) protobuf = protobuf.Or(range, Protobuf, "");
        }

        // It must be asked for by its version: the other is what everything reads.
        var isText100 = text100.Fit == Fit.Version && text100.Weight > 0 && text100.Weight >= text004.Weight;
        var text = isText100 ? text100 : text004;
        var preferred = openMetrics.Weight > text.Weight || (openMetrics.Weight == text.Weight && openMetrics.Fit > Fit.AnySubtype);
        if (protobuf.Weight > 0 && protobuf.Weight >= openMetrics.Weight && protobuf.Weight >= text.Weight) return (ExpositionType.Protobuf, protobuf.Escaping);
        return openMetrics.Weight > 0 && preferred ? (ExpositionType.OpenMetrics, openMetrics.Escaping) : (isText100 ? ExpositionType.Text100 : ExpositionType.Text004, text.Escaping);
    }

    private static bool IsProtobuf(MediaTypeWithQualityHeaderValue range)
        => Same(range.MediaType, Protobuf) && Same(Preference.ValueOf(range, "proto"), "io.prometheus.client.MetricFamily") && Same(Preference.ValueOf(range, "encoding"), "delimited");

    private static bool ChooseGzip(HttpHeaderValueCollection<StringWithQualityHeaderValue> codings)
    {
        double? gzip = null, identity = null, any = null;
        foreach (var coding in codings)
        {
            var weight = coding.Quality ?? 1;
            if (Same(coding.Value, "gzip") || Same(coding.Value, "x-gzip")) gzip = weight;
            else if (Same(coding.Value, "identity")) identity = weight;
            else if (coding.Value == "*") any = weight;
        }

        return (gzip ?? any ?? 0) > 0 && (gzip ?? any) >= (identity ?? 0);
    }

    private static bool Same(string? text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>How closely a range describes a format, the closest last.</summary>
    private enum Fit
    {
        None,
        Any,
        AnySubtype,
        OtherVersion,
        NoVersion,
        Version,
    }

    /// <summary>The weight of the closest range so far, and of the heaviest among those that are equally close, and the escaping that it asks for.</summary>
    private readonly record struct Preference(Fit Fit, double Weight, NameEscaping? Escaping)
    {
        public Preference Or(MediaTypeWithQualityHeaderValue range, string type, string version, string? compatibleVersion = null)
        {
            var fit = FitOf(range, type, version, compatibleVersion);
            var weight = range.Quality ?? 1;
            return fit > Fit || (fit == Fit && fit != Fit.None && weight > Weight) ? new Preference(fit, weight, EscapingOf(range)) : this;
        }

        /// <summary>Of the other parameters only the version counts: <c>charset</c> offers what our text, which is UTF-8, never needs.</summary>
        private static Fit FitOf(MediaTypeWithQualityHeaderValue range, string type, string version, string? compatibleVersion)
        {
            if (range.MediaType == "*/*") return Fit.Any;
            if (range.MediaType is { Length: > 2 } any && any.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(any[..^1], StringComparison.OrdinalIgnoreCase)) return Fit.AnySubtype;
            if (!Same(range.MediaType, type)) return Fit.None;
            return ValueOf(range, "version") is not { } asked ? Fit.NoVersion : asked == version ? Fit.Version : asked == compatibleVersion ? Fit.OtherVersion : Fit.None;
        }

        /// <summary>None for a scheme that is not known, as if nothing were asked for.</summary>
        private static NameEscaping? EscapingOf(MediaTypeWithQualityHeaderValue range) => ValueOf(range, "escaping") switch
        {
            // Prometheus writes the first, and its document both.
            "allow-utf-8" or "allow-utf8" => NameEscaping.AllowUtf8,
            "underscores" => NameEscaping.Underscores,
            "dots" => NameEscaping.Dots,
            "values" => NameEscaping.Values,
            _ => null,
        };

        public static string? ValueOf(MediaTypeWithQualityHeaderValue range, string parameter) => range.Parameters.FirstOrDefault(own => Same(own.Name, parameter))?.Value?.Trim('"');
    }
}
