using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>Counters that are taken as they are, and gauges that are taken for counters.</summary>
internal sealed class UseChecks(MetricCatalog catalog)
{
    private static readonly HashSet<string> OfCounters = ["rate", "irate", "increase"];

    /// <summary>They ask whether there are series, or how many, or when.</summary>
    private static readonly HashSet<string> OfAny = ["absent", "absent_over_time", "present_over_time", "count_over_time", "changes", "resets", "timestamp", "count", "group"];

    /// <param name="selector">The selector.</param>
    /// <param name="around">What it stands in, from the inside to the outside.</param>
    /// <param name="findings">Where it is told.</param>
    public void Check(VectorSelector selector, IReadOnlyList<Expression> around, QueryFindings findings)
    {
        if (Selectors.MetricOf(selector) is not { } metric || catalog.Find(metric.Name) is not { } series) return;
        var uses = around.Select(static each => each switch { Call call => call.Name, Aggregation aggregation => aggregation.Operator, _ => null }).OfType<string>().ToList();
        if (series.IsGauge && around.OfType<Call>().FirstOrDefault() is { } taken && OfCounters.Contains(taken.Name))
            findings.Add(QueryRules.GaugeUnderRate, metric.Span, $"'{metric.Name}' is a gauge, and {taken.Name}() takes every fall of it for a restart: use delta() or deriv().");
        if (series.IsCounter && !uses.Exists(static use => OfCounters.Contains(use) || OfAny.Contains(use)) && !IsMean(series, around) && !IsConditionOnly(selector, around))
            findings.Add(QueryRules.CounterWithoutRate, metric.Span, $"'{metric.Name}' only ever grows, and starts anew with its program: take rate() or increase() of it.");
    }

    /// <summary>The mean since the start: a sum by its count.</summary>
    private static bool IsMean(KnownSeries series, IReadOnlyList<Expression> around) => series.Part is "sum" or "count" && around.Any(static each => each is Binary { Operator: BinaryOperator.Divide or BinaryOperator.Variable });

    /// <summary>The right side of <c>and</c> and <c>unless</c> lends no values.</summary>
    private static bool IsConditionOnly(VectorSelector selector, IReadOnlyList<Expression> around)
        => around.OfType<Binary>().Any(binary => binary.Operator is BinaryOperator.And or BinaryOperator.Unless or BinaryOperator.Variable && binary.Right.Span.Start <= selector.Span.Start && selector.Span.End <= binary.Right.Span.End);
}
