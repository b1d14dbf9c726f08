using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>The rules for queries.</summary>
internal static class QueryRules
{
    public static NamedRule InvalidQuery { get; } = Rule("PQL1001", nameof(InvalidQuery), "Write a query that Prometheus accepts", DiagnosticSeverity.Error,
        "Prometheus refuses the query: the panel shows an error, and a rule file with it is not loaded at all.");

    public static NamedRule UnknownMetric { get; } = Rule("PQL1002", nameof(UnknownMetric), "Ask for a metric that exists", DiagnosticSeverity.Warning,
        "Neither the code nor a recording rule nor a pattern of --known has such a metric: the query has no result, and an alert on it never fires. Often the metric has been renamed since.");

    public static NamedRule LostTotal { get; } = Rule("PQL1003", nameof(LostTotal), "Ask for a counter with its '_total', and for nothing else with it", DiagnosticSeverity.Warning,
        "Exporters end the name of a counter in '_total', and of nothing else. A rename that gives or takes the suffix leaves its queries without a result.");

    public static NamedRule HistogramWithoutSuffix { get; } = Rule("PQL1004", nameof(HistogramWithoutSuffix), "Ask for the buckets, the sum or the count of a histogram", DiagnosticSeverity.Warning,
        "A histogram is exported as buckets, a sum and a count, and no series bears its name alone, unless Prometheus stores its histograms as native ones.");

    public static NamedRule UnknownLabel { get; } = Rule("PQL1005", nameof(UnknownLabel), "Use labels that the metric has", DiagnosticSeverity.Warning,
        "The code gives the metric no such label, or an aggregation within has left it out: a matcher selects nothing, and a grouping puts everything into one group.");

    public static NamedRule CounterWithoutRate { get; } = Rule("PQL1006", nameof(CounterWithoutRate), "Take the rate or the increase of a counter", DiagnosticSeverity.Warning,
        "A counter grows until its program restarts, and then begins at zero: its value says how long the program has been running. rate() and increase() take the restarts out.");

    public static NamedRule GaugeUnderRate { get; } = Rule("PQL1007", nameof(GaugeUnderRate), "Take no rate of a gauge", DiagnosticSeverity.Warning,
        "rate(), irate() and increase() take every fall for a restart of the program, and add what was lost: on a gauge the result is wrong whenever it falls.");

    public static NamedRule UnboundedGrouping { get; } = Rule("PQL1008", nameof(UnboundedGrouping), "Group by labels whose values have a bound", DiagnosticSeverity.Info,
        "Nothing in the code bounds the values of the label, so that the result has ever more series: the panel grows slow, and a recording rule stores as many again.");

    public static NamedRule NeverMatches { get; } = Rule("PQL1009", nameof(NeverMatches), "Write a query that can have a result", DiagnosticSeverity.Error,
        "Matchers that contradict each other, a value that the code never gives, a comparison that no value passes, or sides without a label in common: whatever happens, the result is empty.");

    public static IReadOnlyList<NamedRule> All { get; } = [InvalidQuery, UnknownMetric, LostTotal, HistogramWithoutSuffix, UnknownLabel, CounterWithoutRate, GaugeUnderRate, UnboundedGrouping, NeverMatches];

    /// <summary>The rules by their ids or names; all for none.</summary>
    /// <exception cref="UserException">There is no such rule.</exception>
    public static IReadOnlySet<string> Of(IReadOnlyCollection<string> named) => named.Count == 0 ? All.Select(static rule => rule.Descriptor.Id).ToHashSet() : named.Select(static name => Find(name).Descriptor.Id).ToHashSet();

    /// <summary>A rule by its id or its name; null where it is none for queries.</summary>
    public static NamedRule? TryFind(string name) => All.FirstOrDefault(rule => rule.Descriptor.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What there is to say of a rule.</summary>
    public static string SectionOf(NamedRule rule) => $"### {rule.Descriptor.Id} {rule.Name}\n\n{rule.Descriptor.Title}.\n\n**Why.** {rule.Descriptor.Description}\n";

    private static NamedRule Find(string name)
        => TryFind(name) ?? throw new UserException($"There is no rule '{name}' for queries. There are {string.Join(", ", All.Select(static rule => $"{rule.Descriptor.Id} {rule.Name}"))}.");

    private static NamedRule Rule(string id, string name, string title, DiagnosticSeverity severity, string why)
        => new(new DiagnosticDescriptor(id, title, "{0}", "ObservabilityLint.Queries", severity, isEnabledByDefault: true, description: why), name);
}
