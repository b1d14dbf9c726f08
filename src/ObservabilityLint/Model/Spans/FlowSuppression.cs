using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Model;

/// <summary>A call after which the execution context, and with it the current span, does not go along with what is scheduled, until it is undone.</summary>
/// <param name="Call">The call.</param>
/// <param name="Hold">What keeps the object that undoes it.</param>
/// <param name="Holder">The local, field or property that keeps it; null where there is none.</param>
/// <param name="Live">The part of the text in which the flow is suppressed.</param>
/// <param name="Restorer">The name of the method of the program that restores it; null where the object does, or <c>RestoreFlow</c>.</param>
internal sealed record FlowSuppression(IOperation Call, SpanHold Hold, ISymbol? Holder, LiveRange Live, string? Restorer = null)
{
    public SyntaxNode Syntax => Call.Syntax;
}

/// <summary>A call that lets the execution context flow again.</summary>
internal sealed record FlowRestoration(IOperation Call)
{
    public SyntaxNode Syntax => Call.Syntax;
}
