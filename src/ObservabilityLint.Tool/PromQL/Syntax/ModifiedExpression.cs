namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A selector or subquery with a modifier behind it.</summary>
internal abstract class ModifiedExpression(SourceSpan span, Expression operand) : Expression(span, operand.Type)
{
    public Expression Operand { get; } = operand;
}
