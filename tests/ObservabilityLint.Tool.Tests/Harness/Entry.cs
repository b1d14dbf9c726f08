using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace ObservabilityLint.Tool.Tests.Harness;

/// <summary>The start of this program: it runs the tests, as the entry point does that xUnit would make, or serves them.</summary>
internal static class Entry
{
    public static Task<int> Main(string[] arguments) => arguments switch
    {
        [ToolServer.Switch] => ToolServer.ServeAsync(),
        _ when arguments.Any(static argument => argument is "--server" or "--internal-msbuild-node") => TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(arguments),
    };
}
