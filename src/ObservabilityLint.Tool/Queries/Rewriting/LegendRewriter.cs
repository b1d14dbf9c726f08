using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>Gives labels their new names in the legend of a query, <c>{{label}}</c>, and in texts of a panel, <c>${__field.labels.label}</c>.</summary>
internal static partial class LegendRewriter
{
    public static void Rewrite(MappedText legend, Effect effect, ScopeChanges changes)
    {
        if (effect.Labels.IsEmpty) return;
        foreach (Match match in Label().Matches(legend.Text))
            if (match.Groups["label"] is var label) changes.Rename(legend, label.Index, label.Length, effect.Labels.GetValueOrDefault(label.Value));
    }

    public static void RewriteFields(MappedText text, Effect effect, IReadOnlyCollection<LabelChange> disputed, ScopeChanges changes)
    {
        foreach (Match match in Field().Matches(text.Text))
        {
            var label = match.Groups["label"];
            if (disputed.FirstOrDefault(change => change.Old == label.Value) is { } unclear) changes.Flag(text.PlaceOf(label.Index), PanelRewriter.Dispute(unclear));
            else changes.Rename(text, label.Index, label.Length, effect.Labels.GetValueOrDefault(label.Value));
        }
    }

    [GeneratedRegex(@"\{\{\s*(?<label>[^{}]*?)\s*\}\}")]
    private static partial Regex Label();

    [GeneratedRegex("""\$\{__(?:field\.labels|data\.fields)(?:\.(?<label>\w+)|\[["']?(?<label>[^"'\]]+)["']?\])""")]
    private static partial Regex Field();
}
