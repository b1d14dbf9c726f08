using ObservabilityLint.Tool.Inventory;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>The labels of groupings: whether there are such, and whether their values have a bound.</summary>
internal sealed class GroupingChecks(MetricCatalog catalog, NameChecks names)
{
    public void Check(Aggregation aggregation, QueryFindings findings)
    {
        if (aggregation is not { Grouping: { } grouping, Operand: { } operand }) return;
        var below = LabelSet.Of(operand);
        var selectors = Selectors.Reaching(operand);
        foreach (var label in grouping.Labels)
        {
            if (label.HasVariables) continue;
            if (below != null && !below.Contains(label.Value) && !grouping.IsWithout)
                findings.Add(QueryRules.UnknownLabel, label.Span, $"There is no '{label.Value}' left to group by: an aggregation within leaves it out.");
            else if (below is null) names.CheckLabel(label, selectors, findings);
            if (!grouping.IsWithout && selectors.Select(selector => Selectors.MetricOf(selector) is { } metric ? catalog.Find(metric.Name)?.Label(label.Value) : null).FirstOrDefault(static known => known?.Domain == Domain.Unbounded) is { } unbounded)
                findings.Add(QueryRules.UnboundedGrouping, label.Span, $"'{label.Value}' has no bound{(unbounded.Origins.FirstOrDefault(static origin => origin.Reason != null) is { } origin ? $" ({origin.Text}: {origin.Reason})" : "")}, and there is a result for each of its values.");
        }
    }
}
