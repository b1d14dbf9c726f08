using System.Text.RegularExpressions;
using ObservabilityLint.Tool.PromQL.Syntax;

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

    /// <summary>True where a variable stands for a label.</summary>
    public static bool IsLabelIn(PromQLTree tree, string variable)
        => tree.Names.Any(name => name is { HasVariables: true, Role: not NameRole.Metric } && Variable().Matches(name.Value).Any(match => match.Value.Trim('$', '{', '}', '[', ']').Split(':', '.')[0] == variable));

    [GeneratedRegex(@"\$\w+|\$\{[^}]*\}|\[\[[^\]]*\]\]")]
    private static partial Regex Variable();
}
