using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>The spans that are current when a method runs because some caller of it, or a caller of a caller, runs under one.</summary>
internal sealed class SpansOfCallers(ContextFacts facts)
{
    private const int MaximumLevels = 6, MaximumCallers = 40;

    private readonly ConcurrentDictionary<IMethodSymbol, SurroundingSpan?> known = new(SymbolEqualityComparer.Default);

    /// <summary>The span of one caller that certainly has one, named by that caller; null where none is in sight.</summary>
    public SurroundingSpan? Of(IMethodSymbol method, CancellationToken cancellation) => Of(method.OriginalDefinition, ImmutableList<IMethodSymbol>.Empty, cancellation);

    private SurroundingSpan? Of(IMethodSymbol method, ImmutableList<IMethodSymbol> open, CancellationToken cancellation)
    {
        if (known.TryGetValue(method, out var found)) return found;
        if (method.MethodKind != MethodKind.Ordinary || open.Count >= MaximumLevels || open.IndexOf(method, 0, open.Count, SymbolEqualityComparer.Default) >= 0) return null;
        found = Find(method, open.Add(method), cancellation);
        // Cut short by a method further out, a "none" is no answer for good.
        if (found != null || open.IsEmpty) known.TryAdd(method, found);
        return found;
    }

    private SurroundingSpan? Find(IMethodSymbol method, ImmutableList<IMethodSymbol> open, CancellationToken cancellation)
    {
        var callers = 0;
        foreach (var call in facts.CallersOf(method, cancellation))
        {
            if (++callers > MaximumCallers) return null;
            if (facts.BodyAround(call.Operation, cancellation) is not { } body) continue;
            if (SpansAround.In(body, call.Operation, facts, cancellation) is { } span) return new SurroundingSpan($"{span.Description} (called from '{NameOf(body, call.Operation)}')", null);
            if (Callers.MethodAround(call.Operation) is { } outer && Of(outer.OriginalDefinition, open, cancellation) is { } further) return further;
        }
        return null;
    }

    private static string NameOf(TracedBody body, IOperation place)
        => (body.Method ?? place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart)) is { ContainingType: { } type } member && member.Name[0] != '<' ? $"{type.Name}.{member.Name}" : "the program's start";
}
