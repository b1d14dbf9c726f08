using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Output;

/// <summary>How many there are, in words.</summary>
internal static class Totals
{
    public static string Count(int number, string thing) => $"{number} {thing}{(number == 1 ? "" : "s")}";

    /// <summary>The findings of each level.</summary>
    public static string Of(IReadOnlyCollection<Finding> findings)
    {
        if (findings.Count == 0) return "no findings";
        var levels = new (DiagnosticSeverity Severity, string One, string Many)[] { (DiagnosticSeverity.Error, "error", "errors"), (DiagnosticSeverity.Warning, "warning", "warnings"), (DiagnosticSeverity.Info, "suggestion", "suggestions") };
        return string.Join(", ", levels.Select(level => (level, Count: findings.Count(finding => finding.Severity == level.Severity))).Where(static each => each.Count > 0)
            .Select(static each => $"{each.Count} {(each.Count == 1 ? each.level.One : each.level.Many)}"));
    }
}
