using System.IO.Pipelines;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>Skeleton.</summary>
public sealed class RuntimeMetricsBridge : IDisposable
{
    /// <summary>Starts.</summary>
    public static RuntimeMetricsBridge Start(RuntimeMetricsOptions? options = null) => new();

    /// <summary>Writes.</summary>
    public async ValueTask WriteAsync(Stream destination, ExpositionFormat format, CancellationToken cancellationToken = default)
        => await destination.WriteAsync(format == ExpositionFormat.OpenMetrics ? "# TYPE skeleton gauge\nskeleton 1\n# EOF\n"u8.ToArray() : "# TYPE skeleton gauge\nskeleton 1\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);

    /// <summary>Writes.</summary>
    public async ValueTask WriteAsync(PipeWriter destination, ExpositionFormat format, CancellationToken cancellationToken = default)
        => await WriteAsync(destination.AsStream(leaveOpen: true), format, cancellationToken).ConfigureAwait(false);

    /// <summary>Ends.</summary>
    public void Dispose()
    {
    }
}
