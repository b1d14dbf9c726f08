using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Parsing;

/// <summary>The labels that texts of a dashboard show.</summary>
internal static partial class ShownLabels
{
    /// <summary>Those of a legend: <c>{{label}}</c>.</summary>
    public static IEnumerable<MappedText> InLegend(MappedText legend) => In(legend, Legend());

    /// <summary>Those of a text of a panel: <c>${__field.labels.label}</c>, and fields of tables that have the name of one: <c>${__data.fields.label}</c>.</summary>
    public static IEnumerable<MappedText> InFields(MappedText text) => In(text, Field());

    private static IEnumerable<MappedText> In(MappedText text, Regex pattern)
        => pattern.Matches(text.Text).Select(static match => match.Groups["label"]).Select(label => text.Slice(label.Index, label.Length));

    [GeneratedRegex(@"\{\{\s*(?<label>[^{}]*?)\s*\}\}")]
    private static partial Regex Legend();

    [GeneratedRegex("""\$\{__(?:field\.labels|data\.fields)(?:\.(?<label>\w+)|\[["']?(?<label>[^"'\]]+)["']?\])""")]
    private static partial Regex Field();
}
