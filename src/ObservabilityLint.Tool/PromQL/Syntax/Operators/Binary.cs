using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

internal sealed class Binary(Expression left, Token operatorToken, BinaryOperator @operator, BinaryModifiers? modifiers, Expression right)
    : Expression(SourceSpan.Between(left.Span.Start, right.Span.End), TypeOf(left.Type, right.Type))
{
    public Expression Left { get; } = left;

    public Token OperatorToken { get; } = operatorToken;

    public BinaryOperator Operator { get; } = @operator;

    /// <summary>What stands between the operator and the right side; null if nothing does.</summary>
    public BinaryModifiers? Modifiers { get; } = modifiers;

    public Expression Right { get; } = right;

    public override IReadOnlyList<Node> Children => Modifiers is null ? [Left, Right] : [Left, Modifiers, Right];

    private static ExpressionType TypeOf(ExpressionType left, ExpressionType right) => (left, right) switch
    {
        (ExpressionType.Scalar, ExpressionType.Scalar) => ExpressionType.Scalar,
        (ExpressionType.Scalar or ExpressionType.Unknown, ExpressionType.Scalar or ExpressionType.Unknown) => ExpressionType.Unknown,
        _ => ExpressionType.InstantVector,
    };
}
