using System.Collections.Immutable;

namespace ObservabilityLint.Tool.Queries.Changes;

/// <summary>Effects of several expressions.</summary>
internal static class Effects
{
    /// <summary>What all of them agree on.</summary>
    public static Effect Common(IReadOnlyList<Effect> effects)
    {
        if (effects.Count == 0) return Effect.None;
        var first = effects[0];
        return new Effect(
            first.Labels.Where(label => effects.All(effect => effect.Labels.GetValueOrDefault(label.Key) == label.Value)).ToImmutableDictionary(),
            effects.All(effect => effect.Factor == first.Factor) ? first.Factor : 1,
            effects.All(effect => effect.BoundFactor == first.BoundFactor) ? first.BoundFactor : 1);
    }

    /// <summary>Labels that have not changed alike in all of them.</summary>
    public static IEnumerable<LabelChange> Disputed(IReadOnlyList<Effect> effects)
        => effects.SelectMany(static effect => effect.Labels.Values).Distinct().Where(label => effects.Any(effect => effect.Labels.GetValueOrDefault(label.Old) != label));
}
