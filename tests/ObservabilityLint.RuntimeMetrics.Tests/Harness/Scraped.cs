using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Tests.Harness;

/// <summary>One scrape, line by line.</summary>
internal static class Scraped
{
    public static async Task<string> TextAsync(RuntimeMetricsBridge metrics, MetricsFormat format = MetricsFormat.OpenMetrics)
    {
        using var stream = new MemoryStream();
        await metrics.WriteAsync(stream, format, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static async Task<string[]> LinesAsync(RuntimeMetricsBridge metrics, MetricsFormat format = MetricsFormat.OpenMetrics)
        => (await TextAsync(metrics, format)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The samples of the metrics with this prefix, without what is said about them.</summary>
    public static async Task<string[]> SamplesAsync(RuntimeMetricsBridge metrics, string prefix, MetricsFormat format = MetricsFormat.OpenMetrics)
        => [.. (await LinesAsync(metrics, format)).Where(line => line.StartsWith(prefix, StringComparison.Ordinal))];

    /// <summary>The value of the only series with this name and these labels, as <c>name{label="value"}</c>.</summary>
    public static async Task<double> ValueAsync(RuntimeMetricsBridge metrics, string series)
    {
        var line = Assert.Single(await LinesAsync(metrics, MetricsFormat.PrometheusText), line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return double.Parse(line[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
