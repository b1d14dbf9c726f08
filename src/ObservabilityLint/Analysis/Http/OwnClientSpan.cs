using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>A handler of HttpClient that starts a span for each request itself: the pipeline need not listen to the client's own, whose context nobody would know then.</summary>
internal static class OwnClientSpan
{
    public static bool IsOf(TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (body.Method?.ContainingType is not { } type || !type.IsOrInherits("System.Net.Http", "DelegatingHandler")) return false;
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            if (facts.Graph.ModelOf(part.SyntaxTree) is not { } model) continue;
            foreach (var other in facts.Of(model, cancellation))
                if (SymbolEqualityComparer.Default.Equals(other.Method?.ContainingType, type))
                    foreach (var start in other.All<SpanStart>())
                        if (start.Kind == SpanKind.Client) return true;
        }
        return false;
    }
}
