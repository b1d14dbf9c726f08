using System.IO.Pipelines;
using System.Net;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>An exchange of <see cref="HttpListener"/>. Each has its own connection: one that waits idly for the next scrape would get an answer to nothing when the listener closes.</summary>
internal sealed class ListenerExchange : IScrapeExchange
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly HttpListenerRequest request;
    private readonly HttpListenerResponse response;
    private readonly Stream stream;
    private readonly object cutting = new();
    private Task? cut;

    public ListenerExchange(HttpListenerContext context)
    {
        (request, response) = (context.Request, context.Response);
        response.KeepAlive = false;
        stream = response.OutputStream;
        Body = PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: 16 * 1024, leaveOpen: true));
    }

    public string Method => request.HttpMethod;

    public string? Accept => request.Headers["Accept"];

    public string? AcceptEncoding => request.Headers["Accept-Encoding"];

    public PipeWriter Body { get; }

    public bool TrySetHead(int status, string contentType, long? length)
    {
        if (Body.UnflushedBytes > 0) return false;
        try
        {
            if (length is { } bytes) response.ContentLength64 = bytes;
            else response.SendChunked = request.ProtocolVersion >= HttpVersion.Version11;
            response.ContentType = contentType;
            response.StatusCode = status;
            return true;
        }
        catch (InvalidOperationException)
        {
            // The listener does not tell that the head has gone out; it refuses to change it.
            return false;
        }
    }

    public void SetHeader(string name, string? value)
    {
        if (value is null) response.Headers.Remove(name);
        else response.Headers.Set(name, value);
    }

    public async Task EndAsync()
    {
        await Body.FlushAsync().ConfigureAwait(false);
        // Not the response first: it would then count as closed while the end of the answer still waits for a slow client, and could not be cut any more.
        stream.Close();
        response.Close();
    }

    public Task CutAsync()
    {
        lock (cutting) return cut ??= BreakOffAsync();
    }

    /// <summary>
    /// On Windows Abort does what it says. Elsewhere it writes the mark that ends a whole answer, and waits as long as the client does not read. There a chunk is begun whose end never comes,
    /// so that the mark is none; the stream is closed, which may wait; and Abort, which then finds it closed, only closes the socket, and so frees all who wait for it.
    /// </summary>
    private async Task BreakOffAsync()
    {
        if (!OperatingSystem.IsWindows())
        {
            await TryAsync(() => stream.BeginWrite("\n"u8.ToArray(), 0, 1, null, null)).ConfigureAwait(false);
            await TryAsync(stream.Close).ConfigureAwait(false);
        }

        await TryAsync(response.Abort).ConfigureAwait(false);
    }

    /// <summary>Runs a step that may never return, on a thread of its own, and goes on after a while in any case.</summary>
    private static async Task TryAsync(Action step)
    {
        var running = Task.Factory.StartNew(step, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(running, Task.Delay(Patience)).ConfigureAwait(false);
        // That it failed, because the client has gone or the stream is closed, is as good as success.
        _ = running.Exception;
    }
}
