using System.Diagnostics;

namespace ObservabilityLint.Tool.Tests.Harness;

/// <summary>The tool.</summary>
internal static class Obslint
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "obslint.dll");

    /// <summary>Runs a command. What would change goes to standard output past the console, in the bytes of the files: that needs a process.</summary>
    public static Task<Ended> RunAsync(string folder, params string[] arguments) => arguments.Contains("--dry-run") ? RunAloneAsync(folder, arguments) : ToolServer.RunAsync(folder, arguments);

    /// <summary>As a user runs it: in a process of its own.</summary>
    public static Task<Ended> RunAloneAsync(string folder, params string[] arguments) => Shell.RunAsync(folder, "dotnet", [Assembly, .. arguments]);

    /// <summary>Starts such a process without waiting for its end.</summary>
    public static Process Start(string folder, params string[] arguments) => Shell.Start(folder, "dotnet", [Assembly, .. arguments]);

    /// <summary>Ctrl-C; where a shell has started the tests in the background, the signal that ends a program there: what that starts ignores the other one.</summary>
    public static Task InterruptAsync(Process process, string folder)
        => Shell.RunAsync(folder, "sh", "-c", $"if [ $((0x$(sed -n 's/^SigIgn:[[:space:]]*//p' /proc/{process.Id}/status 2> /dev/null || echo 0) & 2)) = 0 ]; then kill -INT {process.Id}; else kill -TERM {process.Id}; fi");
}

/// <summary>How a process has ended.</summary>
internal sealed record Ended(int Code, string Output, string Error)
{
    public override string ToString() => $"exit code {Code}\n{Output}\n{Error}";
}

/// <summary>Runs commands.</summary>
internal static class Shell
{
    public static async Task<Ended> RunAsync(string folder, string command, params string[] arguments)
    {
        using var process = Start(folder, command, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ended(process.ExitCode, await output, await error);
    }

    public static Process Start(string folder, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // A test host's own settings of the SDK are not those of a user.
        foreach (var name in (string[])["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"]) start.Environment.Remove(name);
        // Commands are short: what the profile-guided tier costs never comes back.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }
}
