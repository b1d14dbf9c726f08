using System.Collections.Immutable;

namespace ObservabilityLint.Tool.Renames;

/// <summary>What has become of the labels of one declaration or recording.</summary>
internal static class LabelComparison
{
    public static IEnumerable<LabelRename> Of(ImmutableArray<string?> before, ImmutableArray<string?> after, string dialect, MetricIdentity? metric, MetricIdentity? newMetric)
    {
        if (before.Length == after.Length)
        {
            foreach (var (old, now) in before.Zip(after))
                if (old != null && now != null && old != now) yield return new LabelRename(dialect, metric, newMetric, old, now, ExportedLabel.Of(old), ExportedLabel.Of(now));
            yield break;
        }
        // Some are gone; what stays keeps its name.
        if (after.Length > before.Length || after.Except(before).Any()) yield break;
        foreach (var old in before.Except(after))
            if (old != null) yield return new LabelRename(dialect, metric, newMetric, old, null, ExportedLabel.Of(old), null);
    }
}
