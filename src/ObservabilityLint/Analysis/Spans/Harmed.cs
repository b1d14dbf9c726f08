using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Analysis;

/// <summary>How messages speak of those who pay for what a function leaves behind.</summary>
internal static class Harmed
{
    /// <summary>Whoever calls the function, by name where that is in sight.</summary>
    public static string CallerOf(IMethodSymbol function, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var call in facts.Graph.CallersOf(function, cancellation))
            if (call.Operation.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellation) is IMethodSymbol { MethodKind: MethodKind.Ordinary, CanBeReferencedByName: true } caller) return $"its caller '{caller.ContainingType.Name}.{caller.Name}'";
        return "its caller";
    }
}
