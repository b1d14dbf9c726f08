using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

internal sealed class Aggregation(SourceSpan span, Token operatorToken, string @operator, Grouping? grouping, ImmutableArray<Expression> arguments) : Expression(span, ExpressionType.InstantVector)
{
    /// <summary>The operator as it is written, or a Grafana variable.</summary>
    public Token OperatorToken { get; } = operatorToken;

    /// <summary>The operator in lower case.</summary>
    public string Operator { get; } = @operator;

    /// <summary>Its <c>by</c> or <c>without</c>, which may stand before or after the arguments.</summary>
    public Grouping? Grouping { get; } = grouping;

    public ImmutableArray<Expression> Arguments { get; } = arguments;

    /// <summary>The first of two arguments: how many, which quantile, the label of <c>count_values</c>.</summary>
    public Expression? Parameter => Arguments.Length > 1 ? Arguments[0] : null;

    /// <summary>What is aggregated; null in a faulty expression without arguments.</summary>
    public Expression? Operand => Arguments.IsEmpty ? null : Arguments[^1];

    public override IReadOnlyList<Node> Children => Grouping is null ? Arguments : Arguments.IsEmpty || Grouping.Span.Start < Arguments[0].Span.Start ? [Grouping, .. Arguments] : [.. Arguments, Grouping];
}
