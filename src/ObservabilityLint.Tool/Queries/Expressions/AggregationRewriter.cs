using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;

namespace ObservabilityLint.Tool.Queries.Expressions;

/// <summary>Gives the labels of <c>by</c> and <c>without</c> their new names, and tells what an aggregation hands on.</summary>
internal sealed class AggregationRewriter(ExpressionChanges changes)
{
    public Effect Visit(Aggregation aggregation, IReadOnlyList<Effect> arguments)
    {
        if (arguments.Count == 0) return Effect.None;
        var effect = arguments[^1];
        foreach (var label in aggregation.Grouping?.Labels ?? []) changes.Rename(label, effect.Labels.GetValueOrDefault(label.Value));
        return Valued(aggregation, Labelled(aggregation, effect));
    }

    private static Effect Labelled(Aggregation aggregation, Effect effect)
    {
        // These choose series, and leave them their labels.
        if (aggregation.Operator is "topk" or "bottomk" or "limitk" or "limit_ratio") return effect;
        if (aggregation.Grouping is not { } grouping) return effect.Only([]);
        var labels = grouping.Labels.Select(static label => label.Value).ToList();
        if (grouping.IsWithout) return effect.Without(labels);
        // A variable may name any of them.
        return grouping.Labels.Any(static label => label.HasVariables) ? effect : effect.Only(labels);
    }

    private Effect Valued(Aggregation aggregation, Effect effect)
    {
        switch (aggregation.Operator)
        {
            case "count" or "group":
                return effect.Unscaled();
            case "count_values":
                if (effect.IsScaled) changes.Flag(aggregation, "it makes a label of values that have another unit now");
                return (aggregation.Parameter is StringLiteral label ? effect.Without([label.Value]) : effect).Unscaled();
            case "stdvar":
                if (effect.IsScaled) changes.Flag(aggregation, $"the variance of values that have another unit: what was 1 is {Numbers.Text(effect.Factor * effect.Factor)} now");
                return effect.Unscaled();
            default:
                return effect;
        }
    }
}
