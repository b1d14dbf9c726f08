using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>The variables of a dashboard whose values are names of labels: ad-hoc filters, what is grouped by, and lists that somebody wrote, which may be such.</summary>
internal static class LabelVariable
{
    /// <summary>The scope of such a variable; null for others, and for those that name nothing.</summary>
    /// <param name="type">Its type, in either schema of dashboards.</param>
    /// <param name="variable">What it consists of.</param>
    /// <param name="isCertain">Its labels are those of Prometheus for certain.</param>
    public static QueryScope? Read(string? type, DocumentNode variable, bool isCertain)
    {
        IEnumerable<MappedText> labels = type switch
        {
            "adhoc" or "AdhocVariable" => [.. Keys(variable["filters"]), .. Keys(variable["baseFilters"]), .. Choices(variable["defaultKeys"])],
            "groupby" or "GroupByVariable" => [.. Choices(variable["current"]), .. Choices(variable["options"]), .. Choices(variable["defaultValue"]), .. Choices(variable["defaultKeys"])],
            "custom" or "CustomVariable" => [.. Listed(variable["query"]), .. Choices(variable["current"]), .. Choices(variable["options"])],
            _ => [],
        };
        var queries = labels.Select(label => new QueryText(label, QueryForm.Label, isCertain, HasVariables: true, [], [])).ToList();
        return queries.Count == 0 ? null : new QueryScope(ScopeKind.LabelVariable, variable.TextAt("name") ?? "", variable, queries);
    }

    /// <summary>True for one that names labels only where a query takes it for a label.</summary>
    public static bool IsList(DocumentNode variable) => variable["filters"] is null && variable["query"] is Scalar;

    private static IEnumerable<MappedText> Keys(DocumentNode? filters) => (filters?.Items ?? []).Select(static filter => filter["key"]).OfType<Scalar>().Where(static key => key.IsText).Select(static key => key.Text);

    /// <summary>What can be chosen, or is: a text and a value, each one or several.</summary>
    private static IEnumerable<MappedText> Choices(DocumentNode? choices)
        => choices is null ? [] : choices.Items.Prepend(choices).SelectMany(static choice => (DocumentNode?[])[choice["text"], choice["value"]]).OfType<DocumentNode>().SelectMany(static node => node.Items.Prepend(node))
            .OfType<Scalar>().Where(static text => text.IsText).Select(static text => text.Text);

    /// <summary>A list with commas, in which <c>text : value</c> gives a value a text of its own.</summary>
    private static IEnumerable<MappedText> Listed(DocumentNode? query)
    {
        if (query is not Scalar { IsText: true } list) yield break;
        foreach (var item in ListedLabels.In(list.Text))
            if (item.Text.IndexOf(" : ", StringComparison.Ordinal) is var colon and >= 0) yield return item.Slice(colon + 3, item.Text.Length - colon - 3);
            else yield return item;
    }
}
