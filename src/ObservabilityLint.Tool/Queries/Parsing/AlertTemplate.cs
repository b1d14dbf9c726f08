using System.Text.RegularExpressions;
using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Parsing;

/// <summary>Of which series a template shows a label.</summary>
internal enum LabelOwner
{
    /// <summary>Of the alert: <c>$labels.x</c>.</summary>
    Alert,

    /// <summary>Of the alert, or within a query of what that gives: <c>.Labels.x</c>.</summary>
    Nearest,

    /// <summary>Of what a query of the template gives: <c>label "x"</c>.</summary>
    Query,
}

/// <summary>A query in a template.</summary>
/// <param name="Text">The query.</param>
/// <param name="Tree">What it says.</param>
/// <param name="IsFormat">Parts of it are put in by <c>printf</c>.</param>
internal sealed record TemplateQuery(MappedText Text, PromQLTree Tree, bool IsFormat);

/// <summary>A label that a template shows.</summary>
internal sealed record TemplateLabel(MappedText Text, LabelOwner Owner);

/// <summary>The template in an annotation or a label of an alert: <c>{{ $labels.x }}</c>, <c>{{ $value }}</c>, <c>{{ query "…" }}</c>.</summary>
/// <param name="Queries">Its queries.</param>
/// <param name="Labels">The labels that it shows.</param>
/// <param name="Values">Where it shows the value of the alert.</param>
internal sealed partial record AlertTemplate(IReadOnlyList<TemplateQuery> Queries, IReadOnlyList<TemplateLabel> Labels, IReadOnlyList<MappedText> Values)
{
    /// <summary>The templates of an alert, in the order of its file.</summary>
    public static IEnumerable<AlertTemplate> In(DocumentNode alert)
    {
        foreach (var part in (DocumentNode?[])[alert["annotations"], alert["labels"]])
            foreach (var (_, value) in part?.Members ?? [])
                if (value is Scalar { IsText: true } text && text.MayContain("{{")) yield return Read(text.Text);
    }

    private static AlertTemplate Read(MappedText template)
    {
        var (queries, labels, values) = (new List<TemplateQuery>(), new List<TemplateLabel>(), new List<MappedText>());
        foreach (Match action in Action().Matches(template.Text))
        {
            queries.AddRange(Query().Matches(action.Value).Select(query => QueryIn(template, action.Index, query)));
            foreach (Match label in Label().Matches(action.Value))
            {
                var (name, owner) = (label.Groups["label"], label.Groups["alert"].Success ? LabelOwner.Alert : label.Groups["nearest"].Success ? LabelOwner.Nearest : LabelOwner.Query);
                labels.Add(new TemplateLabel(template.Slice(action.Index + name.Index, name.Length), owner));
            }
            if (Value().Match(action.Value) is { Success: true } value) values.Add(template.Slice(action.Index + value.Index, value.Length));
        }
        return new AlertTemplate(queries, labels, values);
    }

    private static TemplateQuery QueryIn(MappedText template, int start, Match query)
    {
        var content = query.Groups["content"];
        var text = query.Groups["raw"].Success ? template.Slice(start + content.Index, content.Length) : JsonText.Decode(template, start + content.Index, start + content.Index + content.Length);
        return new TemplateQuery(text, PromQLParser.Parse(text.Text, PromQLOptions.Grafana), query.Groups["format"].Success);
    }

    [GeneratedRegex("""\{\{(?:"(?:[^"\\]|\\.)*"|`[^`]*`|(?!\}\}).)*\}\}""", RegexOptions.Singleline)]
    private static partial Regex Action();

    [GeneratedRegex("""
        (?:(?<alert>\$labels)|(?<nearest>\.Labels))\.(?<label>[A-Za-z_]\w*)
        |(?:index\s+(?:(?<alert>\$labels)|(?<nearest>[\w$.]*\.Labels))|\blabel)\s+["`](?<label>[^"`]+)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Label();

    [GeneratedRegex(@"\$value\b|\.Value\b")]
    private static partial Regex Value();

    /// <summary>The text that is asked, behind <c>query</c>, or before it in a pipeline.</summary>
    [GeneratedRegex("""
        (?<![\w.$])query\s*\(?\s*(?<format>printf\s+)?(?:"(?<content>(?:[^"\\]|\\.)*)"|(?<raw>`)(?<content>[^`]*)`)
        |(?<format>printf\s+)?(?:"(?<content>(?:[^"\\]|\\.)*)"|(?<raw>`)(?<content>[^`]*)`)(?:\s[^|]*)?\|\s*query(?![\w.])
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Query();
}
