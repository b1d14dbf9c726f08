using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ObservabilityLint.Tool.Commands;

namespace ObservabilityLint.Tool.Tests.Harness;

/// <summary>
/// A process that runs one command of the tool after the other, each with a folder and a screen of its own.
/// What a process takes until its code is loaded and compiled is two thirds of a small check; most tests ask for what comes after that.
/// </summary>
internal static class ToolServer
{
    public const string Switch = "--serve";

    private static readonly ConcurrentBag<Process> Idle = [];

    /// <summary>In a server that has nothing to do, or in a new one: there are as many as there are tests at once. They end with this process, whose end closes what they read.</summary>
    public static async Task<Ended> RunAsync(string folder, string[] arguments)
    {
        if (!Idle.TryTake(out var server)) server = Shell.Start(AppContext.BaseDirectory, "dotnet", typeof(ToolServer).Assembly.Location, Switch);
        await server.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new Request(folder, arguments)));
        if (await server.StandardOutput.ReadLineAsync() is not { } answer)
        {
            await server.WaitForExitAsync();
            return new Ended(server.ExitCode, "", await server.StandardError.ReadToEndAsync());
        }
        Idle.Add(server);
        return JsonSerializer.Deserialize<Ended>(answer)!;
    }

    /// <summary>The other side.</summary>
    public static async Task<int> ServeAsync()
    {
        var (requests, answers) = (Console.In, Console.Out);
        while (await requests.ReadLineAsync() is { } line)
        {
            var request = JsonSerializer.Deserialize<Request>(line)!;
            using StringWriter output = new(), error = new();
            Console.SetOut(output);
            Console.SetError(error);
            Directory.SetCurrentDirectory(request.Folder);
            var code = await CommandLine.RunAsync(request.Arguments);
            // The folder of a test goes with it.
            Directory.SetCurrentDirectory(AppContext.BaseDirectory);
            await answers.WriteLineAsync(JsonSerializer.Serialize(new Ended(code, output.ToString(), error.ToString())));
        }
        return 0;
    }

    private sealed record Request(string Folder, string[] Arguments);
}
