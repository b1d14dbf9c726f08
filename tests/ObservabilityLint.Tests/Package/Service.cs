using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ObservabilityLint.Tests.Package;

/// <summary>A sample that runs, on a free port of the loopback interface.</summary>
public sealed partial class Service : IAsyncDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly HttpClient client;

    private Service(Process process, string address)
        => (this.process, client) = (process, new HttpClient { BaseAddress = new Uri(address), Timeout = TimeLimit });

    /// <summary>Where it listens.</summary>
    public Uri Address => client.BaseAddress!;

    /// <summary>Starts the program, an assembly or native code; the system picks the port, and the program says which.</summary>
    public static async Task<Service> StartAsync(string program)
    {
        var isAssembly = Path.GetExtension(program) == ".dll";
        var start = Command.Start(isAssembly ? Command.Dotnet : program, Path.GetDirectoryName(program)!, new Dictionary<string, string>(), [.. isAssembly ? (string[])[program] : [], "--urls", "http://127.0.0.1:0"]);
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"{program} ended:\n{string.Join('\n', said)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new Service(process, await listening.Task.WaitAsync(TimeLimit));
        }
        catch
        {
            Stop(process);
            throw;
        }

        void Hear(string? line)
        {
            said.Enqueue(line ?? "");
            if (Listening().Match(line ?? "") is { Success: true } match) listening.TrySetResult(match.Groups[1].Value);
        }
    }

    /// <summary>The status and the text that a path answers with.</summary>
    public async Task<(int Status, string Text)> GetAsync(string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a request without a body, which the service must accept.</summary>
    public async Task PostAsync(string path)
    {
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), null);
        response.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        Stop(process);
        return ValueTask.CompletedTask;
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
