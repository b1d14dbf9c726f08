using System.Collections.Immutable;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Tool.Renames;

/// <summary>What has become of the labels of one declaration or recording.</summary>
internal static class LabelComparison
{
    public static IEnumerable<LabelRename> Of(ImmutableArray<string?> before, ImmutableArray<string?> after, string dialect, MetricIdentity? metric, MetricIdentity? newMetric)
    {
        foreach (var (old, now) in before.Length == after.Length ? before.Zip(after).Where(static pair => pair.Second != null) : WithGone(before, after))
            if (old != null && old != now) yield return new LabelRename(dialect, metric, newMetric, old, now, ExportedLabel.Of(old), now is null ? null : ExportedLabel.Of(now));
    }

    /// <summary>Some are gone, as null here; what stays keeps its place and its words.</summary>
    private static List<(string? Old, string? Now)> WithGone(ImmutableArray<string?> before, ImmutableArray<string?> after)
    {
        var (pairs, next) = (new List<(string? Old, string? Now)>(), 0);
        foreach (var old in before) pairs.Add((old, next < after.Length && AreSame(old, after[next]) ? after[next++] : null));
        return next == after.Length ? pairs : [];
    }

    private static bool AreSame(string? old, string? now)
        => old == now || old != null && now != null && Words.Split(old).Select(static word => word.Text).SequenceEqual(Words.Split(now).Select(static word => word.Text));
}
