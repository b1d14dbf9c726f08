namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>label="value"</c></summary>
internal sealed class LabelMatcher(Name label, Token operatorToken, Expression value) : Matcher(SourceSpan.Between(label.Span.Start, value.Span.End))
{
    public Name Label { get; } = label;

    /// <summary>One of <c>=</c>, <c>!=</c>, <c>=~</c>, <c>!~</c>.</summary>
    public Token OperatorToken { get; } = operatorToken;

    /// <summary>Whether it matches the metric's name, which to Prometheus is a label.</summary>
    public bool IsOfMetric => Label.Value == "__name__";

    public bool IsRegex => OperatorToken.Kind is TokenKind.EqualTilde or TokenKind.NotTilde;

    public bool IsNegative => OperatorToken.Kind is TokenKind.NotEqual or TokenKind.NotTilde;

    /// <summary>A <see cref="StringLiteral"/>, or a <see cref="VariableExpression"/> that brings its own quotes.</summary>
    public Expression Value { get; } = value;

    public override IReadOnlyList<Node> Children => [Label, Value];
}
