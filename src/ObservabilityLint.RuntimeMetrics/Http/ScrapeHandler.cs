using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>Writes all metrics in a format.</summary>
internal delegate ValueTask WriteMetrics(PipeWriter destination, ExpositionFormat format, CancellationToken cancellationToken);

/// <summary>Answers scrapes in the same way in every server. Thread-safe.</summary>
/// <param name="write">Writes the metrics.</param>
/// <param name="maxConcurrentScrapes">Scrapes at the same time; any more are refused with 503.</param>
/// <param name="timeout">The time from the beginning of a scrape until the client has taken its last byte. Then the connection is cut.</param>
/// <param name="failed">Hears of what went wrong in writing, unless it was the client that went away.</param>
internal sealed class ScrapeHandler(WriteMetrics write, int maxConcurrentScrapes, TimeSpan timeout, Action<Exception>? failed = null)
{
    public const int DefaultMaxConcurrentScrapes = 4;

    private readonly ContentNegotiation negotiation = new();
    private readonly SemaphoreSlim places = new(maxConcurrentScrapes);
    private int drained;

    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Answers one request. Throws nothing: what goes wrong reaches the client, and what was written of an answer is cut off so that it does not look whole.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="gone">The client has gone away, or the server ends.</param>
    public async Task AnswerAsync(IScrapeExchange exchange, CancellationToken gone)
    {
        if (exchange.Method is not ("GET" or "HEAD"))
        {
            exchange.SetHeader("Allow", "GET, HEAD");
            await RefuseAsync(exchange, 405, "Metrics are read with GET.\n").ConfigureAwait(false);
            return;
        }

        if (!places.Wait(0, CancellationToken.None))
        {
            exchange.SetHeader("Retry-After", "1");
            await RefuseAsync(exchange, 503, $"{maxConcurrentScrapes} scrapes are running, and no more may at the same time.\n").ConfigureAwait(false);
            return;
        }

        try
        {
            await ScrapeAsync(exchange, gone).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Answers with an error, in words. Throws nothing.</summary>
    public static async Task RefuseAsync(IScrapeExchange exchange, int status, string reason)
    {
        try
        {
            var text = Encoding.UTF8.GetBytes(reason);
            exchange.SetHeader("Cache-Control", "no-store");
            exchange.SetHeader("Content-Encoding", null);
            if (exchange.TrySetHead(status, "text/plain; charset=utf-8", text.Length))
            {
                if (exchange.Method != "HEAD") await exchange.Body.WriteAsync(text).ConfigureAwait(false);
                await exchange.EndAsync().ConfigureAwait(false);
                return;
            }
        }
        catch (Exception)
        {
            // The client has gone.
        }

        await exchange.CutAsync().ConfigureAwait(false);
    }

    /// <summary>Takes the places of all scrapes, so that no new one begins, and waits for those that run. Not to be called twice at the same time.</summary>
    /// <returns>False when some still run after that time.</returns>
    public async Task<bool> DrainAsync(TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        try
        {
            for (; drained < maxConcurrentScrapes; drained++) await places.WaitAsync(end.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task ScrapeAsync(IScrapeExchange exchange, CancellationToken gone)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone);
        end.CancelAfter(timeout);
        // A write to a client that does not read may hear of no token: only the cut frees it.
        using var cut = end.Token.UnsafeRegister(static state => _ = ((IScrapeExchange)state!).CutAsync(), exchange);
        try
        {
            await WriteAsync(exchange, negotiation.Choose(exchange.Accept, exchange.AcceptEncoding), end.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (!gone.IsCancellationRequested) failed?.Invoke(exception);
            if (end.IsCancellationRequested) await exchange.CutAsync().ConfigureAwait(false);
            else await RefuseAsync(exchange, 500, $"The metrics could not be written: {exception.Message}\n").ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(IScrapeExchange exchange, NegotiatedContent content, CancellationToken cancellationToken)
    {
        exchange.SetHeader("Vary", "Accept, Accept-Encoding");
        exchange.SetHeader("Cache-Control", "no-store");
        if (content.Gzip) exchange.SetHeader("Content-Encoding", "gzip");
        if (exchange.Method == "HEAD")
        {
            // The length must be what GET would send, if it is told at all (RFC 9110, 8.6), and HEAD fails where GET would.
            var counter = new ByteCounter();
            await WriteBodyAsync(counter, content, cancellationToken).ConfigureAwait(false);
            exchange.TrySetHead(200, content.ContentType, counter.Count);
        }
        else
        {
            exchange.TrySetHead(200, content.ContentType, length: null);
            await WriteBodyAsync(exchange.Body, content, cancellationToken).ConfigureAwait(false);
        }

        await exchange.EndAsync().ConfigureAwait(false);
    }

    private async ValueTask WriteBodyAsync(PipeWriter body, NegotiatedContent content, CancellationToken cancellationToken)
    {
        if (!content.Gzip)
        {
            await write(body, content.Format, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Disposing writes the end of the compressed text, so only a whole one is disposed: one that is cut off must not look whole.
        var gzip = new GZipStream(body.AsStream(leaveOpen: true), CompressionLevel.Fastest);
        await write(PipeWriter.Create(gzip, new StreamPipeWriterOptions(leaveOpen: true)), content.Format, cancellationToken).ConfigureAwait(false);
        await gzip.DisposeAsync().ConfigureAwait(false);
    }
}
