using System.Net.Sockets;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>Clients that knock all the time, in every way, while servers start and stop. Nothing of it may reach the program.</summary>
public sealed class MetricsServerFireTests
{
    private const int Rounds = 500;

    [Fact]
    public async Task Starts_and_stops_under_fire()
    {
        var unobserved = new List<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, raised) =>
        {
            if (!raised.Exception.ToString().Contains(nameof(RuntimeMetrics), StringComparison.Ordinal)) return;
            lock (unobserved) unobserved.Add(raised.Exception);
        };
        TaskScheduler.UnobservedTaskException += note;
        using var metrics = RuntimeMetricsBridge.Start();
        Uri address;
        await using (var first = await MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), Patience.Token)) address = first.Address;
        using var end = new CancellationTokenSource();
        var knocking = Enumerable.Range(0, 3).Select(i => Task.Run(() => KnockAsync(address, i, end.Token))).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var server = await MetricsServer.StartAsync(metrics, address, new MetricsServerOptions { MaxConcurrentScrapes = 8 }, Patience.Token);
            if (round % 10 == 0) await Task.Delay(10, Patience.Token);
            await server.DisposeAsync().AsTask().WaitAsync(Patience.Token);
        }
        await end.CancelAsync();
        var answers = (await Task.WhenAll(knocking)).Sum();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= note;
        Assert.True(answers > 0, "Nobody got an answer.");
        Assert.Empty(unobserved);
    }

    /// <summary>Every answer with the status 200 is whole.</summary>
    private static async Task<int> KnockAsync(Uri address, int kind, CancellationToken end)
    {
        var answers = 0;
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var client = await RawClient.AskAsync(address, version: kind == 0 ? "1.0" : "1.1", headers: "Accept: application/openmetrics-text\r\nConnection: close\r\n");
                if (kind == 1) client.EndSending();
                if (kind == 2 && Random.Shared.Next(2) == 0)
                {
                    client.Vanish();
                    continue;
                }
                var answer = await client.ReadToEndAsync();
                if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) continue;
                // Kestrel takes the end of a client's half for the end of the client: then the answer may break off, which its length shows.
                var parts = answer.Split("\r\n\r\n", 2);
                if (!parts[0].Contains($"Content-Length: {parts[1].Length}", StringComparison.Ordinal)) continue;
                Assert.EndsWith("# EOF\n", answer, StringComparison.Ordinal);
                answers++;
            }
            catch (SocketException)
            {
                // Between two servers.
            }
        }
        return answers;
    }

    [Fact]
    public async Task Refuses_40_KB_without_a_line_end()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        await using var server = await MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), Patience.Token);
        using var client = await RawClient.ConnectAsync(server.Address);
        try
        {
            await client.SendAsync(new string('x', 40 * 1024));
        }
        catch (SocketException)
        {
            // It does not even listen to the end.
        }

        var answer = await client.ReadToEndAsync();

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
    }

    [Fact]
    public async Task Clients_that_close_their_half_or_reset_harm_nobody()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        await using var server = await MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), new MetricsServerOptions { MaxConcurrentScrapes = 1 }, Patience.Token);
        for (var i = 0; i < 50; i++)
        {
            using var half = await RawClient.AskAsync(server.Address);
            half.EndSending();
            await half.ReadToEndAsync();
            var reset = await RawClient.AskAsync(server.Address);
            reset.Vanish();
        }
        await Patience.UntilAsync(async () =>
        {
            using var client = await RawClient.AskAsync(server.Address, headers: "Connection: close\r\n");
            return (await client.ReadToEndAsync()).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        });
    }
}
