using ObservabilityLint.Tool.Tests.Harness;
using ObservabilityLint.Tool.Tests.PromQL.Judges;

namespace ObservabilityLint.Benchmarks;

/// <summary>The parser of Prometheus's editor, where there is a program that runs it.</summary>
internal static class Lezer
{
    /// <returns>Where node is, or why the parser cannot be measured.</returns>
    public static async Task<(string? Node, string? Missing)> FindAsync()
    {
        var (node, npm) = (Programs.Find("node"), Programs.Find("npm"));
        if (node is null || npm is null) return (null, "lezer-promql is not measured: node or npm is not installed.");
        return await LezerPackage.InstallAsync(npm) is { } reason ? (null, $"lezer-promql is not measured: {reason}") : (node, null);
    }
}
