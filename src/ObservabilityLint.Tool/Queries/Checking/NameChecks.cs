using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>Metrics and labels that nobody emits.</summary>
internal sealed class NameChecks(MetricCatalog catalog)
{
    private const string Total = "_total";

    public void Check(VectorSelector selector, QueryFindings findings)
    {
        if (Selectors.MetricOf(selector) is not { } metric) return;
        if (catalog.Find(metric.Name) is { } series)
        {
            if (series.IsBareHistogram && !IsNative(selector, findings))
                findings.Add(QueryRules.HistogramWithoutSuffix, metric.Span, $"'{metric.Name}' is a histogram: there are '{metric.Name}_bucket', '{metric.Name}_sum' and '{metric.Name}_count', and nothing of this name alone unless its histograms are native.");
            foreach (var matcher in selector.Matchers.OfType<LabelMatcher>()) CheckLabel(series, matcher.Label, findings);
        }
        else if (!catalog.IsKnown(metric.Name))
        {
            var other = metric.Name.EndsWith(Total, StringComparison.Ordinal) ? metric.Name[..^Total.Length] : metric.Name + Total;
            if (catalog.Find(other) is { } meant) findings.Add(QueryRules.LostTotal, metric.Span, $"There is no '{metric.Name}': the {meant.Type} is exported as '{other}'.");
            else findings.Add(QueryRules.UnknownMetric, metric.Span, $"Nothing in the code emits '{metric.Name}'{(Nearest(metric.Name) is { } near ? $": is '{near}' meant?" : ". If something else does, name it with --known.")}");
        }
    }

    /// <summary>A label of a grouping or a matching: one of the metrics below must have it.</summary>
    public void CheckLabel(Name label, IReadOnlyList<VectorSelector> below, QueryFindings findings)
    {
        if (label.HasVariables) return;
        KnownSeries? lacks = null;
        foreach (var selector in below)
        {
            if (Selectors.MetricOf(selector) is not { } metric || catalog.Find(metric.Name) is not { } series || catalog.MayHave(series, label.Value)) return;
            lacks = series;
        }
        if (lacks != null) CheckLabel(lacks, label, findings);
    }

    private void CheckLabel(KnownSeries series, Name label, QueryFindings findings)
    {
        if (label.HasVariables || catalog.MayHave(series, label.Value)) return;
        var labels = series.Instrument.Labels.Select(static each => each.Name).ToList();
        findings.Add(QueryRules.UnknownLabel, label.Span, $"'{series.Family}' has no label '{label.Value}': the code gives it {(labels.Count == 0 ? "none" : string.Join(", ", labels))}. If its targets have it, name it with --known-label.");
    }

    /// <summary>Functions that take histograms as such say that they are native.</summary>
    private static bool IsNative(VectorSelector selector, QueryFindings findings)
        => findings.Query.Tree!.Root.DescendantsAndSelf().OfType<Call>().Any(call => call.Name.StartsWith("histogram_", StringComparison.Ordinal) && call.Span.Start <= selector.Span.Start && selector.Span.End <= call.Span.End);

    /// <summary>The known name that is least of all unlike; null where none is alike.</summary>
    private string? Nearest(string name)
    {
        var best = (Name: (string?)null, Distance: Math.Max(1, name.Length / 6) + 1);
        foreach (var known in catalog.Names)
            if (EditDistance.Of(known, name, best.Distance - 1) is var distance && distance < best.Distance) best = (known, distance);
        return best.Name;
    }
}
