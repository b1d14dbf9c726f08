using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>Metrics and labels that nobody emits.</summary>
internal sealed class NameChecks(MetricCatalog catalog, LabelPresence presence)
{
    private const string Total = "_total";

    public void Check(VectorSelector selector, IReadOnlyList<Expression> around, QueryFindings findings)
    {
        if (Selectors.MetricOf(selector) is not { } metric)
        {
            foreach (var (name, span) in Selectors.AlternativesOf(selector)) CheckMetric(name, span, findings);
            return;
        }
        foreach (var matcher in selector.Matchers.OfType<LabelMatcher>())
            if (!matcher.Label.HasVariables && presence.WhyNever(selector, matcher.Label.Value) is { } absence) findings.Add(QueryRules.UnknownLabel, matcher.Label.Span, absence.Message);
        if (catalog.Find(metric.Name) is { IsBareHistogram: true } && !IsNative(around))
            findings.Add(QueryRules.HistogramWithoutSuffix, metric.Span, $"'{metric.Name}' is a histogram: there are '{metric.Name}_bucket', '{metric.Name}_sum' and '{metric.Name}_count', and nothing of this name alone unless its histograms are native.");
        CheckMetric(metric.Name, metric.Span, findings);
    }

    private void CheckMetric(string metric, SourceSpan span, QueryFindings findings)
    {
        if (catalog.IsKnown(metric)) return;
        var other = metric.EndsWith(Total, StringComparison.Ordinal) ? metric[..^Total.Length] : metric + Total;
        if (catalog.Find(other) is { } meant) findings.Add(QueryRules.LostTotal, span, $"There is no '{metric}': the {meant.Type} is exported as '{other}'.");
        else findings.Add(QueryRules.UnknownMetric, span, $"Nothing in the code emits '{metric}'{(Nearest(metric) is { } near ? $": is '{near}' meant?" : ". If something else does, name it with --known.")}");
    }

    /// <summary>Functions that take histograms as such say that they are native.</summary>
    private static bool IsNative(IReadOnlyList<Expression> around) => around.OfType<Call>().Any(static call => call.Name.StartsWith("histogram_", StringComparison.Ordinal));

    /// <summary>The known name that is least of all unlike; null where none is alike.</summary>
    private string? Nearest(string name)
    {
        var best = (Name: (string?)null, Distance: Math.Max(1, name.Length / 6) + 1);
        foreach (var known in catalog.Names)
            if (EditDistance.Of(known, name, best.Distance - 1) is var distance && distance < best.Distance) best = (known, distance);
        return best.Name;
    }
}
