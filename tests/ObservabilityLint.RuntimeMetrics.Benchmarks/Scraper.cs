using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>Asks one endpoint over a connection of its own and throws its text away unread: what is measured is the endpoint, and a client that takes texts apart would weigh on all alike.</summary>
internal sealed class Scraper : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] request, answer = new byte[256 * 1024];
    private readonly IPEndPoint server;

    /// <param name="server">Where it listens.</param>
    /// <param name="path">Of the endpoint.</param>
    public Scraper(Uri server, string path)
    {
        this.server = new IPEndPoint(IPAddress.Parse(server.Host), server.Port);
        request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAccept: application/openmetrics-text; version=1.0.0\r\n\r\n");
    }

    private static ReadOnlySpan<byte> LastChunk => "\r\n0\r\n\r\n"u8;

    /// <exception cref="InvalidOperationException">There is no text, or it does not end.</exception>
    public async Task ScrapeAsync()
    {
        if (!socket.Connected) await socket.ConnectAsync(server);
        await socket.SendAsync(request);
        var length = await ReceiveAsync(0);
        var body = answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) + 4;
        var head = Encoding.ASCII.GetString(answer, 0, body);
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)) throw new InvalidOperationException($"There is no text: {head}");
        if (SizeIn(head) is { } size)
            for (var left = size - (length - body); left > 0;) left -= await ReceiveAsync(0);
        else
            while (!answer.AsSpan(0, length).EndsWith(LastChunk))
            {
                // The end may come in pieces.
                var kept = Math.Min(length, LastChunk.Length);
                answer.AsSpan(length - kept, kept).CopyTo(answer);
                length = kept + await ReceiveAsync(kept);
            }
    }

    public void Dispose() => socket.Dispose();

    /// <returns>Null if the text comes in chunks.</returns>
    private static int? SizeIn(string head)
    {
        const string Field = "Content-Length: ";
        var at = head.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : int.Parse(head.AsSpan(at + Field.Length, head.IndexOf('\r', at) - at - Field.Length), CultureInfo.InvariantCulture);
    }

    private async ValueTask<int> ReceiveAsync(int from)
    {
        var length = await socket.ReceiveAsync(answer.AsMemory(from));
        return length > 0 ? length : throw new InvalidOperationException("The connection was closed before the text ended.");
    }
}
