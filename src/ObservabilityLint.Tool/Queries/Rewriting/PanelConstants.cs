using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>What a panel or an alert says of values in a unit: the unit itself, limits of axes, thresholds, conditions.</summary>
internal static class PanelConstants
{
    public static void Flag(DocumentNode panel, IReadOnlyList<Effect> effects, ScopeChanges changes)
    {
        if (effects.FirstOrDefault(static effect => effect.IsScaled) is not { } scaled) return;
        Visit(panel, isThreshold: false, scaled.Factor, changes);
        // Where nothing else is told, the axis and the title still have to be looked at.
        if (changes.Flags.Count == 0) changes.Flag(panel.Place, $"its values have another unit: what was 1 is {Numbers.Text(scaled.Factor)} now");
    }

    private static void Visit(DocumentNode node, bool isThreshold, double factor, ScopeChanges changes)
    {
        foreach (var item in node.Items)
            if (item is Scalar number && isThreshold) FlagNumber(number, "a threshold", factor, changes);
            else Visit(item, isThreshold, factor, changes);
        var isUnit = node.TextAt("id") == "unit";
        foreach (var (key, value) in node.Members)
        {
            if (PanelParts.HoldsQueries(key)) continue;
            var isBelowThreshold = isThreshold || key.Is("thresholds") || key.Is("evaluator");
            if (value is Scalar scalar)
            {
                if (key.Is("unit") || key.Is("format") || isUnit && key.Is("value")) FlagUnit(scalar, factor, changes);
                else if (isBelowThreshold && (key.Is("value") || key.Is("thresholds"))) FlagNumber(scalar, "a threshold", factor, changes);
                else if (key.Is("min") || key.Is("max") || key.Is("minValue") || key.Is("maxValue")) FlagNumber(scalar, "a limit", factor, changes);
                else if (key.Is("expression") && node.TextAt("type") == "math") changes.Flag(scalar.Place, $"it reckons with values that have another unit: what was 1 is {Numbers.Text(factor)} now");
            }
            else Visit(value, isBelowThreshold && !key.Is("reducer"), factor, changes);
        }
    }

    private static void FlagUnit(Scalar unit, double factor, ScopeChanges changes)
    {
        if (unit.IsText && unit.Text.Text is not ("" or "none" or "short" or "time_series" or "table" or "heatmap")) changes.Flag(unit.Place, $"'{unit.Text.Text}' is the unit of values that have another one: what was 1 is {Numbers.Text(factor)} now");
    }

    /// <summary>A number, or several in a text, as the oldest panels have them.</summary>
    private static void FlagNumber(Scalar scalar, string what, double factor, ScopeChanges changes)
    {
        if (scalar.IsNull || scalar.Text.Text.Split(',').All(static part => !double.TryParse(part, out var value) || value == 0)) return;
        changes.Flag(scalar.Place, $"{what} for values that have another unit: what was 1 is {Numbers.Text(factor)} now{Numbers.Suggestion(scalar.Text.Text, factor)}");
    }
}
