using System.Diagnostics;

namespace ObservabilityLint.Benchmarks;

/// <summary>What a command took.</summary>
/// <param name="Wall">Milliseconds from its start to its end.</param>
/// <param name="PeakMegabytes">The most memory of the process itself, without those that it starts.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record MeasuredProcess(double Wall, double PeakMegabytes, string Output)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <exception cref="InvalidOperationException">It ended with another code than those that are no failure.</exception>
    public static async Task<MeasuredProcess> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, int[] good, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What 'dotnet run' has told this process about its own SDK is not for others.
        foreach (var name in (string[])["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath"]) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            // A process that has just ended has no memory any more.
            if (!process.HasExited) peak = Math.Max(peak, process.PeakWorkingSet64);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(BetweenLooks));
        }
        var wall = watch.Elapsed.TotalMilliseconds;
        var all = await output + await error;
        if (!good.Contains(process.ExitCode)) throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{all}");
        return new MeasuredProcess(wall, peak / (1024.0 * 1024), all);
    }
}
