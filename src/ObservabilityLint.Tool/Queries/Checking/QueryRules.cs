using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>The rules for queries.</summary>
internal static class QueryRules
{
    public static NamedRule InvalidQuery { get; } = Rule("PQL1001", nameof(InvalidQuery), "Write a query that Prometheus accepts", DiagnosticSeverity.Error);

    public static NamedRule UnknownMetric { get; } = Rule("PQL1002", nameof(UnknownMetric), "Ask for a metric that exists", DiagnosticSeverity.Warning);

    public static NamedRule LostTotal { get; } = Rule("PQL1003", nameof(LostTotal), "Ask for a counter with its '_total', and for nothing else with it", DiagnosticSeverity.Warning);

    public static NamedRule HistogramWithoutSuffix { get; } = Rule("PQL1004", nameof(HistogramWithoutSuffix), "Ask for the buckets, the sum or the count of a histogram", DiagnosticSeverity.Warning);

    public static NamedRule UnknownLabel { get; } = Rule("PQL1005", nameof(UnknownLabel), "Use labels that the metric has", DiagnosticSeverity.Warning);

    public static NamedRule CounterWithoutRate { get; } = Rule("PQL1006", nameof(CounterWithoutRate), "Take the rate or the increase of a counter", DiagnosticSeverity.Warning);

    public static NamedRule GaugeUnderRate { get; } = Rule("PQL1007", nameof(GaugeUnderRate), "Take no rate of a gauge", DiagnosticSeverity.Warning);

    public static NamedRule UnboundedGrouping { get; } = Rule("PQL1008", nameof(UnboundedGrouping), "Group by labels whose values have a bound", DiagnosticSeverity.Info);

    public static NamedRule NeverMatches { get; } = Rule("PQL1009", nameof(NeverMatches), "Write a query that can have a result", DiagnosticSeverity.Error);

    public static IReadOnlyList<NamedRule> All { get; } = [InvalidQuery, UnknownMetric, LostTotal, HistogramWithoutSuffix, UnknownLabel, CounterWithoutRate, GaugeUnderRate, UnboundedGrouping, NeverMatches];

    /// <summary>The rules by their ids or names; all for none.</summary>
    /// <exception cref="UserException">There is no such rule.</exception>
    public static IReadOnlySet<string> Of(IReadOnlyCollection<string> named) => named.Count == 0 ? All.Select(static rule => rule.Descriptor.Id).ToHashSet() : named.Select(static name => Find(name).Descriptor.Id).ToHashSet();

    private static NamedRule Find(string name)
        => All.FirstOrDefault(rule => rule.Descriptor.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UserException($"There is no rule '{name}' for queries. There are {string.Join(", ", All.Select(static rule => $"{rule.Descriptor.Id} {rule.Name}"))}.");

    private static NamedRule Rule(string id, string name, string title, DiagnosticSeverity severity)
        => new(new DiagnosticDescriptor(id, title, "{0}", "ObservabilityLint.Queries", severity, isEnabledByDefault: true), name);
}
