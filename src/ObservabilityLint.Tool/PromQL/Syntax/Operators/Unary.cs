namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A sign. It binds weaker than <c>^</c>: <c>-a^2</c> is <c>-(a^2)</c>.</summary>
internal sealed class Unary(Token sign, Expression operand) : Expression(SourceSpan.Between(sign.Span.Start, operand.Span.End), operand.Type)
{
    public Token Sign { get; } = sign;

    public bool IsMinus => Sign.Kind == TokenKind.Minus;

    public Expression Operand { get; } = operand;

    public override IReadOnlyList<Node> Children => [Operand];
}
