using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>A client that speaks no better HTTP than it is told to.</summary>
public sealed class RawClient : IDisposable
{
    private readonly Socket socket;

    private RawClient(IPAddress address) => socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

    public static async Task<RawClient> ConnectAsync(Uri address, int? receiveBuffer = null)
    {
        var ip = IPAddress.TryParse(address.DnsSafeHost, out var own) && IPAddress.IsLoopback(own) ? own : IPAddress.Loopback;
        var client = new RawClient(ip);
        if (receiveBuffer is { } bytes) client.socket.ReceiveBufferSize = bytes;
        await client.socket.ConnectAsync(ip, address.Port, Patience.Token);
        return client;
    }

    /// <summary>Connects, and sends a whole request.</summary>
    public static async Task<RawClient> AskAsync(Uri address, string method = "GET", string version = "1.1", string? path = null, string headers = "", int? receiveBuffer = null)
    {
        var client = await ConnectAsync(address, receiveBuffer);
        await client.SendAsync($"{method} {path ?? address.AbsolutePath} HTTP/{version}\r\nHost: {address.Authority}\r\n{headers}\r\n");
        return client;
    }

    public async Task SendAsync(string text) => await socket.SendAsync(Encoding.Latin1.GetBytes(text), Patience.Token);

    /// <summary>Sends no more, but reads on.</summary>
    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until the text has come.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        var read = new StringBuilder();
        var buffer = new byte[1];
        while (!read.ToString().EndsWith(text, StringComparison.Ordinal))
        {
            Assert.True(await socket.ReceiveAsync(buffer, Patience.Token) > 0, $"The connection ended after: {read}");
            read.Append((char)buffer[0]);
        }

        return read.ToString();
    }

    /// <summary>Reads until the server closes the connection, in order or not.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var read = new StringBuilder();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, Patience.Token) is var count and > 0) read.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (SocketException)
        {
            // Reset, which is an end too.
        }

        return read.ToString();
    }

    /// <summary>Goes away without a word: what the server sends from now on is answered with a reset.</summary>
    public void Vanish()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();
}
