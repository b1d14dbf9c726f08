using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;

namespace ObservabilityLint.Tool.Queries.Expressions;

/// <summary>Gives the labels that functions take as texts their new names, and tells what a function makes of values in another unit.</summary>
internal sealed class CallRewriter(ExpressionChanges changes)
{
    /// <summary>What they give is in no unit of the values.</summary>
    private static readonly HashSet<string> Unitless =
    [
        "absent", "absent_over_time", "changes", "count_over_time", "days_in_month", "day_of_month", "day_of_week", "day_of_year", "histogram_count", "histogram_fraction", "hour", "minute", "month",
        "present_over_time", "resets", "sgn", "timestamp", "ts_of_first_over_time", "ts_of_last_over_time", "ts_of_max_over_time", "ts_of_min_over_time", "year",
    ];

    /// <summary>What they give follows no factor.</summary>
    private static readonly HashSet<string> Nonlinear =
    [
        "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp", "floor", "histogram_stdvar", "ln", "log10", "log2", "rad", "round", "sin", "sinh", "sqrt", "stdvar_over_time", "tan", "tanh",
    ];

    public Effect Visit(Call call, IReadOnlyList<Effect> arguments)
    {
        var vector = call.Arguments.Zip(arguments).FirstOrDefault(static pair => !pair.Second.IsNothing).Second ?? Effect.None;
        if (vector.IsNothing) return Effect.None;
        switch (call.Name)
        {
            case "histogram_quantile" or "histogram_sum" or "histogram_avg" or "histogram_stddev":
                return vector.Without(["le"]) with { Factor = vector.BoundFactor, BoundFactor = 1 };
            case "histogram_quantiles":
                return Set(call, vector, 1) with { Factor = vector.BoundFactor, BoundFactor = 1 };
            case "histogram_fraction":
                if (vector.BoundFactor != 1) FlagConstants(call, vector.BoundFactor, 2);
                return vector.Unscaled();
            case "clamp" or "clamp_min" or "clamp_max":
                if (vector.IsScaled) FlagConstants(call, vector.Factor, int.MaxValue);
                return vector;
            case "label_replace":
                Read(call, vector, 3, 4);
                return Set(call, vector, 1);
            case "label_join":
                Read(call, vector, 3, call.Arguments.Length);
                return Set(call, vector, 1);
            case "sort_by_label" or "sort_by_label_desc":
                Read(call, vector, 1, call.Arguments.Length);
                return vector;
            case "scalar":
                return vector with { Labels = ImmutableDictionary<string, LabelChange>.Empty };
        }
        if (Unitless.Contains(call.Name)) return vector.Unscaled();
        if (!Nonlinear.Contains(call.Name) || !vector.IsScaled && vector.BoundFactor == 1) return vector;
        changes.Flag(call, $"{call.Name}() of values that have another unit: what was 1 is {Numbers.Text(vector.IsScaled ? vector.Factor : vector.BoundFactor)} now");
        return vector.Unscaled();
    }

    private void FlagConstants(Call call, double factor, int count)
    {
        foreach (var argument in call.Arguments.Take(count).Where(static argument => Constants.IsConstant(argument) && !Constants.IsUnitless(argument)))
            changes.Flag(argument, $"a bound for values that have another unit: what was 1 is {Numbers.Text(factor)} now{(Constants.ValueOf(argument) is { } value ? Numbers.Suggestion(value, factor) : "")}");
    }

    private void Read(Call call, Effect vector, int from, int to)
    {
        for (var i = from; i < Math.Min(to, call.Arguments.Length); i++)
            if (call.Arguments[i] is StringLiteral label && vector.Labels.GetValueOrDefault(label.Value) is { } change) changes.Rename(label, change);
    }

    /// <summary>A label that the function sets is not the one that was renamed, whatever its name is.</summary>
    private Effect Set(Call call, Effect vector, int at)
    {
        if (call.Arguments.Length <= at || call.Arguments[at] is not StringLiteral label) return vector;
        if (vector.Labels.Values.FirstOrDefault(change => change.Doubt is null && change.New == label.Value && change.Old != label.Value) is { } covered)
            changes.Flag(label, $"it sets the label that '{covered.Old}' has become");
        return vector.Without([label.Value]);
    }
}
