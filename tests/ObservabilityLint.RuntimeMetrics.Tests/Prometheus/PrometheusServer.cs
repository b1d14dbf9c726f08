using System.Collections.Concurrent;
using System.Diagnostics;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Package;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>A Prometheus of its own for a test, in a folder that goes with it.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    /// <summary>For a machine that does much else.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private static readonly string? Program = Command.Find("prometheus");

    private readonly string folder;
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private PrometheusServer(string folder, Process process, int port)
    {
        (this.folder, this.process) = (folder, process);
        Api = new PrometheusApi(new Uri($"http://127.0.0.1:{port}/"));
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
    }

    public static bool IsInstalled => Program != null;

    public PrometheusApi Api { get; }

    public static void SkipIfMissing()
        => Assert.SkipUnless(IsInstalled, "Prometheus is not installed (Debian: `apt install prometheus`), so nobody scrapes the bridge for real.");

    /// <param name="configuration">The text of prometheus.yml.</param>
    /// <param name="files">Files that are to stand beside it.</param>
    public static Task<PrometheusServer> StartAsync(string configuration, params string[] files) => StartAsync(configuration, files, features: []);

    /// <param name="configuration">The text of prometheus.yml.</param>
    /// <param name="files">Files that are to stand beside it.</param>
    /// <param name="features">Features that it has beside those that it always has.</param>
    public static async Task<PrometheusServer> StartAsync(string configuration, string[] files, string[] features)
    {
        var folder = Directory.CreateTempSubdirectory("bridge-prometheus-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), configuration);
        foreach (var file in files) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        for (var attempt = 1; ; attempt++)
        {
            var server = Start(folder, features);
            if (await server.IsReadyAsync()) return server;
            await server.StopAsync();
            // Another program may have taken the port in between.
            if (attempt == 5 || !server.said.Any(line => line.Contains("address already in use", StringComparison.Ordinal)))
            {
                Directory.Delete(folder, recursive: true);
                throw new InvalidOperationException($"Prometheus did not start:\n{string.Join('\n', server.said)}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static PrometheusServer Start(string folder, string[] features)
    {
        var port = FreePort.Next();
        // A version that does not know a feature says so, and goes on.
        string[] arguments =
        [
            "--config.file=prometheus.yml", "--storage.tsdb.path=data", $"--web.listen-address=127.0.0.1:{port}",
            $"--enable-feature={string.Join(',', [.. features, "exemplar-storage", "created-timestamp-zero-ingestion"])}", "--log.level=warn",
        ];
        var process = new Process { StartInfo = Command.Start(Program!, folder, new Dictionary<string, string>(), arguments) };
        var server = new PrometheusServer(folder, process, port);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    private async Task<bool> IsReadyAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeLimit);
        while (!process.HasExited && !limit.IsCancellationRequested)
        {
            if (await Api.IsReadyAsync(limit.Token)) return true;
            await Task.Delay(50, limit.Token);
        }
        return false;
    }

    private async Task StopAsync()
    {
        Api.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
