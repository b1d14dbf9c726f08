namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>What the headers of a request led to.</summary>
internal sealed record NegotiatedContent(string? Accept, string? AcceptEncoding, MetricsFormat Format, bool Gzip)
{
    public string ContentType => Format == MetricsFormat.OpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";
}
