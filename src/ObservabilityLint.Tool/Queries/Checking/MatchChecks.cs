using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Inventory;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Expressions;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>Queries that cannot have a result: matchers that contradict each other, values that a label never has, comparisons that none passes, sides that never match.</summary>
internal sealed class MatchChecks(MetricCatalog catalog)
{
    public void Check(VectorSelector selector, QueryFindings findings)
    {
        var matchers = selector.Matchers.OfType<LabelMatcher>().Where(static matcher => matcher.Value is StringLiteral { HasVariables: false } && !matcher.Label.HasVariables).ToList();
        foreach (var label in matchers.GroupBy(static matcher => matcher.Label.Value))
            if (Disjoint(label) is { } disjoint) findings.Add(QueryRules.NeverMatches, disjoint.Span, $"No series can match this and the other matchers of {label.Key}.");
            else if (label.FirstOrDefault(static matcher => !matcher.IsRegex && !matcher.IsNegative) is { } exact && label.FirstOrDefault(other => other != exact && !Takes(other, Text(exact))) is { } against)
                findings.Add(QueryRules.NeverMatches, against.Span, $"No series can have {label.Key} as \"{Text(exact)}\" and match this too.");
        if (Selectors.MetricOf(selector) is not { } metric || catalog.Find(metric.Name) is not { } series) return;
        foreach (var matcher in matchers.Where(static matcher => !matcher.IsNegative))
            if (series.Label(matcher.Label.Value) is { Domain: Domain.Bounded, Values: { Count: > 0 } values } && series.Instrument.AreLabelsComplete && !values.Any(value => Takes(matcher, value)) && !Takes(matcher, ""))
                findings.Add(QueryRules.NeverMatches, matcher.Span, $"'{series.Family}' never has such a {matcher.Label.Value}: the code gives {string.Join(", ", values.Select(static value => $"\"{value}\""))}.");
    }

    public static void Check(Binary binary, QueryFindings findings)
    {
        CheckValues(binary, findings);
        if (LabelSet.Of(binary.Left) is not { } left || LabelSet.Of(binary.Right) is not { } right || binary.Operator is BinaryOperator.Or or BinaryOperator.Unless or BinaryOperator.Variable || Constants.IsConstant(binary.Left) || Constants.IsConstant(binary.Right)) return;
        var matching = binary.Modifiers?.Matching;
        if (binary.Modifiers is { Fills.IsEmpty: false } || matching?.Labels.Any(static label => label.HasVariables) == true) return;
        if (matching is { IsOn: true })
        {
            foreach (var label in matching.Labels.Where(label => left.Contains(label.Value) != right.Contains(label.Value)))
                findings.Add(QueryRules.NeverMatches, label.Span, $"The two sides never match: the {(left.Contains(label.Value) ? "right" : "left")} one has no label '{label.Value}', since its aggregation leaves it out.");
            return;
        }
        var ignored = matching?.Labels.Select(static label => label.Value).ToHashSet() ?? [];
        if (left.Except(right).Concat(right.Except(left)).FirstOrDefault(label => !ignored.Contains(label)) is { } lacking)
            findings.Add(QueryRules.NeverMatches, binary.OperatorToken.Span, $"The two sides never match: only the {(left.Contains(lacking) ? "left" : "right")} one has a label '{lacking}'. Say with on() or ignoring() what they are matched by.");
    }

    /// <summary>The matcher that takes none of the values that an earlier one lists.</summary>
    private static LabelMatcher? Disjoint(IEnumerable<LabelMatcher> matchers)
    {
        var listing = matchers.FirstOrDefault(static matcher => matcher is { IsRegex: true, IsNegative: false } && PromQLName.ListedIn(Text(matcher)).Count > 0);
        return listing is null ? null : matchers.FirstOrDefault(other => other != listing && other.IsRegex && !PromQLName.ListedIn(Text(listing)).Any(value => Takes(other, value)));
    }

    /// <summary>A comparison with a number that no value passes.</summary>
    private static void CheckValues(Binary binary, QueryFindings findings)
    {
        if (ValueRange.Compared(binary) is not var (vector, passing)) return;
        var values = ValueRange.Of(vector);
        if (!values.IsEmpty && values.And(passing).IsEmpty) findings.Add(QueryRules.NeverMatches, binary.OperatorToken.Span, $"No value passes: where there is one on the {(vector == binary.Left ? "left" : "right")}, it is {values}.");
    }

    private static string Text(LabelMatcher matcher) => ((StringLiteral)matcher.Value).Value;

    private static bool Takes(LabelMatcher matcher, string value)
    {
        if (!matcher.IsRegex) return (Text(matcher) == value) != matcher.IsNegative;
        try
        {
            return Regex.IsMatch(value, $"^(?s:{Text(matcher)})$", RegexOptions.None, TimeSpan.FromSeconds(1)) != matcher.IsNegative;
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // Of a pattern that only Prometheus can read nothing is said.
            return true;
        }
    }
}
