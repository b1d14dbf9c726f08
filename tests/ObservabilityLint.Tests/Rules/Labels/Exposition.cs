using System.Text;

namespace ObservabilityLint.Tests.Rules.Labels;

/// <summary>What Prometheus scrapes of a prometheus-net registry.</summary>
internal static class Exposition
{
    public static async Task<string> OfAsync(Prometheus.CollectorRegistry registry)
    {
        using var stream = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
