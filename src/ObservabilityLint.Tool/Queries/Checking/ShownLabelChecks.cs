using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>The labels that legends, texts of panels, variables and templates of alerts show: the result of a query must be able to have them.</summary>
internal sealed class ShownLabelChecks(LabelPresence presence)
{
    /// <summary>Checks those of one query: its legend, and what a variable takes of it.</summary>
    public void Check(ParsedQuery query, PromQLTree tree, QueryFindings findings)
    {
        foreach (var label in query.Query.Legends.SelectMany(ShownLabels.InLegend).Concat(query.Query.Labels)) Check(label, [tree], findings);
    }

    /// <summary>Checks those of a panel, if all of its queries are known and nothing makes other labels of theirs.</summary>
    public void CheckPanel(ParsedScope panel, QueryFindings findings)
    {
        var source = panel.Scope.Source;
        var data = source.At("data", "spec") ?? source;
        if (panel.Queries.Count < (data["targets"] ?? data["queries"])?.Items.Count || data["transformations"] is Sequence { List.Count: > 0 }) return;
        var trees = Trees(panel);
        foreach (var (_, value) in source.Members.Where(static member => !PanelParts.HoldsQueries(member.Key)))
            foreach (var text in value.All().OfType<Scalar>().Where(static text => text.IsText && text.MayContain("${__field.labels")))
                foreach (var label in ShownLabels.InFields(text.Text)) Check(label, trees, findings);
    }

    /// <summary>Checks those in the templates of an alert.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="findings">Where it is told.</param>
    /// <param name="checkQuery">Checks a query of a template.</param>
    public void CheckAlert(ParsedScope alert, QueryFindings findings, Action<TemplateQuery> checkQuery)
    {
        // Of a query that nobody has read, the labels are not known.
        var trees = alert.Queries.Count == alert.Scope.Queries.Count && !HasOtherQueries(alert.Scope) ? Trees(alert) : [];
        foreach (var template in AlertTemplate.In(alert.Scope.Source))
        {
            foreach (var query in template.Queries) checkQuery(query);
            List<PromQLTree> queried = template.Queries.All(static query => query.Tree.IsRead) ? [.. template.Queries.Select(static query => query.Tree)] : [];
            foreach (var label in template.Labels)
            {
                // Grafana counts an alert's own labels among them, and Prometheus does not.
                if (alert.Scope.Kind == ScopeKind.GrafanaAlert && alert.Scope.Source.At("labels", label.Text.Text) != null) continue;
                if (label.Owner == LabelOwner.Alert || label.Owner == LabelOwner.Nearest && template.Queries.Count == 0) Check(label.Text, trees, findings);
                else if (label.Owner == LabelOwner.Query) Check(label.Text, queried, findings);
                else if (trees.Count > 0 && queried.Count > 0) Check(label.Text, [.. trees, .. queried], findings);
            }
        }
    }

    private static List<PromQLTree> Trees(ParsedScope scope) => [.. scope.Queries.Select(static query => query.Tree).OfType<PromQLTree>()];

    /// <summary>Queries of other systems beside those of Prometheus; what Grafana makes of results has the labels of these.</summary>
    private static bool HasOtherQueries(QueryScope alert)
        => alert.Source["data"] is Sequence data && data.List.Count(static query => query.TextAt("datasourceUid") is not ("__expr__" or "-100")) > alert.Queries.Count;

    /// <summary>One of the results must be able to have it.</summary>
    private void Check(MappedText label, IReadOnlyList<PromQLTree> trees, QueryFindings findings)
    {
        // Grafana's and Prometheus's own, and what a variable names.
        if (label.Text.Length == 0 || label.Text.StartsWith("__", StringComparison.Ordinal) || label.Text.Contains('$', StringComparison.Ordinal) || trees.Count == 0) return;
        Absence? absence = null;
        foreach (var tree in trees)
        {
            if (presence.WhyNever(tree.Root, label.Text) is not { } why) return;
            absence ??= why;
        }
        findings.In(label).Add(QueryRules.UnknownLabel, absence!.Message);
    }
}
