using System.IO.Pipelines;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>Counts the bytes of a body that is not sent, for the answer to HEAD. Not thread-safe.</summary>
internal sealed class ByteCounter : PipeWriter
{
    private byte[] buffer = new byte[16 * 1024];

    public long Count { get; private set; }

    public override void Advance(int bytes) => Count += bytes;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > buffer.Length) buffer = new byte[sizeHint];
        return buffer;
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }
}
