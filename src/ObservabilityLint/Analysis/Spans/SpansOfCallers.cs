using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The spans that are current when code runs because of who runs it: a caller of its method, or a caller of that; the call that a delegate is handed to and that runs it at once;
/// whoever calls a delegate that is kept, or raises the event that it handles; whoever creates the object, or uses the class first, whose constructor or initializer it is in.
/// </summary>
internal sealed class SpansOfCallers
{
    private static readonly IReadOnlyList<IMethodSymbol> Nobody = [];

    private readonly ContextFacts facts;
    private readonly bool isOfWhatGoesOn;
    private readonly CallerSearch<SurroundingSpan> search;
    private bool? isPossible;

    /// <param name="facts">The facts of the project.</param>
    /// <param name="isOfWhatGoesOn">Asked for what goes on until it is stopped: a caller that stops it before its own span ends does not count.</param>
    public SpansOfCallers(ContextFacts facts, bool isOfWhatGoesOn) => (this.facts, this.isOfWhatGoesOn, search) = (facts, isOfWhatGoesOn, new CallerSearch<SurroundingSpan>(Read));

    /// <summary>The span of one who certainly has one and runs the code at a place, named by that one; null where none is in sight.</summary>
    public SurroundingSpan? At(TracedBody body, IOperation place, CancellationToken cancellation)
    {
        // Two threads may both find out; they find the same.
        if (!(isPossible ??= TracingGate.MayBeUnderSpans(facts.Compilation, cancellation))) return null;
        var (span, methods) = Follow(body, place, [], cancellation);
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
            if (method.MethodKind == MethodKind.Constructor && OwnedObject.MayBeEnded(call.Operation, facts.Graph, cancellation) || isOfWhatGoesOn && OwnedObject.IsEndedAfter(call.Operation, facts.Graph, cancellation)
                || facts.BodyAround(call.Operation, cancellation) is not { } body || OwnContext.IsAt(call.Syntax, body)) continue;
            var (span, methods) = Around(body, call.Operation, [], cancellation);
            if (span != null) return new(span, Nobody);
            outer.AddRange(methods);
        }
        outer.AddRange(DerivedConstructors.Of(method, facts.Compilation, cancellation));
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction) || facts.Graph.ReferencesTo(method, cancellation) is not { IsDefault: false } references) return new(null, outer);
        foreach (var reference in references)
        {
            if (facts.BodyAround(reference, cancellation) is not { } body) continue;
            var (span, methods) = OfDelegate(body, reference, [], cancellation);
            if (span != null) return new(span, Nobody);
            outer.AddRange(methods);
        }
        return new(null, outer);
    }

    private CallingMethods<SurroundingSpan> Around(TracedBody body, IOperation place, HashSet<SyntaxNode> seen, CancellationToken cancellation)
        => SpanIn(body, place, cancellation) is { } span ? new(span, Nobody) : Follow(body, place, seen, cancellation);

    /// <summary>From a place without a span in its own function: to the span of what runs that lambda, or to the methods that have to be called for it to run.</summary>
    private CallingMethods<SurroundingSpan> Follow(TracedBody body, IOperation place, HashSet<SyntaxNode> seen, CancellationToken cancellation)
    {
        if (Body.FunctionOf(place) is { } function) return function is ILocalFunctionOperation { Symbol: var local } ? new(null, [local]) : OfDelegate(body, function, seen, cancellation);
        if (body.Method is { MethodKind: not MethodKind.StaticConstructor } method) return new(null, [method.OriginalDefinition]);
        return (body.Method ?? place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart, cancellation)) switch
        {
            { IsStatic: true, ContainingType: { } type } => new(OfFirstUse(type, cancellation), Nobody),
            // An initializer runs with each constructor.
            { ContainingType: { } type } and (IFieldSymbol or IPropertySymbol) => new(null, type.InstanceConstructors),
            _ => new(null, Nobody),
        };
    }

    /// <summary>The span under which a class is used first: only where all that may be first stand under one.</summary>
    private SurroundingSpan? OfFirstUse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        SurroundingSpan? first = null;
        foreach (var use in FirstUses.Of(type, facts, cancellation))
        {
            if (facts.BodyAround(use, cancellation) is not { } body || OwnContext.IsAt(use.Syntax, body) || SpanIn(body, use, cancellation) is not { } span) return null;
            first ??= span with { Description = $"the span (Activity) of the first use of '{type.Name}'" };
        }
        return first;
    }

    /// <summary>Of a lambda, or a method that is named to be called by others.</summary>
    private CallingMethods<SurroundingSpan> OfDelegate(TracedBody body, IOperation made, HashSet<SyntaxNode> seen, CancellationToken cancellation)
    {
        if (!seen.Add(made.Syntax)) return new(null, Nobody);
        if (DelegateCall.Of(made, body, facts, cancellation) is { } runner)
        {
            if (OwnContext.IsAt(runner.Call.Syntax, body)) return new(null, Nobody);
            if (runner.Inside is not { } inside || facts.BodyAround(inside, cancellation) is not { } runnersBody) return Around(body, runner.Call, seen, cancellation);
            if (OwnContext.IsAt(inside.Syntax, runnersBody)) return new(null, Nobody);
            return SpanIn(runnersBody, inside, cancellation) is { } given ? new(given, Nobody) : Around(body, runner.Call, seen, cancellation);
        }
        var outer = new List<IMethodSymbol>();
        foreach (var (run, isOfAll) in new KeptDelegates(facts.Graph, facts.Compilation, cancellation).RunsOf(made))
        {
            if (facts.BodyAround(run, cancellation) is not { } there || OwnContext.IsAt(run.Syntax, there)) continue;
            var (span, methods) = run is not IInvocationOperation ? OfDelegate(there, run, seen, cancellation) : isOfAll ? Around(there, run, seen, cancellation) : new(SpanIn(there, run, cancellation) ?? OfRaiser(there, run, cancellation), Nobody);
            if (span != null) return new(span, Nobody);
            if (isOfAll) outer.AddRange(methods);
        }
        return new(null, outer);
    }

    /// <summary><c>void OnChanged() => Changed?.Invoke(this)</c>: the same object calls it under a span.</summary>
    private SurroundingSpan? OfRaiser(TracedBody body, IOperation run, CancellationToken cancellation)
    {
        if (Body.FunctionOf(run) != null || body.Method is not { } raiser) return null;
        foreach (var call in facts.Graph.CallersOf(raiser, cancellation))
            if (call.Operation is IInvocationOperation { Instance: IInstanceReferenceOperation { Type: var type } } && SymbolEqualityComparer.Default.Equals(type, raiser.ContainingType)
                && facts.BodyAround(call.Operation, cancellation) is { } caller && !OwnContext.IsAt(call.Syntax, caller) && SpanIn(caller, call.Operation, cancellation) is { } span) return span;
        return null;
    }

    private SurroundingSpan? SpanIn(TracedBody body, IOperation place, CancellationToken cancellation)
        => SpansAround.In(body, place, facts, cancellation) is { } span ? span with { Description = $"{span.Description} (called from {NameOf(body, place)})" } : null;

    private static string NameOf(TracedBody body, IOperation place)
        => (body.Method ?? place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart)) switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } => $"the constructor of '{type.Name}'",
            IMethodSymbol { AssociatedSymbol: { } property } => $"'{property.ContainingType.Name}.{property.Name}'",
            { ContainingType: { } type, Name: not ['<', ..] and var name } => $"'{type.Name}.{name}'",
            _ => "the program's start",
        };
}
