namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A selector or subquery with a modifier behind it.</summary>
internal abstract class ModifiedExpression(SourceSpan span, Expression operand) : Expression(span, operand.Type)
{
    public Expression Operand { get; } = operand;

    /// <summary>What all the modifiers in a row modify.</summary>
    public Expression Target { get; } = operand is ModifiedExpression modified ? modified.Target : operand;
}
