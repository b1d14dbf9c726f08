using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The spans that are current when code runs because of who runs it: a caller of its method, or a caller of that; the call that a lambda is handed to and that runs it at once;
/// whoever creates the object whose constructor or initializer it is in.
/// </summary>
internal sealed class SpansOfCallers
{
    private static readonly IReadOnlyList<IMethodSymbol> Nobody = [];

    private readonly ContextFacts facts;
    private readonly CallerSearch<SurroundingSpan> search;
    private bool? isPossible;

    public SpansOfCallers(ContextFacts facts) => (this.facts, search) = (facts, new CallerSearch<SurroundingSpan>(Read));

    /// <summary>The span of one who certainly has one and runs the code at a place, named by that one; null where none is in sight.</summary>
    public SurroundingSpan? At(TracedBody body, IOperation place, CancellationToken cancellation)
    {
        // Two threads may both find out; they find the same.
        if (!(isPossible ??= TracingGate.MayBeUnderSpans(facts.Compilation, cancellation))) return null;
        var (span, methods) = Follow(body, place, cancellation);
        if (span != null) return span;
        foreach (var method in methods)
            if (search.Of(method, cancellation) is { } outer) return outer;
        return null;
    }

    private CallingMethods<SurroundingSpan> Read(IMethodSymbol method, CancellationToken cancellation)
    {
        var outer = new List<IMethodSymbol>();
        foreach (var call in facts.Graph.CallersOf(method, cancellation))
        {
            if (method.MethodKind == MethodKind.Constructor && EndsWithItsOwner(call.Operation) || facts.BodyAround(call.Operation, cancellation) is not { } body || OwnContext.IsAt(call.Syntax, body)) continue;
            if (SpanIn(body, call.Operation, cancellation) is { } span) return new(span, Nobody);
            var (further, methods) = Follow(body, call.Operation, cancellation);
            if (further != null) return new(further, Nobody);
            outer.AddRange(methods);
        }
        return new(null, outer);
    }

    /// <summary>From a place without a span in its own function: to the span of a call that runs that lambda, or to the methods that have to be called for it to run.</summary>
    private CallingMethods<SurroundingSpan> Follow(TracedBody body, IOperation place, CancellationToken cancellation)
    {
        while (Body.FunctionOf(place) is { } function)
        {
            if (function is ILocalFunctionOperation { Symbol: var local }) return new(null, [local]);
            if (DelegateCall.Of((IAnonymousFunctionOperation)function, facts, cancellation) is not { } runner || OwnContext.IsAt(runner.Call.Syntax, body)) return new(null, Nobody);
            if (runner.Inside is { } inside && facts.BodyAround(inside, cancellation) is { } runnersBody && SpanIn(runnersBody, inside, cancellation) is { } given) return new(given, Nobody);
            place = runner.Call;
            if (SpanIn(body, place, cancellation) is { } span) return new(span, Nobody);
        }
        if (body.Method is { } method) return new(null, [method.OriginalDefinition]);
        // An initializer runs with each constructor.
        return place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart, cancellation) is { IsStatic: false, ContainingType: { } type } and (IFieldSymbol or IPropertySymbol) ? new(null, type.InstanceConstructors) : new(null, Nobody);
    }

    private SurroundingSpan? SpanIn(TracedBody body, IOperation place, CancellationToken cancellation)
        => SpansAround.In(body, place, facts, cancellation) is { } span ? new SurroundingSpan($"{span.Description} (called from {NameOf(body, place)})", null, span.Kind) : null;

    /// <summary>Who disposes of an object may end what its constructor began; nobody does so where it is made on demand, to stay.</summary>
    private static bool EndsWithItsOwner(IOperation creation)
        => creation is IObjectCreationOperation { Type: { } type } && (type.IsOrInherits("System", "IDisposable") || type.IsOrInherits("System", "IAsyncDisposable")) && !LazyCreation.Is(creation);

    private static string NameOf(TracedBody body, IOperation place)
        => (body.Method ?? place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart)) switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } => $"the constructor of '{type.Name}'",
            IMethodSymbol { AssociatedSymbol: { } property } => $"'{property.ContainingType.Name}.{property.Name}'",
            { ContainingType: { } type } member when member.Name[0] != '<' => $"'{type.Name}.{member.Name}'",
            _ => "the program's start",
        };
}
