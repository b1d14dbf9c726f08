using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>The spans that are current when a method runs because some caller of it, or a caller of a caller, runs under one.</summary>
internal sealed class SpansOfCallers
{
    private readonly ContextFacts facts;
    private readonly CallerSearch<SurroundingSpan> search;

    public SpansOfCallers(ContextFacts facts) => (this.facts, search) = (facts, new CallerSearch<SurroundingSpan>(Read));

    /// <summary>The span of one caller that certainly has one, named by that caller; null where none is in sight.</summary>
    public SurroundingSpan? Of(IMethodSymbol method, CancellationToken cancellation) => search.Of(method, cancellation);

    private CallingMethods<SurroundingSpan> Read(IMethodSymbol method, CancellationToken cancellation)
    {
        var methods = new List<IMethodSymbol>();
        if (method.MethodKind != MethodKind.Ordinary) return new(null, methods);
        foreach (var call in facts.Graph.CallersOf(method, cancellation))
        {
            if (facts.BodyAround(call.Operation, cancellation) is not { } body) continue;
            if (SpansAround.In(body, call.Operation, facts, cancellation) is { } span) return new(new SurroundingSpan($"{span.Description} (called from '{NameOf(body, call.Operation)}')", null), []);
            if (Callers.MethodAround(call.Operation) is { } outer) methods.Add(outer.OriginalDefinition);
        }
        return new(null, methods);
    }

    private static string NameOf(TracedBody body, IOperation place)
        => (body.Method ?? place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart)) is { ContainingType: { } type } member && member.Name[0] != '<' ? $"{type.Name}.{member.Name}" : "the program's start";
}
