using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>Ranges, <c>offset</c>, <c>@</c>, <c>anchored</c> and <c>smoothed</c>: on what, in which order, how often.</summary>
internal sealed class ModifierRules(ErrorList errors)
{
    private readonly HashSet<ModifiedExpression> _checked = [];

    public void Check(MatrixSelector matrix)
    {
        var bracket = SourceSpan.Between(matrix.Operand.Span.End, matrix.Span.End);
        var target = (matrix.Operand as ModifiedExpression)?.Target ?? matrix.Operand;
        if (target is not (VectorSelector or VariableExpression)) errors.AddMeaning(bracket, "a range needs a selector before it, such as metric[5m]; any other expression takes a subquery, such as (a + b)[5m:]");
        else if (Row(matrix.Operand).Any(static modifier => modifier is OffsetExpression)) errors.AddMeaning(bracket, "\"offset\" stands before the range, expected it after the range");
        else if (Row(matrix.Operand).Any(static modifier => modifier is AtExpression)) errors.AddMeaning(bracket, "\"@\" stands before the range, expected it after the range");
    }

    /// <summary>Checks all modifiers in a row, of which this is the last.</summary>
    public void Check(ModifiedExpression last)
    {
        if (_checked.Contains(last)) return;
        var row = Row(last).Reverse().ToList();
        _checked.UnionWith(row);
        var (hasOffset, hasAt, isAnchored, isSmoothed) = (false, false, false, false);
        foreach (var modifier in row)
            switch (modifier)
            {
                case OffsetExpression offset:
                    DurationRules.Check(offset.Offset, errors);
                    CheckTarget(offset, offset.Offset.Span, "offset");
                    if (hasOffset) errors.AddMeaning(offset.Offset.Span, "\"offset\" is set twice");
                    // Prometheus does not notice one of zero.
                    hasOffset |= DurationRules.ValueOf(offset.Offset) is not 0.0;
                    break;
                case AtExpression at:
                    CheckTarget(at, at.Timestamp.Span, "@");
                    CheckTimestamp(at.Timestamp);
                    if (hasAt) errors.AddMeaning(at.Timestamp.Span, "\"@\" is set twice");
                    hasAt = true;
                    break;
                case RangeEdgeExpression edge:
                    CheckEdge(edge);
                    (isAnchored, isSmoothed) = (isAnchored || !edge.IsSmoothed, isSmoothed || edge.IsSmoothed);
                    if (isAnchored && isSmoothed) errors.AddMeaning(edge.Keyword.Span, "\"anchored\" and \"smoothed\" cannot be used together");
                    break;
            }
    }

    private static IEnumerable<ModifiedExpression> Row(Expression last)
    {
        while (last is ModifiedExpression modified)
        {
            yield return modified;
            last = modified.Operand;
        }
    }

    private void CheckTarget(ModifiedExpression modified, SourceSpan span, string modifier)
    {
        if (modified.Target is not (VectorSelector or MatrixSelector or Subquery or VariableExpression))
            errors.AddMeaning(span, $"\"{modifier}\" must follow a selector, such as metric or metric[5m], or a subquery");
    }

    private void CheckTimestamp(Expression timestamp)
    {
        if (DurationRules.ValueOf(timestamp) is { } seconds && !(Math.Abs(seconds) < long.MaxValue)) errors.AddMeaning(timestamp.Span, "the timestamp is out of range");
    }

    private void CheckEdge(RangeEdgeExpression edge)
    {
        var keyword = edge.IsSmoothed ? "smoothed" : "anchored";
        if (edge.Target is Subquery) errors.AddMeaning(edge.Keyword.Span, $"\"{keyword}\" does not work on subqueries");
        else if (edge.Target is not (VectorSelector or MatrixSelector or VariableExpression)) errors.AddMeaning(edge.Keyword.Span, $"\"{keyword}\" must follow a selector, such as metric[5m]");
    }
}
