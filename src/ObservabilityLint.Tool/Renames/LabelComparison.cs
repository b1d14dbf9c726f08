using System.Collections.Immutable;
using System.Text;

namespace ObservabilityLint.Tool.Renames;

/// <summary>What has become of the labels of one declaration or recording.</summary>
internal static class LabelComparison
{
    public static IEnumerable<LabelRename> Of(ImmutableArray<string?> before, ImmutableArray<string?> after, string dialect, MetricIdentity? metric, MetricIdentity? newMetric)
    {
        if (before.Length == after.Length)
        {
            foreach (var (old, now) in before.Zip(after))
                if (old != null && now != null && old != now) yield return new LabelRename(dialect, metric, newMetric, old, now, Exported(old), Exported(now));
            yield break;
        }
        // Some are gone; what stays keeps its name.
        if (after.Length > before.Length || after.Except(before).Any()) yield break;
        foreach (var old in before.Except(after))
            if (old != null) yield return new LabelRename(dialect, metric, newMetric, old, null, Exported(old), null);
    }

    /// <summary>As exporters write it: what Prometheus does not take becomes an underscore.</summary>
    private static string Exported(string label)
    {
        var text = new StringBuilder(label.Length);
        foreach (var c in label) text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return text.Length > 0 && char.IsAsciiDigit(text[0]) ? "_" + text : text.ToString();
    }
}
