using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>What a README tells to ask a running program, as a shell does it.</summary>
public static class Shell
{
    /// <summary>Where ASP.NET Core listens when nothing else is said.</summary>
    private const string UsualAddress = "http://localhost:5000";

    private static readonly string? Program = Command.Find("sh");

    public static bool IsInstalled { get; } = Program != null && Command.Find("curl") != null;

    public static void SkipIfMissing() => Assert.SkipUnless(IsInstalled, "There is no sh, or no curl, to run the lines of the README.");

    /// <summary>The lines of the README that ask for this path.</summary>
    public static IEnumerable<string> LinesFor(string path) => ReadmeBlock.In("README.md").Single(block => block.Language == "sh" && block.Text.Contains(UsualAddress + path, StringComparison.Ordinal)).Lines;

    public static async Task<string> RunAsync(IEnumerable<string> lines, Uri address)
    {
        var script = string.Join('\n', lines);
        Assert.Contains(UsualAddress + "/", script, StringComparison.Ordinal);
        var here = script.Replace(UsualAddress + "/", address.AbsoluteUri, StringComparison.Ordinal);
        return (await Command.RunAsync(Command.Start(Program!, AppContext.BaseDirectory, new Dictionary<string, string>(), ["-e", "-c", here]), input: null)).Succeeded().Output;
    }
}
