using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>
/// The command by which README.md repairs. Its list of rules keeps all other analyzers out: those of the SDK and of other packages rewrite what is no telemetry,
/// and take longer than ours.
/// </summary>
public static class RepairCommand
{
    /// <summary>Writes nothing, and fails where there is something to write.</summary>
    public const string Verify = "--verify-no-changes";

    private static readonly string Rules = string.Join(' ', RuleCatalog.All.Where(rule => RuleCatalog.NoFixReason(rule) is null).Select(RuleCatalog.IdOf));

    /// <param name="path">A project or a solution, or a folder that holds one.</param>
    public static string On(string path) => $"dotnet format analyzers {path} --severity info --diagnostics {Rules}";

    /// <summary>What follows <c>dotnet</c> in a line of a shell.</summary>
    public static string[] ArgumentsOf(string line)
    {
        var words = line.Trim().Split(' ');
        Assert.Equal("dotnet", words[0]);
        return words[1..];
    }
}
