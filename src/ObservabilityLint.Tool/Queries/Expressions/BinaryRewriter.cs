using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;

namespace ObservabilityLint.Tool.Queries.Expressions;

/// <summary>Gives the labels that two sides are matched by their new names, where both have changed alike, and finds numbers in the old unit.</summary>
internal sealed class BinaryRewriter(ExpressionChanges changes)
{
    public Effect Visit(Binary binary, Effect left, Effect right)
    {
        if (left.IsNothing && right.IsNothing) return Effect.None;
        var labels = Constants.IsConstant(binary.Left) ? right.Labels : Constants.IsConstant(binary.Right) ? left.Labels : Matched(binary, left, right);
        var (factor, bounds) = Valued(binary, left, right);
        return new Effect(labels, factor, bounds);
    }

    private ImmutableDictionary<string, LabelChange> Matched(Binary binary, Effect left, Effect right)
    {
        if (binary.Operator == BinaryOperator.Or && binary.Modifiers?.Matching is null) return United(binary, left, right);
        var matching = binary.Modifiers?.Matching;
        var listed = matching?.Labels.Select(static label => label.Value).ToList() ?? [];
        foreach (var label in matching?.Labels ?? []) RenameMatched(label, left, right);
        // Without a list, or but for a list, all labels that are left must agree.
        if (matching is not { IsOn: true })
            foreach (var disputed in Disputed(left, right).Where(change => !listed.Contains(change.Old)))
                if (SidesKeep(binary, disputed.Old))
                    changes.Flag(binary.Modifiers is { } modifiers ? modifiers : binary, $"both sides are matched by all their labels, and '{disputed.Old}' has changed on one side only");
        var isRight = matching?.Group?.IsRight == true;
        var (many, one) = isRight ? (right, left) : (left, right);
        foreach (var label in matching?.Group?.Labels ?? []) changes.Rename(label, one.Labels.GetValueOrDefault(label.Value));
        if (binary.Operator == BinaryOperator.Or) return United(binary, left, right);
        if (binary.Operator is BinaryOperator.And or BinaryOperator.Unless) return left.Labels;
        if (matching?.Group is { } group) return many.Labels.SetItems(one.Labels.Where(change => group.Labels.Any(label => label.Value == change.Key)));
        return matching is null ? left.Labels : matching.IsOn ? left.Only(listed).Labels : left.Without(listed).Labels;
    }

    private ImmutableDictionary<string, LabelChange> United(Binary binary, Effect left, Effect right)
    {
        foreach (var disputed in Disputed(left, right))
            if (SidesKeep(binary, disputed.Old)) changes.Flag(binary, $"'{disputed.Old}' has changed on one side of 'or' only, so that the result has both names");
        return Effects.Common([left, right]).Labels;
    }

    private void RenameMatched(Name label, Effect left, Effect right)
    {
        var (one, other) = (left.Labels.GetValueOrDefault(label.Value), right.Labels.GetValueOrDefault(label.Value));
        if (one == other) changes.Rename(label, one);
        else if (one?.Doubt != null || other?.Doubt != null) changes.Rename(label, one?.Doubt is null ? other : one);
        else changes.Flag(label, $"the two sides are matched by '{label.Value}', which has changed on the {(one is null ? "right" : other is null ? "left" : "two")} side{(one is null || other is null ? " only" : "s in different ways")}: label_replace() can give it back its name there");
    }

    /// <summary>What is in doubt is told where it is named.</summary>
    private static IEnumerable<LabelChange> Disputed(Effect left, Effect right) => Effects.Disputed([left, right]).Where(static change => change.Doubt is null);

    /// <summary>A side whose labels are listed without this one has no part in it.</summary>
    private static bool SidesKeep(Binary binary, string label) => MayHave(binary.Left, label) && MayHave(binary.Right, label);

    private static bool MayHave(Expression side, string label) => side switch
    {
        Parenthesis parenthesis => MayHave(parenthesis.Inner, label),
        Aggregation { Operator: not ("topk" or "bottomk" or "limitk" or "limit_ratio") } aggregation
            => aggregation.Grouping is { } grouping && grouping.IsWithout != grouping.Labels.Any(name => name.Value == label),
        _ => true,
    };

    private (double Factor, double Bounds) Valued(Binary binary, Effect left, Effect right)
    {
        var bounds = left.BoundFactor != 1 ? left.BoundFactor : right.BoundFactor;
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Unless:
                return (left.Factor, left.BoundFactor);
            case BinaryOperator.Multiply:
                FlagConversion(binary, left, right);
                return (left.Factor * right.Factor, bounds);
            case BinaryOperator.Divide:
                FlagConversion(binary, left, right);
                return (left.Factor / right.Factor, bounds);
        }
        FlagOtherUnit(binary, left, right);
        var isTruth = binary.Modifiers?.BoolKeyword != null && binary.Operator is >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual;
        return (isTruth ? 1 : left.IsScaled ? left.Factor : right.Factor, bounds);
    }

    private void FlagConversion(Binary binary, Effect left, Effect right)
    {
        foreach (var (side, factor) in ((Expression, double)[])[(binary.Right, left.Factor), (binary.Left, right.Factor)])
            if (Math.Abs(factor - 1) > 1e-12 && Constants.IsConstant(side) && Constants.ValueOf(side) is not (0 or 1 or -1))
                changes.Flag(side, $"this may convert a unit that is another now: what was 1 is {Numbers.Text(factor)}");
    }

    private void FlagOtherUnit(Binary binary, Effect left, Effect right)
    {
        if (Math.Abs(left.Factor - right.Factor) < 1e-12) return;
        var (side, factor) = left.IsScaled ? (binary.Right, left.Factor) : (binary.Left, right.Factor);
        if (Constants.IsConstant(side))
        {
            if (!Constants.IsUnitless(side)) changes.Flag(side, $"this is in the old unit: what was 1 is {Numbers.Text(factor)} now{(Constants.ValueOf(side) is { } value ? Numbers.Suggestion(value, factor) : "")}");
        }
        else changes.Flag(binary, left.IsScaled && right.IsScaled ? "both sides have other units now, by different factors" : $"one side has another unit now (what was 1 is {Numbers.Text(factor)}), the other has not");
    }
}
