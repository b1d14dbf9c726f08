using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Methods of the program that give their callers a span that they have started, at any depth, by itself, in a tuple, by an <c>out</c> parameter or in an object around it: at their calls it is as if it had been started there.
/// Which names to look for is told by the declarations alone; only calls by these names are bound.
/// </summary>
internal sealed class SpanFactories
{
    /// <summary>How many methods may hand it out to one another.</summary>
    private const int MaximumDepth = 5;

    private readonly ConcurrentDictionary<IMethodSymbol, SpanStart?> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<TracedBody>> files = new();
    private readonly ConcurrentDictionary<TracedBody, TracedBody> completed = new();
    private readonly ContextFacts facts;
    private readonly SpanScopes scopes;
    private NamedWords? names;

    public SpanFactories(ContextFacts facts) => (this.facts, scopes) = (facts, new SpanScopes(facts, this));

    /// <summary>The members of a file that have to do with spans, with those too that such methods give them.</summary>
    public ImmutableArray<TracedBody> BodiesIn(SemanticModel model, CancellationToken cancellation)
    {
        // Two threads may both read it; they read the same.
        if (files.TryGetValue(model.SyntaxTree, out var known)) return known;
        var found = facts.OwnOf(model, cancellation).ToBuilder();
        foreach (var (start, call) in CallsIn(model, model.SyntaxTree.GetRoot(cancellation).FullSpan, cancellation))
        {
            if (facts.OwnBodyAround(call, cancellation) is not { } body) continue;
            var index = 0;
            while (index < found.Count && found[index].Root.Syntax != body.Root.Syntax) index++;
            if (index == found.Count) found.Add(body.With(start));
            else found[index] = found[index].With(start);
        }
        return files[model.SyntaxTree] = found.ToImmutable();
    }

    /// <summary>The member with the spans too that such methods give it.</summary>
    public TracedBody Completed(TracedBody body, CancellationToken cancellation)
    {
        if (completed.TryGetValue(body, out var known)) return known;
        var all = body;
        foreach (var (start, _) in CallsIn(body.Root.SemanticModel!, body.Root.Syntax.Span, cancellation)) all = all.With(start);
        return completed[body] = all;
    }

    /// <summary>The calls in a part of a file that are given such a span.</summary>
    private IEnumerable<(SpanStart Start, IOperation Call)> CallsIn(SemanticModel model, TextSpan part, CancellationToken cancellation)
    {
        // Two threads may both read the names; they read the same.
        names ??= SpanGivers.In(facts.Compilation, cancellation);
        if (names.Words.Length == 0) yield break;
        foreach (var call in CallIndex.Of(model.SyntaxTree).Calls(names, cancellation))
            if (part.Contains(call.Node.Span) && model.GetOperation(call.Node, cancellation) is (IInvocationOperation or IObjectCreationOperation) and var operation && StartOf(operation, cancellation) is { } start) yield return (start, operation);
    }

    private SpanStart? StartOf(IOperation call, CancellationToken cancellation)
    {
        if (SpanOf(call, 0, cancellation) is not { } inside) return OutStartOf(call, cancellation);
        var (hold, holder) = GivenTuple.Holds(call.Type) is var index and >= 0 ? SpanHolder.OfElement(call, index) : SpanHolder.Of(call);
        return inside with { Call = call, IsGiven = true, Hold = hold, Holder = holder, Live = LiveRange.Of(call.Syntax, holder?.Name) };
    }

    private SpanStart? OutStartOf(IOperation call, CancellationToken cancellation)
    {
        if (OutSpan.Of(call) is not { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } argument || OutSpan.HolderOf(argument) is not { } holder) return null;
        if (facts.Graph.BodiesOf(method, cancellation) is not [var code] || facts.OwnBodyAround(code, cancellation) is not { } body || OutSpan.WrittenTo(parameter, code) is not { } values || StartBehindAll(values, code, body, 1, cancellation) is not { } inside) return null;
        return inside with { Call = call, IsGiven = true, Hold = SpanHold.Local, Holder = holder, Live = LiveRange.Of(call.Syntax, holder.Name) };
    }

    /// <summary>The span that a call, or a creation, is given, by the name that it passes.</summary>
    private SpanStart? SpanOf(IOperation call, int depth, CancellationToken cancellation)
    {
        if (CallSite.Of(call) is not { } site || (call is IObjectCreationOperation ? scopes.Of(site.Method, cancellation) : SpanIn(site.Method, depth, cancellation)) is not { } span) return null;
        return span.Name is { Pieces: [{ Kind: TextPieceKind.Parameter, Parameter: { } name }] } && site.ArgumentFor(name) is { Value: var given } && call.SemanticModel is { } model
            ? span with { Name = new TextReader(new VariableValues(model, cancellation)).Read(given) } : span;
    }

    /// <summary>The span that a method starts for its callers; null where it may give them another one.</summary>
    private SpanStart? SpanIn(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (known.TryGetValue(method, out var span)) return span;
        if (depth == MaximumDepth || !MayHold(method.ReturnType) || facts.Graph.BodiesOf(method, cancellation) is not [var code] || facts.OwnBodyAround(code, cancellation) is not { } body) return null;
        span = SpanIn(code, body, depth, cancellation);
        if (span != null && !IsSpan(method.ReturnType) && GivenTuple.Holds(method.ReturnType) < 0) span = span with { IsWrapped = true };
        if (span != null || depth == 0) known.TryAdd(method, span);
        return span;
    }

    private SpanStart? SpanIn(IOperation code, TracedBody body, int depth, CancellationToken cancellation)
        => MethodCode.ReturnsOf(code) is { } returned && GivenTuple.SpansIn(returned) is { } spans ? StartBehindAll(spans, code, body, depth, cancellation) : null;

    /// <summary>Where the method gives out something else than a span, an object of the program's own may be one around it.</summary>
    private static bool MayHold(ITypeSymbol type) => IsSpan(type) || GivenTuple.Holds(type) >= 0 || type.Is("System", "IDisposable") || type.Locations is [{ IsInSource: true }, ..] && type.IsOrInherits("System", "IDisposable");

    /// <summary>The start that the values are, the first of several that are alike; null where one of them may be another span.</summary>
    private SpanStart? StartBehindAll(IEnumerable<IOperation> values, IOperation code, TracedBody body, int depth, CancellationToken cancellation)
    {
        SpanStart? span = null;
        foreach (var value in values)
        {
            if (CallSite.Unwrap(value) is IThrowOperation or { ConstantValue: { HasValue: true, Value: null } } || IsNothing(CallSite.Unwrap(value))) continue;
            if (StartBehind(value, code, body, depth, cancellation) is not { } start) return null;
            span ??= start;
            // One without a source is there in any case.
            if (span.IsWithoutSource != start.IsWithoutSource || span.BecomesCurrent != start.BecomesCurrent) return null;
            if (span.Name?.ToString() != start.Name?.ToString()) span = span with { Name = null };
            if (start.IsShared) span = span with { IsShared = true };
        }
        return span;
    }

    /// <summary><c>?? NoScope.Instance</c>: one for all is no span.</summary>
    private static bool IsNothing(IOperation value) => value is IMemberReferenceOperation { Member.IsStatic: true, Type: { } type } && !IsSpan(type);

    /// <summary>The start whose span a value of the code is; null where there is none.</summary>
    public SpanStart? StartBehind(IOperation value, IOperation code, TracedBody body, CancellationToken cancellation) => StartBehind(value, code, body, 1, cancellation);

    /// <summary>The start, or the call of another such method, whose span a value is.</summary>
    private SpanStart? StartBehind(IOperation value, IOperation code, TracedBody body, int depth, CancellationToken cancellation)
    {
        while (true)
        {
            value = CallSite.Unwrap(value);
            switch (value)
            {
                case IConditionalAccessOperation { WhenNotNull: var last }:
                    value = last;
                    continue;
                case IConditionalAccessInstanceOperation:
                    value = CallSite.ObjectOf(value);
                    continue;
                case ILocalReferenceOperation { Local: var local }:
                    return StartIn(local, code, body, depth, cancellation) is { } held ? held with { IsShared = held.IsShared || SpanUses.Of(local, code, code.Syntax, facts, cancellation).IsShared } : null;
                case IConditionalOperation { WhenTrue: var first, WhenFalse: { } second }:
                    return StartBehindAll([first, second], code, body, depth, cancellation);
                case ICoalesceOperation { Value: var first, WhenNull: var second } when CallSite.Unwrap(second) is not IThrowOperation:
                    return StartBehindAll([first, second], code, body, depth, cancellation);
                case ISwitchExpressionOperation { Arms: var arms }:
                    return StartBehindAll(arms.Select(static arm => arm.Value), code, body, depth, cancellation);
                case IInvocationOperation call:
                    foreach (var start in body.All<SpanStart>())
                        if (start.Syntax == call.Syntax) return start.IsStarted ? AsGiven(start, call, code, body) : null;
                    if (call.Instance is { } instance && IsSpan(instance.Type))
                    {
                        value = instance;
                        continue;
                    }
                    return AsGiven(SpanOf(call, depth + 1, cancellation), call, code, body);
                case IObjectCreationOperation:
                    return AsGiven(body.All<SpanStart>().FirstOrDefault(start => start.IsStarted && start.Syntax == value.Syntax) ?? SpanOf(value, depth + 1, cancellation), value, code, body);
                default:
                    return null;
            }
        }
    }

    private SpanStart? StartIn(ILocalSymbol local, IOperation code, TracedBody body, int depth, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (start is { IsStarted: true, Hold: SpanHold.Local or SpanHold.Using } && SymbolEqualityComparer.Default.Equals(start.Holder, local)) return start.Live.IsEnded ? null : AsGiven(start, start.Call, code, body);
        return depth < MaximumDepth && GivenTo(local, code) is { } given ? StartBehindAll(given, code, body, depth + 1, cancellation) : null;
    }

    /// <summary>The span as those find it whom the method gives it: not current, if it was started in a flow of its own, or if another one is current since.</summary>
    private static SpanStart? AsGiven(SpanStart? start, IOperation call, IOperation code, TracedBody body)
        => start is { BecomesCurrent: true } && (!LiveRange.FunctionAround(call.Syntax).Contains(code.Syntax) || CurrentValues.IsPutAside(call, body)) ? start with { BecomesCurrent = false } : start;

    /// <summary>All that a variable of the code is given; null where that is not known, or where the code ends it.</summary>
    private static List<IOperation>? GivenTo(ILocalSymbol local, IOperation code)
    {
        var values = new List<IOperation>();
        foreach (var write in new Body(code).WritesOf(local))
        {
            if (write is not { Form: WriteForm.Value, Value: { } value } || LiveRange.Of(value.Syntax, local.Name).IsEnded) return null;
            values.Add(value);
        }
        return values;
    }

    public static bool IsSpan(ITypeSymbol? type) => type.Is(Activities.Namespace, "Activity") || OpenTelemetryTracers.IsSpan(type);
}
