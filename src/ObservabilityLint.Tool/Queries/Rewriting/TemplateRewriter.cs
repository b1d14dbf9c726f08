using System.Text.RegularExpressions;
using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>The templates in annotations and labels of alerts: <c>{{ $labels.x }}</c>, <c>{{ $value }}</c>, <c>{{ query "…" }}</c>.</summary>
internal sealed partial class TemplateRewriter(ChangeTable table, ScopeChanges changes)
{
    /// <param name="template">The text.</param>
    /// <param name="effect">What shows in the result of the alert's expression.</param>
    public void Rewrite(MappedText template, Effect effect)
    {
        if (!template.Text.Contains("{{", StringComparison.Ordinal)) return;
        var actions = Action().Matches(template.Text);
        var queried = actions.SelectMany(action => RewriteQueries(template, action)).ToList();
        // Within a query, the labels are those of its result.
        var inner = queried.Count > 0 ? Effects.Common(queried) : effect;
        foreach (Match action in actions)
        {
            foreach (Match match in Label().Matches(action.Value))
            {
                var (label, isOuter) = (match.Groups["label"], match.Groups["outer"].Success);
                changes.Rename(template, action.Index + label.Index, label.Length, (isOuter ? effect : inner).Labels.GetValueOrDefault(label.Value));
            }
            if (effect.IsScaled && Value().Match(action.Value) is { Success: true } value)
                changes.Flag(template.PlaceOf(action.Index + value.Index), $"it shows a value that has another unit: what was 1 is {Numbers.Text(effect.Factor)} now");
        }
    }

    private IEnumerable<Effect> RewriteQueries(MappedText template, Match action)
    {
        if (!Query().IsMatch(action.Value)) yield break;
        foreach (Match match in Text().Matches(action.Value))
        {
            var content = match.Groups["content"];
            var start = action.Index + content.Index;
            var query = match.Value[0] == '"' ? JsonText.Decode(template, start, start + content.Length) : template.Slice(start, content.Length);
            var tree = PromQLParser.Parse(query.Text, PromQLOptions.Grafana);
            if (tree.Errors.Any(static error => error.Kind != PromQL.Syntax.ErrorKind.Meaning))
            {
                if (Words.In(query.Text).Select(word => table.Of(word.Word)).FirstOrDefault(static change => change != null && change.New != change.Old) is { } change)
                    changes.Flag(query.PlaceOf(0), $"this makes a query with '{change.Old}', which is now '{change.New}', and cannot be read alone");
                continue;
            }
            var effect = changes.Rewrite(query, tree, table);
            if (effect.IsScaled) changes.Flag(query.PlaceOf(0), $"it shows a value that has another unit: what was 1 is {Numbers.Text(effect.Factor)} now");
            yield return effect;
        }
    }

    [GeneratedRegex("""\{\{(?:"(?:[^"\\]|\\.)*"|`[^`]*`|(?!\}\}).)*\}\}""", RegexOptions.Singleline)]
    private static partial Regex Action();

    [GeneratedRegex("""(?:(?<outer>\$labels)\.|\.Labels\.|index\s+(?<outer>\$labels)\s+["`]|\blabel\s+["`])(?<label>[A-Za-z_][\w.]*)""")]
    private static partial Regex Label();

    [GeneratedRegex(@"\$value\b|\.Value\b")]
    private static partial Regex Value();

    [GeneratedRegex(@"(?<![\w.$])query(?![\w.])")]
    private static partial Regex Query();

    [GeneratedRegex("""
        "(?<content>(?:[^"\\]|\\.)*)"|`(?<content>[^`]*)`
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Text();
}
