using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ObservabilityLint.Tool.Tests.Harness;

/// <summary>A Prometheus of its own for a test, over what promtool has put into a folder.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient client;

    private Prometheus(Process process, int port) => (this.process, client) = (process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") });

    public static void SkipIfMissing()
        => Assert.SkipUnless(Programs.Find("prometheus") != null && Programs.Find("promtool") != null, "Prometheus and promtool are not installed (Debian: `apt install prometheus`), so that nobody judges the queries.");

    /// <param name="folder">Where its data are, and where it writes.</param>
    public static async Task<Prometheus> StartAsync(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "prometheus.yml"), "{}");
        var port = FreePort();
        var process = Shell.Start(folder, "prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error");
        _ = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var server = new Prometheus(process, port);
        for (var attempt = 0; attempt < 600 && !process.HasExited; attempt++)
        {
            if (await server.IsReadyAsync()) return server;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        await server.DisposeAsync();
        throw new InvalidOperationException("Prometheus did not start.");
    }

    /// <summary>The value of each series of an expression at a time, by its labels but for the name.</summary>
    public async Task<SortedDictionary<string, double>> QueryAsync(string expression, DateTimeOffset at)
    {
        var address = $"api/v1/query?query={Uri.EscapeDataString(expression)}&time={at.ToUnixTimeSeconds()}";
        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken));
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var series in json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray())
        {
            var labels = series.GetProperty("metric").EnumerateObject().Where(static label => label.Name != "__name__").Select(static label => $"{label.Name}={label.Value}").Order(StringComparer.Ordinal);
            values.Add(string.Join(",", labels), double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture));
        }
        return values;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("-/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
