using System.Text.RegularExpressions;

namespace ObservabilityLint.Tool.Queries.Expressions;

/// <summary>The variables of Grafana in names.</summary>
internal static partial class GrafanaVariables
{
    /// <summary>A pattern for what a text with variables may become; null for one that may become anything.</summary>
    public static string? ToPattern(string text, bool isRegex = false)
    {
        var parts = Variable().Split(text);
        return parts.All(static part => part.Length == 0) ? null : string.Join(".*", parts.Select(part => isRegex ? part : Regex.Escape(part)));
    }

    [GeneratedRegex(@"\$\w+|\$\{[^}]*\}|\[\[[^\]]*\]\]")]
    private static partial Regex Variable();
}
