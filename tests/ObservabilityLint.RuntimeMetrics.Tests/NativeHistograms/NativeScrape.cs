using ObservabilityLint.RuntimeMetrics.Tests.Parsing;

namespace ObservabilityLint.RuntimeMetrics.Tests.NativeHistograms;

/// <summary>One scrape in the protobuf format.</summary>
internal static class NativeScrape
{
    public static async Task<ProtobufExposition> OfAsync(RuntimeMetricsBridge metrics)
    {
        using var stream = new MemoryStream();
        await metrics.WriteAsync(stream, MetricsFormat.PrometheusProtobuf, TestContext.Current.CancellationToken);
        return PrometheusProtobufParser.Parse(stream.ToArray());
    }
}
