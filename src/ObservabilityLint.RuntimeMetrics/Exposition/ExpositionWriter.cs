using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using ObservabilityLint.RuntimeMetrics.Formats;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Exposition;

/// <summary>Writes one exposition after the other. For one scrape at a time.</summary>
internal sealed class ExpositionWriter : IDisposable
{
    private readonly ExpositionBuffer buffer = new();
    private readonly SeriesWriter openMetrics, prometheusText, messages;

    public ExpositionWriter(bool withCreated)
    {
        openMetrics = new SampleWriter(buffer, MetricsFormat.OpenMetrics, withCreated);
        prometheusText = new SampleWriter(buffer, MetricsFormat.PrometheusText, withCreated);
        messages = new MessageWriter(buffer, withCreated);
    }

    /// <summary>Of the last exposition: its samples, and its size in bytes.</summary>
    public long Samples { get; private set; }

    public long Bytes { get; private set; }

    /// <param name="families">What to write, in this order.</param>
    /// <param name="info"><c>target_info</c> in this form; empty for none.</param>
    /// <param name="form">The form that is asked for.</param>
    /// <param name="stream">Where to; null if it is a pipe.</param>
    /// <param name="pipe">Where to; null if it is a stream.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(MetricFamily[] families, byte[] info, ExpositionForm form, Stream? stream, PipeWriter? pipe, CancellationToken cancellationToken)
    {
        Bytes = 0;
        buffer.Clear();
        buffer.Write(info);
        var writer = form.Format switch
        {
            MetricsFormat.OpenMetrics => openMetrics,
            MetricsFormat.PrometheusText => prometheusText,
            _ => messages,
        };
        (writer.Samples, writer.Escaping) = (info.Length > 0 ? 1 : 0, form.Escaping);
        foreach (var family in families)
        {
            writer.Begin(family);
            var series = family.Series;
            for (var next = 0; next < series.Count;)
            {
                next = writer.Write(series, next);
                if (buffer.HasChunk && !await SendAsync(stream, pipe, cancellationToken).ConfigureAwait(false)) return;
            }
            writer.End();
            if (buffer.HasChunk && !await SendAsync(stream, pipe, cancellationToken).ConfigureAwait(false)) return;
        }
        if (form.Format == MetricsFormat.OpenMetrics) buffer.Write("# EOF\n"u8);
        await SendAsync(stream, pipe, cancellationToken).ConfigureAwait(false);
        Samples = writer.Samples;
    }

    public void Dispose() => buffer.Dispose();

    /// <returns>False if nobody reads any more.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> SendAsync(Stream? stream, PipeWriter? pipe, CancellationToken cancellationToken)
    {
        var goesOn = true;
        if (stream != null) await stream.WriteAsync(buffer.Written, cancellationToken).ConfigureAwait(false);
        else
        {
            // In one piece, where the pipe would cut what it is told to write into many.
            buffer.Written.CopyTo(pipe!.GetMemory(buffer.Written.Length));
            pipe.Advance(buffer.Written.Length);
            goesOn = !(await pipe.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted;
        }
        Bytes += buffer.Written.Length;
        buffer.Clear();
        return goesOn;
    }
}
