using ObservabilityLint.Tool.Inventory;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>The labels of groupings, matchings and functions: whether there are such, and whether their values have a bound.</summary>
internal sealed class LabelChecks(MetricCatalog catalog, LabelPresence presence)
{
    public void Check(Aggregation aggregation, QueryFindings findings)
    {
        if (aggregation is not { Grouping: { } grouping, Operand: { } operand }) return;
        var selectors = Selectors.Reaching(operand);
        foreach (var label in grouping.Labels)
        {
            if (label.HasVariables) continue;
            // To leave out what is left out already does no harm.
            CheckLabel(label, operand, findings, onlyUnknown: grouping.IsWithout);
            if (!grouping.IsWithout && selectors.Select(selector => Selectors.MetricOf(selector) is { } metric ? catalog.Find(metric.Name)?.Label(label.Value) : null).FirstOrDefault(static known => known?.Domain == Domain.Unbounded) is { } unbounded)
                findings.Add(QueryRules.UnboundedGrouping, label.Span, $"'{label.Value}' has no bound{(unbounded.Origins.FirstOrDefault(static origin => origin.Reason != null) is { } origin ? $" ({origin.Text}: {origin.Reason})" : "")}, and there is a result for each of its values.");
        }
    }

    public void Check(Binary binary, QueryFindings findings)
    {
        if (binary.Modifiers?.Matching is not { } matching) return;
        if (matching.IsOn)
            foreach (var label in matching.Labels)
                foreach (var side in (Expression[])[binary.Left, binary.Right])
                    // What an aggregation lists is told there.
                    if (LabelSet.Of(side) is null) CheckLabel(label, side, findings, onlyUnknown: true);
        if (matching.Group is not { } group) return;
        var one = group.IsRight ? binary.Left : binary.Right;
        foreach (var label in group.Labels)
            if (LabelSet.Of(one)?.Contains(label.Value) != true) CheckLabel(label, one, findings);
    }

    /// <summary>The labels that functions read.</summary>
    public void Check(Call call, QueryFindings findings)
    {
        var first = call switch
        {
            // What takes nothing over sets a constant.
            { Name: "label_replace", Arguments: [_, _, StringLiteral replacement, _, _] } => replacement.Value.Contains('$', StringComparison.Ordinal) ? 3 : int.MaxValue,
            { Name: "label_join" } => 3,
            { Name: "sort_by_label" or "sort_by_label_desc" } => 1,
            _ => int.MaxValue,
        };
        for (var i = first; i < call.Arguments.Length && (call.Name != "label_replace" || i == first); i++)
            if (call.Arguments[i] is StringLiteral { HasVariables: false, Value.Length: > 0 } label && presence.WhyNever(call.Arguments[0], label.Value) is { } absence)
                findings.Add(QueryRules.UnknownLabel, label.Span, absence.Message);
    }

    private void CheckLabel(Name label, Expression of, QueryFindings findings, bool onlyUnknown = false)
    {
        if (!label.HasVariables && presence.WhyNever(of, label.Value) is { } absence && (absence.IsUnknown || !onlyUnknown)) findings.Add(QueryRules.UnknownLabel, label.Span, absence.Message);
    }
}
