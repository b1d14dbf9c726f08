using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>
/// The body of an answer. Its beginning is held back: a text that fits is sent as a whole, with its length, when it is written, so that a failure until then can be told by a status,
/// and a client that reads slowly holds up nobody. A longer one is sent while it is written. Not thread-safe.
/// </summary>
internal sealed class AnswerBody(HttpResponse response) : PipeWriter, IDisposable
{
    /// <summary>What most programs have to tell takes less, and a hundred slow clients cost no more than some megabytes.</summary>
    public const int MaxHeld = 128 * 1024;

    private byte[] held = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int length;

    /// <summary>The head of the answer has gone, and the text follows it.</summary>
    public bool IsStreaming { get; private set; }

    /// <summary>It was the connection that has failed.</summary>
    public bool IsBroken { get; private set; }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (!IsStreaming && length + sizeHint > MaxHeld) Release();
        if (IsStreaming) return response.BodyWriter.GetMemory(sizeHint);
        if (length + sizeHint > held.Length) Grow(length + sizeHint);
        return held.AsMemory(length, Math.Min(held.Length, MaxHeld) - length);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (IsStreaming) response.BodyWriter.Advance(bytes);
        else length += bytes;
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (!IsStreaming) return default;
        try
        {
            return await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            IsBroken = true;
            throw;
        }
    }

    /// <summary>Sends what is held, and waits until it is taken. The text is whole.</summary>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (!IsStreaming)
        {
            response.ContentLength = length;
            Release();
        }
        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void CancelPendingFlush() => response.BodyWriter.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(held);
        held = [];
    }

    private void Release()
    {
        IsStreaming = true;
        response.BodyWriter.Write(held.AsSpan(0, length));
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * held.Length, least));
        held.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(held);
        held = larger;
    }
}
