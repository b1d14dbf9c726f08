using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;

/// <summary>What the two formats differ in once their lines are read.</summary>
/// <param name="Kinds">The first is the one of families without TYPE.</param>
/// <param name="RepeatsAtTimes">True if a series may stand there once for each timestamp.</param>
internal sealed record FormatRules(ImmutableArray<MetricKind> Kinds, bool RepeatsAtTimes)
{
    public MetricKind? Find(string word) => Kinds.FirstOrDefault(kind => kind.Word == word);
}
