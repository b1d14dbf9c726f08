using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;

namespace ObservabilityLint.Tool.Queries.Expressions;

/// <summary>The series that Prometheus writes of alerts, <c>ALERTS</c> and <c>ALERTS_FOR_STATE</c>: they have the labels that the expressions of the alerts give.</summary>
internal static class AlertSeries
{
    private const string AlertName = "alertname";

    public static bool IsOf(Name metric) => metric.Value is "ALERTS" or "ALERTS_FOR_STATE";

    public static Effect EffectOf(VectorSelector selector, ChangeTable table)
    {
        var effects = NamesOf(selector).Select(table.OfAlerts).ToList();
        // One that no rule at hand makes may have any label.
        List<Effect> known = effects.TrueForAll(static each => each.Count > 0) ? [.. effects.SelectMany(static each => each)] : [];
        return Effects.Common(known).OrInDoubt(known.Count > 0 ? known.SelectMany(static effect => effect.Labels.Values) : table.Labels, "not all alerts that this takes are known to have it of one of these");
    }

    /// <summary>The alerts that it takes, where it names them one by one.</summary>
    private static IReadOnlyList<string> NamesOf(VectorSelector selector)
        => selector.Matchers.OfType<LabelMatcher>().FirstOrDefault(static matcher => matcher is { IsNegative: false, Label.Value: AlertName, Value: StringLiteral { HasVariables: false } }) is not { Value: StringLiteral name } matcher ? []
            : matcher.IsRegex ? PromQLName.ListedIn(name.Value) : [name.Value];
}
