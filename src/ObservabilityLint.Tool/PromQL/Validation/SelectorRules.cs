using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>Selectors: one metric, regular expressions that can be read, and not every series of the server.</summary>
internal sealed class SelectorRules(ErrorList errors)
{
    public void Check(VectorSelector selector, bool mayMatchAll)
    {
        var isSelective = selector.Name is not null || mayMatchAll;
        foreach (var matcher in selector.Matchers)
        {
            if (selector.Name is not null && matcher is (QuotedMetricName or LabelMatcher { IsOfMetric: true }))
                errors.AddMeaning(matcher.Span, "the metric is named twice, before the braces and in them");
            isSelective |= matcher is not LabelMatcher labelMatcher || RefusesEmpty(labelMatcher);
        }
        if (!isSelective) errors.AddMeaning(selector.Span, "the selector matches every series: at least one matcher must refuse the empty string");
    }

    /// <summary>Whether a series without the label does not match. Nobody knows of a variable, nor of a regular expression that is not valid, and that is told.</summary>
    private bool RefusesEmpty(LabelMatcher matcher)
    {
        if (matcher.Value is not StringLiteral { HasVariables: false } literal) return true;
        if (!matcher.IsRegex) return literal.Value.Length == 0 == matcher.IsNegative;
        var regex = RegexSyntax.Read(literal.Value);
        if (regex.Error is null) return regex.MatchesEmpty == matcher.IsNegative;
        errors.AddMeaning(literal.Content.SpanOf(regex.ErrorStart, literal.Value.Length - regex.ErrorStart), $"the regular expression is not valid: {regex.Error}");
        return true;
    }
}
