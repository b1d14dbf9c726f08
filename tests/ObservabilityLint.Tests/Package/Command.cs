using System.Diagnostics;

namespace ObservabilityLint.Tests.Package;

/// <summary>What a program said, and how it ended.</summary>
public sealed record Outcome(string CommandLine, int ExitCode, string Output)
{
    public Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"`{CommandLine}` ended with {ExitCode}:\n{Output}");
        return this;
    }

    public Outcome Failed()
    {
        Assert.True(ExitCode != 0, $"`{CommandLine}` succeeded:\n{Output}");
        return this;
    }
}

/// <summary>Runs programs as a user's shell would: nothing of the test's own MSBuild reaches them, and nothing that they start outlives the run.</summary>
public static class Command
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Where a program is installed; null where it is not.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
        .FirstOrDefault(File.Exists);

    public static Task<Outcome> DotnetAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => RunAsync(Start(Dotnet, folder, environment, arguments), input: null);

    public static async Task<Outcome> RunAsync(ProcessStartInfo start, string? input)
    {
        using var process = Process.Start(start)!;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeLimit);
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new Outcome(Path.GetFileName(start.FileName) + " " + string.Join(' ', start.ArgumentList), process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public static ProcessStartInfo Start(string program, string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // No build node outlives its build.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // Builds are short: what the profile-guided tier costs never comes back.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in CompilerServer.Environment) start.Environment[name] = value;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }

    private static bool IsOfTheTestRun(string name)
        => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("ASPNETCORE", StringComparison.OrdinalIgnoreCase) || name is "DOTNET_HOST_PATH" or "UPDATE";
}
