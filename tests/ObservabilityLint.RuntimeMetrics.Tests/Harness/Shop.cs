using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace ObservabilityLint.RuntimeMetrics.Tests.Harness;

/// <summary>A meter of a test's own, and a bridge that reads it. Tests run beside each other, so that each needs a name of its own.</summary>
internal sealed class Shop : IDisposable
{
    private static int count;

    public Shop(RuntimeMetricsOptions? options = null, [CallerMemberName] string test = "")
    {
        Name = $"Shop.{test}.{Interlocked.Increment(ref count)}";
        options ??= new RuntimeMetricsOptions();
        options.Meters.Add(Name);
        Meter = new Meter(Name);
        Metrics = RuntimeMetricsBridge.Start(options);
    }

    public string Name { get; }

    public Meter Meter { get; }

    public RuntimeMetricsBridge Metrics { get; }

    public Task<string[]> SamplesAsync(string prefix = "shop", MetricsFormat format = MetricsFormat.OpenMetrics) => Scraped.SamplesAsync(Metrics, prefix, format);

    /// <summary>What the bridge says of itself, but for what has not happened.</summary>
    public async Task<string[]> ToldAsync(string prefix) => [.. (await SamplesAsync(prefix)).Where(line => !line.EndsWith(" 0", StringComparison.Ordinal))];

    public void Dispose()
    {
        Metrics.Dispose();
        Meter.Dispose();
    }
}
