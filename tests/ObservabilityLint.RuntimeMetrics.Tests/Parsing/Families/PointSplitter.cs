using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;

/// <summary>Splits the samples of a family into points, and refuses points that are torn apart, out of order or there twice.</summary>
internal sealed class PointSplitter(string family, MetricKind kind, FormatRules rules)
{
    private readonly HashSet<string> finished = new(StringComparer.Ordinal);
    private readonly HashSet<string> series = new(StringComparer.Ordinal);
    private readonly List<MetricPoint> points = [];
    private readonly List<Sample> current = [];
    private string labels = "";

    public IReadOnlyList<MetricPoint> Split(IEnumerable<Sample> samples)
    {
        foreach (var sample in samples) Add(sample);
        FinishPoint();
        return points;
    }

    private void Add(Sample sample)
    {
        var own = LabelSet.Identity(LabelsOfPoint(sample));
        if (current.Count > 0 && own != labels) finished.Add(labels);
        if (finished.Contains(own)) throw MetricPoint.Refuse(sample, "The samples of one set of labels are not together.");
        if (current.Count > 0 && own == labels) RequireTimeOrder(current[^1], sample);
        if (current.Count > 0 && (own != labels || sample.Timestamp != current[0].Timestamp)) FinishPoint();
        RequireNew(sample);
        labels = own;
        current.Add(sample);
    }

    private IEnumerable<Label> LabelsOfPoint(Sample sample)
    {
        if (kind.PartLabel(family) is not { } part) return sample.Labels;
        var hasParts = kind.HasParts(sample.Name[family.Length..]);
        if (hasParts != (sample[part] != null)) throw MetricPoint.Refuse(sample, hasParts ? $"The label {part} is missing." : $"The label {part} does not belong here.");
        return sample.Labels.Where(label => label.Name != part);
    }

    private static void RequireTimeOrder(Sample before, Sample sample)
    {
        if (before.Timestamp.HasValue != sample.Timestamp.HasValue) throw MetricPoint.Refuse(sample, "Either all samples of a set of labels have a timestamp or none.");
        if (sample.Timestamp < before.Timestamp) throw MetricPoint.Refuse(sample, "The timestamps of a set of labels go back.");
    }

    private void RequireNew(Sample sample)
    {
        if (rules.RepeatsAtTimes && sample.Timestamp != null) return;
        if (!series.Add(sample.Name + "{" + LabelSet.Identity(sample.Labels))) throw MetricPoint.Refuse(sample, "The series is there twice.");
    }

    private void FinishPoint()
    {
        if (current.Count > 0) points.Add(new MetricPoint(family, [.. current]));
        current.Clear();
    }
}
