using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;

namespace ObservabilityLint.Tool.Queries.Expressions;

/// <summary>Gives the metric of a selector, and the labels of its matchers, their new names.</summary>
internal sealed class SelectorRewriter(ChangeTable table, ExpressionChanges changes)
{
    public Effect Visit(VectorSelector selector)
    {
        var effect = selector.Name is not { } name ? OfMatchers(selector) : AlertSeries.IsOf(name) ? AlertSeries.EffectOf(selector, table) : OfName(name);
        effect = effect.WithDoubts(table.OfUnknownMetrics);
        foreach (var matcher in selector.Matchers.OfType<LabelMatcher>().Where(static matcher => !matcher.IsOfMetric))
        {
            changes.Rename(matcher.Label, effect.Labels.GetValueOrDefault(matcher.Label.Value));
            if (matcher.Label.Value == "le" && effect.BoundFactor != 1 && matcher.Value is StringLiteral { Value: not ("+Inf" or "Inf" or "") } bound)
                changes.Flag(bound, $"the bounds of the histogram have another unit: what was 1 is {Numbers.Text(effect.BoundFactor)} now{Numbers.Suggestion(bound.Value, effect.BoundFactor)}");
        }
        return effect;
    }

    private Effect OfName(Name name)
    {
        if (name.HasVariables)
        {
            if (GrafanaVariables.ToPattern(name.Value) is { } pattern) Flag(name, NamePattern.Renamed(pattern, table));
            return Effect.None;
        }
        return Of(name, name.Value, by => changes.Replace(name.Span, by));
    }

    private Effect OfMatchers(VectorSelector selector)
    {
        Effect? effect = null;
        foreach (var matcher in selector.Matchers)
            effect = matcher switch
            {
                QuotedMetricName { Name: var name } => Of(name, name.Value, by => changes.Replace(new SourceSpan(name.Span.Start + 1, name.Span.Length - 2), by)),
                LabelMatcher { IsOfMetric: true, Value: StringLiteral value } metric => OfMetricMatcher(metric, value) ?? effect,
                _ => effect,
            };
        return effect ?? Effect.None.OrInDoubt(table.Labels, "this selects metrics without their names");
    }

    private Effect? OfMetricMatcher(LabelMatcher matcher, StringLiteral value)
    {
        if (!matcher.IsRegex) return value.HasVariables ? null : Of(value, value.Value, by => changes.Replace(value.Content.SpanOf(0, value.Value.Length), by)) is var effect && matcher.IsNegative ? null : effect;
        if (value.HasVariables || PromQLName.ListedIn(value.Value) is not { Count: > 0 } alternatives)
        {
            if (!value.HasVariables) Flag(value, NamePattern.RenamedOnly(value.Value, table));
            else if (GrafanaVariables.ToPattern(value.Value, isRegex: true) is { } pattern) Flag(value, NamePattern.Renamed(pattern, table));
            return null;
        }
        var effects = new List<Effect>();
        var start = 0;
        foreach (var alternative in alternatives)
        {
            var span = value.Content.SpanOf(start, alternative.Length);
            effects.Add(Of(value, alternative, by => changes.Replace(span, by)));
            start += alternative.Length + 1;
        }
        // What all of them agree on holds for the whole.
        return matcher.IsNegative ? null : Effects.Common(effects);
    }

    private Effect Of(Node at, string name, Action<string> rename)
    {
        if (table.CandidatesOf(name) is { Count: > 0 } candidates)
        {
            changes.Flag(at, $"'{name}' has become {string.Join(" or ", candidates.Select(static candidate => candidate.Length == 0 ? "nothing" : $"'{candidate}'"))}: the renames do not tell which; --exporter may");
            return Effect.None;
        }
        if (table.Of(name) is not { } change) return Effect.None;
        if (change.New is null) changes.Flag(at, $"'{name}' is no more: the metric was a {change.OldType} and is a {change.NewType} now");
        else
        {
            if (change.New != name) rename(change.New);
            if (change.HasOtherType) changes.Flag(at, $"'{name}' was a {change.OldType ?? "metric of unknown type"} and is a {change.NewType ?? "metric of unknown type"} now: look at what is done with it");
        }
        return new Effect(change.Labels.ToImmutableDictionary(), change.Role == SampleRole.Value ? change.Factor : 1, change.Role == SampleRole.Buckets ? change.Factor : 1);
    }

    private void Flag(Node at, MetricChange? change)
    {
        if (change != null) changes.Flag(at, $"this may be '{change.Old}', which is now '{change.New}'");
    }
}
