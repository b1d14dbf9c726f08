using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A call that stops all instrumentation until its result is disposed of.</summary>
/// <param name="Call">The call.</param>
/// <param name="IsDisposed">Something in sight disposes of it, or somebody out of sight may.</param>
/// <param name="Holder">The variable that holds it; null where none does.</param>
internal sealed record InstrumentationSuppression(IOperation Call, bool IsDisposed, ISymbol? Holder)
{
    public SyntaxNode Syntax => Call.Syntax;
}
