using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>What the headers of a request led to.</summary>
/// <param name="Accept">The header that asked for it.</param>
/// <param name="AcceptEncoding">The header that asked for its coding.</param>
/// <param name="Type">The type and version of the text.</param>
/// <param name="Escaping">What becomes of names, where that was asked for.</param>
/// <param name="Gzip">It is compressed.</param>
internal sealed record NegotiatedContent(string? Accept, string? AcceptEncoding, TextType Type, NameEscaping? Escaping, bool Gzip)
{
    public MetricsFormat Format => Type == TextType.OpenMetrics ? MetricsFormat.OpenMetrics : MetricsFormat.PrometheusText;

    public TextForm Form => new(Format, Escaping ?? NameEscaping.Underscores);

    /// <summary>Who has not asked for an escaping may not know what it is, but text 1.0.0 has to name it.</summary>
    public string ContentType { get; } = $"{TypeOf(Type)}; charset=utf-8{(Escaping is null && Type != TextType.Text100 ? "" : $"; escaping={ContentNegotiation.NameOf(Escaping ?? NameEscaping.Underscores)}")}";

    private static string TypeOf(TextType type) => type switch
    {
        TextType.OpenMetrics => "application/openmetrics-text; version=1.0.0",
        TextType.Text100 => "text/plain; version=1.0.0",
        _ => "text/plain; version=0.0.4",
    };
}

/// <summary>The texts that there are.</summary>
internal enum TextType
{
    /// <summary>Prometheus text 0.0.4: what every scraper reads.</summary>
    Text004,

    /// <summary>Prometheus text 1.0.0, which is the same but for names in quotation marks.</summary>
    Text100,

    /// <summary>OpenMetrics 1.0.</summary>
    OpenMetrics,
}
