using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>What the chosen version of Prometheus does not have yet, or no more.</summary>
internal sealed class VersionRules(ErrorList errors, Version version, string text)
{
    private static readonly Version QuotedNamesInBraces = new(2, 51);
    private static readonly Version NumbersAsDurations = new(2, 54);
    private static readonly Version LimitingAggregations = new(2, 54);
    private static readonly Version DigitGroups = new(2, 54);
    private static readonly Version AnyLabelNames = new(3, 0);
    private static readonly Version DurationArithmetic = new(3, 4);
    private static readonly Version RangeEdges = new(3, 7);
    private static readonly Version Fill = new(3, 10);
    private static readonly Version Trim = new(3, 11);

    /// <summary>Durations where only durations can stand, which is older than durations as numbers.</summary>
    private readonly HashSet<Expression> _durations = [];

    public void Check(Node node)
    {
        switch (node)
        {
            case Call { Function: { } function } call:
                CheckFunction(call, function);
                break;
            case Aggregation { Operator: "limitk" or "limit_ratio" } aggregation:
                Require(LimitingAggregations, aggregation.OperatorToken.Span, aggregation.Operator);
                break;
            case Name name:
                CheckName(name);
                break;
            case NumberLiteral number:
                CheckNumber(number);
                break;
            case DurationFunction function:
                Require(SinceOf(function), function.NameToken.Span, $"{function.Name}() in a duration");
                break;
            case MatrixSelector matrix:
                CheckDuration(matrix.Range);
                break;
            case Subquery subquery:
                CheckDuration(subquery.Range);
                if (subquery.Step is { } step) CheckDuration(step);
                break;
            case OffsetExpression offset:
                CheckDuration(offset.Offset is Unary { Operand: NumberLiteral literal } ? literal : offset.Offset);
                if (offset.Offset is Unary { IsMinus: false, Operand: NumberLiteral }) Require(NumbersAsDurations, offset.Offset.Span, "\"+\" before a duration");
                if (DurationRules.ValueOf(offset.Offset) is 0.0) Require(NumbersAsDurations, offset.Offset.Span, "an offset of zero");
                break;
            case RangeEdgeExpression edge:
                Require(RangeEdges, edge.Keyword.Span, edge.IsSmoothed ? "\"smoothed\"" : "\"anchored\"");
                break;
            case FillClause fill:
                Require(Fill, fill.Span, "filling missing series");
                break;
            case Binary { Operator: BinaryOperator.TrimLower or BinaryOperator.TrimUpper } trim:
                Require(Trim, trim.OperatorToken.Span, $"\"{trim.OperatorToken.Span.In(text)}\"");
                break;
        }
    }

    private void CheckFunction(Call call, Function function)
    {
        if (function.Removed is { } removed && removed <= version) errors.AddVersion(call.NameToken.Span, $"{function.Name}() is no more since Prometheus {removed}");
        else Require(function.Since, call.NameToken.Span, function.Name + "()");
    }

    private void CheckName(Name name)
    {
        if (name.IsQuoted) Require(name.Role is NameRole.Metric or NameRole.MatcherLabel ? QuotedNamesInBraces : AnyLabelNames, name.Span, "a name in quotes");
        else if (name.Role != NameRole.Metric && name.Token.Kind == TokenKind.MetricIdentifier) Require(AnyLabelNames, name.Span, "a label with a colon");
    }

    private void CheckNumber(NumberLiteral number)
    {
        if (number.IsDuration && !_durations.Contains(number)) Require(NumbersAsDurations, number.Span, "a duration as a number");
        else if (text.AsSpan(number.Span.Start, number.Span.Length).Contains('_')) Require(DigitGroups, number.Span, "\"_\" in a number");
    }

    private void CheckDuration(Expression duration)
    {
        if (duration is NumberLiteral { IsDuration: true }) _durations.Add(duration);
        else if (duration is NumberLiteral) Require(NumbersAsDurations, duration.Span, "a number as a duration");
        else if (duration is not (VariableExpression or DurationFunction))
        {
            Require(DurationArithmetic, duration.Span, "arithmetic in a duration");
            // One error is enough for what stands in it.
            _durations.UnionWith(duration.DescendantsAndSelf().OfType<NumberLiteral>());
        }
    }

    private static Version SinceOf(DurationFunction function) => function.Name switch
    {
        "step" => new(3, 6),
        "range" => new(3, 10),
        _ => new(3, 13),
    };

    private void Require(Version since, SourceSpan span, string what)
    {
        if (version < since) errors.AddVersion(span, $"{what} needs Prometheus {since}, expected what {version} knows");
    }
}
