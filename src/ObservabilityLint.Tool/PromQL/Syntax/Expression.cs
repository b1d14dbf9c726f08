using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A part of the tree that has a value.</summary>
internal abstract class Expression(SourceSpan span, ExpressionType type) : Node(span)
{
    public ExpressionType Type { get; } = type;
}
