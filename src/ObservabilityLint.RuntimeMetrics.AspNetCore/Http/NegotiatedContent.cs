using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>What the headers of a request led to.</summary>
/// <param name="Accept">The header that asked for it.</param>
/// <param name="AcceptEncoding">The header that asked for its coding.</param>
/// <param name="Type">The type and version.</param>
/// <param name="Escaping">What becomes of names, where that was asked for.</param>
/// <param name="Gzip">It is compressed.</param>
internal sealed record NegotiatedContent(string? Accept, string? AcceptEncoding, ExpositionType Type, NameEscaping? Escaping, bool Gzip)
{
    public MetricsFormat Format => Type switch
    {
        ExpositionType.OpenMetrics => MetricsFormat.OpenMetrics,
        ExpositionType.Protobuf => MetricsFormat.PrometheusProtobuf,
        _ => MetricsFormat.PrometheusText,
    };

    public ExpositionForm Form => new(Format, Escaping ?? NameEscaping.Underscores);

    /// <summary>Who has not asked for an escaping may not know what it is, but text 1.0.0 has to name it.</summary>
    public string ContentType { get; } = $"{TypeOf(Type)}{(Escaping is null && Type != ExpositionType.Text100 ? "" : $"; escaping={ContentNegotiation.NameOf(Escaping ?? NameEscaping.Underscores)}")}";

    private static string TypeOf(ExpositionType type) => type switch
    {
        ExpositionType.OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        ExpositionType.Text100 => "text/plain; version=1.0.0; charset=utf-8",
        ExpositionType.Protobuf => "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
        _ => "text/plain; version=0.0.4; charset=utf-8",
    };
}

/// <summary>The formats that there are, with their versions.</summary>
internal enum ExpositionType
{
    /// <summary>Prometheus text 0.0.4: what every scraper reads.</summary>
    Text004,

    /// <summary>Prometheus text 1.0.0, which is the same but for names in quotation marks.</summary>
    Text100,

    /// <summary>OpenMetrics 1.0.</summary>
    OpenMetrics,

    /// <summary>Messages <c>io.prometheus.client.MetricFamily</c>, each after its length.</summary>
    Protobuf,
}
