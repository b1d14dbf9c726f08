using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Expressions;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>Lets the labels in the values of a variable follow, where every metric that it concerns has them.</summary>
internal sealed class LabelVariableRewriter(ChangeTable table, ScopeChanges changes)
{
    public void Rewrite(ParsedScope variable, IReadOnlyList<ParsedScope> dashboard)
    {
        var keys = variable.Queries.Select(static key => key.Query.Text).Where(key => table.IsLabelOfSome(key.Text)).ToList();
        if (keys.Count == 0) return;
        var trees = dashboard.Where(static scope => scope.Scope.Kind is ScopeKind.Panel or ScopeKind.Annotation).SelectMany(static scope => scope.Queries).Select(static query => query.Tree).OfType<PromQLTree>();
        // Grafana puts filters into all queries, and a list only where its name stands.
        var isList = LabelVariable.IsList(variable.Scope.Source);
        var effects = trees.Where(tree => !isList || GrafanaVariables.IsLabelIn(tree, variable.Scope.Name)).SelectMany(tree => ExpressionRewriter.OfSelectors(tree, table)).ToList();
        if (isList && effects.Count == 0) return;
        var labels = Effects.Common(effects).Labels;
        foreach (var key in keys) Rename(key, labels.GetValueOrDefault(key.Text));
    }

    private void Rename(MappedText key, LabelChange? change)
    {
        if (change != null) changes.Rename(key, 0, key.Text.Length, change);
        else changes.Flag(key.PlaceOf(0), $"the label '{key.Text}' has changed on some metrics, and not all that this concerns are known to be among them");
    }
}
