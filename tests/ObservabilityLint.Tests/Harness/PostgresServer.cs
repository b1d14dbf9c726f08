using System.Diagnostics;
using Npgsql;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A PostgreSQL of its own for a test, in a directory that goes with it. Where it is not installed, the test is skipped.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string directory;
    private readonly Process server;

    private PostgresServer(string directory, Process server, int port)
        => (this.directory, this.server, ConnectionString) = (directory, server, $"Host=127.0.0.1;Port={port};Username=shop;Database=postgres;Pooling=false");

    public string ConnectionString { get; }

    public static async Task<PostgresServer> StartAsync()
    {
        var tools = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).ToList() : [];
        Assert.SkipWhen(tools.Count == 0, "PostgreSQL is not installed.");
        Assert.SkipWhen(Environment.UserName == "root" && !File.Exists("/usr/bin/setpriv"), "PostgreSQL does not run as root, and nothing is there to run it as another user.");
        var directory = Directory.CreateTempSubdirectory("shop-postgres").FullName;
        if (Environment.UserName == "root") await FinishedAsync("chown", ["postgres", directory]);
        var data = Path.Combine(directory, "data");
        await FinishedAsync(Path.Combine(tools[^1], "initdb"), ["-D", data, "-A", "trust", "-U", "shop", "--no-sync"], apart: true);
        var port = FreePort.Next();
        var server = Started(Path.Combine(tools[^1], "postgres"), ["-D", data, "-p", $"{port}", "-k", directory, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"], apart: true);
        var postgres = new PostgresServer(directory, server, port);
        await postgres.AnswersAsync();
        return postgres;
    }

    public async ValueTask DisposeAsync()
    {
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
        server.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private async Task AnswersAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task FinishedAsync(string program, string[] arguments, bool apart = false)
    {
        using var process = Started(program, arguments, apart);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    /// <param name="program">What is run.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="apart">As the user of the database, where the tests run as root.</param>
    private static Process Started(string program, string[] arguments, bool apart)
    {
        string[] command = apart && Environment.UserName == "root" ? ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments] : [program, .. arguments];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        // Nobody reads what it says, and it must not wait for that.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
