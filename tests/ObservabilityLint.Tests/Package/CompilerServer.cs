using System.Diagnostics;
using System.Runtime.InteropServices;
using ObservabilityLint.Tests.Package;

[assembly: AssemblyFixture(typeof(CompilerServer))]

namespace ObservabilityLint.Tests.Package;

/// <summary>
/// One compiler for all builds of a test run, and for no others: to start one for each, which loads and compiles the rules anew, takes longer than most of what it compiles.
/// It ends with the run.
/// </summary>
public sealed class CompilerServer : IDisposable
{
    /// <summary>What MSBuild passes on to the compiler's task.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["UseSharedCompilation"] = "true", ["SharedCompilationId"] = Guid.NewGuid().ToString("N") };

    /// <summary>Any SDK's program knows how to tell the one that runs.</summary>
    public void Dispose()
    {
        var sdks = Path.GetFullPath("../../../sdk", RuntimeEnvironment.GetRuntimeDirectory());
        if (!Directory.Exists(sdks)) return;
        foreach (var server in Directory.EnumerateDirectories(sdks).Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "VBCSCompiler.dll")).Where(File.Exists).Take(1))
        {
            using var process = Process.Start(new ProcessStartInfo(Command.Dotnet, ["exec", server, "-shutdown", "-pipename:" + Environment["SharedCompilationId"]]) { RedirectStandardOutput = true })!;
            process.WaitForExit();
        }
    }
}
