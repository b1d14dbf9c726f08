using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Renames;

namespace ObservabilityLint.Tool.Queries.Bridging;

/// <summary>Makes recording rules that keep the old names of metrics alive, with their old unit and their old labels.</summary>
internal sealed class BridgeRules
{
    private readonly RenameList renames;
    private readonly List<BridgeRule> rules = [];
    private readonly List<string> left = [];

    private BridgeRules(RenameList renames) => this.renames = renames;

    /// <returns>The rules, and what no rule can bring back.</returns>
    public static (IReadOnlyList<BridgeRule> Rules, IReadOnlyList<string> Left) Of(RenameList renames)
    {
        var bridge = new BridgeRules(renames);
        foreach (var rename in renames.Metrics)
        {
            bridge.Add(rename, rename.Old.Exported, rename.New.Exported, NewLabelsOf(renames, rename));
            if (rename.Old.ExportedByCollector != rename.Old.Exported || rename.New.ExportedByCollector != rename.New.Exported) bridge.Add(rename, rename.Old.ExportedByCollector, rename.New.ExportedByCollector, NewLabelsOf(renames, rename));
        }
        bridge.AddLeftLabels();
        // What two metrics have become the old name of has the series of both.
        return ([.. bridge.rules.GroupBy(static rule => rule.Record).Select(static group => new BridgeRule(group.Key, string.Join("\nor\n", group.Select(static rule => rule.Expression).Distinct())))], [.. bridge.left.Distinct()]);
    }

    private static List<LabelRename> NewLabelsOf(RenameList renames, MetricRename metric) => [.. renames.Labels.Where(label => label.Metric == metric.Old && label.NewExported != null && label.NewExported != label.OldExported)];

    private void Add(MetricRename rename, string oldFamily, string newFamily, IReadOnlyList<LabelRename> labels)
    {
        var now = Samples.Of(newFamily, rename.New.Type).ToDictionary(static sample => sample.Key, static sample => sample.Name);
        foreach (var (key, old, role) in Samples.Of(oldFamily, rename.Old.Type))
        {
            // Nobody asks for the time of creation, and no series have the name of a histogram alone.
            if (key == "created" || key.Length == 0 && rename.Old.Type == "histogram" || key.Length > 0 && rename.Old.Type is null) continue;
            if (!PromQLName.IsPlain(old)) left.Add($"'{old}': Prometheus takes no such name, so that nobody can have asked for it");
            else if (!now.TryGetValue(key, out var source)) left.Add($"'{old}': the metric was a {rename.Old.Type} and is a {rename.New.Type} now");
            else if (source == old) left.Add($"'{old}': the name is the same, and what it means is not");
            else if (Expression(source, role, rename.Factor, labels) is { } expression) rules.Add(new BridgeRule(old, expression));
            else left.Add($"'{old}': its bounds have another unit, and a rule can only move a decimal point");
        }
    }

    private static string? Expression(string source, SampleRole role, double factor, IReadOnlyList<LabelRename> labels)
    {
        var expression = source;
        if (factor != 1 && role == SampleRole.Value) expression += Math.Abs(factor) < 1 ? $" * {Numbers.Text(Math.Round(1 / factor, 9))}" : $" / {Numbers.Text(factor)}";
        if (factor != 1 && role == SampleRole.Buckets)
        {
            if (BucketBounds.Moved(expression, factor) is not { } moved) return null;
            expression = moved;
        }
        foreach (var label in labels) expression = $"label_replace(\n{Indented(expression)},\n  \"{label.OldExported}\", \"$1\", \"{label.NewExported}\", \"(.*)\"\n)";
        return labels.Count == 0 ? expression : $"sum without ({string.Join(", ", labels.Select(static label => label.NewExported).Distinct())}) (\n{Indented(expression)}\n)";
    }

    /// <summary>A rule cannot record under the name that it reads.</summary>
    private void AddLeftLabels()
    {
        foreach (var label in renames.Labels.Where(static label => label.NewExported != label.OldExported))
            if (label.NewExported is null) left.Add($"the label '{label.OldExported}'{Of(label)}: it is gone");
            else if (label.Metric is null || !renames.Metrics.Any(metric => metric.Old == label.Metric && metric.Old.Exported != metric.New.Exported)) left.Add($"the label '{label.OldExported}'{Of(label)}: the metric has kept its name, so that no rule can record it with another label");
    }

    private static string Of(LabelRename label) => label.Metric is null ? "" : $" of '{label.Metric.Exported}'";

    private static string Indented(string text) => Regex.Replace(text, "^", "  ", RegexOptions.Multiline);
}
