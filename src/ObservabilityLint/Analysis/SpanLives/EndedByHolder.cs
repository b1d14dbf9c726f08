using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Whether the function that keeps a span in a field, a dictionary or a stack ends it too, after it has taken it from there again: <c>open.Pop()?.Dispose()</c>.
/// It is current for all that the function does meanwhile, and nobody else needs it so.
/// </summary>
internal sealed class EndedByHolder(ContextFacts facts, CancellationToken cancellation)
{
    /// <summary>How many variables may take it over from one another: <c>if (map.TryGetValue(key, out var o) &amp;&amp; o is Activity a) a.Stop();</c>.</summary>
    private const int MaximumVariables = 3;

    public bool Is(SpanStart start, TracedBody body)
    {
        if (start.Hold != SpanHold.Local) return Is(start.Call, start, body);
        foreach (var operation in body.Root.Descendants())
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, start.Holder) && Is(reference, start, body)) return true;
        return false;
    }

    private bool Is(IOperation kept, SpanStart start, TracedBody body)
    {
        if (PlaceOf(SpanChain.Whole(kept)) is not { } place || NameOf(place.Holder) is not { } name) return false;
        foreach (var operation in body.Root.Descendants())
        {
            if (operation.Syntax.SpanStart < kept.Syntax.Span.End || LiveRange.FunctionAround(operation.Syntax) != start.Live.Function) continue;
            if (IsEndedAt(operation, place, kept.Syntax, body.Root) || operation is IForEachLoopOperation loop && IsSame(CollectionOf(loop), place.Holder) && EndsEach(loop)) return true;
            if (operation is IInvocationOperation call && IsOfThis(call) && LaterPlace.IsPassedAfter(call.Syntax, kept.Syntax, name) && IsEndedIn(call, place)) return true;
        }
        return false;
    }

    /// <summary><c>foreach (var span in open.Values)</c>: the dictionary.</summary>
    private static IOperation CollectionOf(IForEachLoopOperation loop) => CallSite.Unwrap(loop.Collection) is IPropertyReferenceOperation { Property.Name: "Values", Instance: { } map } ? map : loop.Collection;

    private static bool EndsEach(IForEachLoopOperation loop)
    {
        foreach (var operation in loop.Body.Descendants())
            if (operation is ILocalReferenceOperation { Local: var local } reference && loop.Locals.Contains(local) && SpanChain.EndOf(reference) != null) return true;
        return false;
    }

    /// <summary>A method of the same object ends it; one that is async only where the function waits for it.</summary>
    private bool IsEndedIn(IInvocationOperation call, Place place)
    {
        if (place.Holder is not IMemberReferenceOperation { Member.ContainingType: var type, Instance: null or IInstanceReferenceOperation } || !SymbolEqualityComparer.Default.Equals(type, call.TargetMethod.ContainingType)) return false;
        if (TaskType.Is(call.Type) && TaskCompletion.Of(call) != Completion.Awaited) return false;
        if (facts.Graph.BodiesOf(call.TargetMethod, cancellation) is not [var code] || SpanEnders.CodeOf(code.Syntax) is not { } begin) return false;
        foreach (var operation in code.Descendants())
            if (LiveRange.FunctionAround(operation.Syntax) == code.Syntax && IsEndedAt(operation, place, begin, code)) return true;
        return false;
    }

    private static bool IsOfThis(IInvocationOperation call) => call.Instance is null or IInstanceReferenceOperation && !call.TargetMethod.IsExtensionMethod;

    /// <summary>The operation reads the place, and what it reads is ended.</summary>
    private static bool IsEndedAt(IOperation read, Place place, SyntaxNode before, IOperation root)
    {
        if (!IsSame(read, place.Holder)) return false;
        if (place.Way == Way.Itself) return IsEnded(read, before, NameOf(read)!, root, MaximumVariables);
        return read.Parent switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var key }] } element when place.Way == Way.Key => IsSameKey(key, place.Key!) && IsEnded(element, before, NameOf(read)!, root, MaximumVariables),
            IInvocationOperation call when call.Instance == read && IsTaken(call, place) => IsTakenEnded(call, before, NameOf(read)!, root),
            IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } access when access.Operation == read && IsTaken(call, place) => IsTakenEnded(call, before, NameOf(read)!, root),
            _ => false,
        };
    }

    private static bool IsTaken(IInvocationOperation call, Place place) => place.Way == Way.Key
        ? call.TargetMethod.Name is "Remove" or "TryRemove" or "TryGetValue" && call.Arguments is [{ Value: var key }, ..] && IsSameKey(key, place.Key!)
        : place.Way == Way.Top && call.TargetMethod.Name is "Pop" or "TryPop";

    private static bool IsTakenEnded(IInvocationOperation call, SyntaxNode before, string name, IOperation root)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.RefKind == RefKind.Out) return LocalIn(argument.Value) is { } local && IsEnded(local, before, name, root, MaximumVariables);
        return IsEnded(call, before, name, root, MaximumVariables);
    }

    private static bool IsEnded(IOperation value, SyntaxNode before, string name, IOperation root, int depth)
    {
        if (SpanChain.EndOf(value) is { } end) return LaterPlace.IsPassedAfter(end.Syntax, before, name);
        var whole = SpanChain.Whole(value);
        if (whole.Parent is IUsingOperation) return LaterPlace.IsPassedAfter(whole.Syntax, before, name);
        return SpanHolder.Of(value) switch
        {
            (SpanHold.Using, { } local) => LaterPlace.IsPassedAfter(whole.Syntax, before, name, local.Name),
            (SpanHold.Local, ILocalSymbol local) => IsEnded(local, before, name, root, depth),
            _ => false,
        };
    }

    private static bool IsEnded(ILocalSymbol local, SyntaxNode before, string name, IOperation root, int depth)
    {
        if (depth == 0) return false;
        foreach (var operation in root.Descendants())
        {
            if (operation is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, local)) continue;
            if (SpanChain.EndOf(reference) is { } end ? LaterPlace.IsPassedAfter(end.Syntax, before, name, local.Name) : IsEnded(reference, before, local.Name, root, depth - 1)) return true;
        }
        return false;
    }

    /// <summary>Where the value is put; null where that is none of the places that this follows. What a queue gives out is what it got first, which may be another span.</summary>
    private static Place? PlaceOf(IOperation value) => value.Parent switch
    {
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map, Arguments: [{ Value: var key }] } } assignment when assignment.Value == value => new(CallSite.ObjectOf(map), Way.Key, key),
        IAssignmentOperation { Target: IMemberReferenceOperation member } assignment when assignment.Value == value => new(member, Way.Itself, null),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments: [{ Value: var key }, _], Instance: { } map } } => new(CallSite.ObjectOf(map), Way.Key, key),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Push", Arguments.Length: 1, Instance: { } stack } } => new(CallSite.ObjectOf(stack), Way.Top, null),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "Enqueue", Arguments.Length: 1, Instance: { } list } } => new(CallSite.ObjectOf(list), Way.Each, null),
        _ => null,
    };

    private static ILocalSymbol? LocalIn(IOperation given) => given switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var local } } => local,
        _ => null,
    };

    private static string? NameOf(IOperation place) => Target.SymbolOf(place)?.Name;

    /// <summary>Both name the same member of the same object.</summary>
    private static bool IsSame(IOperation left, IOperation right)
    {
        (left, right) = (CallSite.Unwrap(CallSite.ObjectOf(left)), CallSite.Unwrap(CallSite.ObjectOf(right)));
        if (left is IInstanceReferenceOperation && right is IInstanceReferenceOperation) return true;
        if (Target.SymbolOf(left) is not { } symbol || !SymbolEqualityComparer.Default.Equals(symbol, Target.SymbolOf(right))) return false;
        return left is not IMemberReferenceOperation { Instance: { } of } || right is IMemberReferenceOperation { Instance: { } other } && IsSame(of, other);
    }

    private static bool IsSameKey(IOperation left, IOperation right)
        => left.ConstantValue is { HasValue: true, Value: { } known } ? right.ConstantValue is { HasValue: true, Value: { } same } && known.Equals(same) : left.Syntax.IsEquivalentTo(right.Syntax);

    /// <summary>How the span is got back from its holder.</summary>
    private enum Way
    {
        /// <summary>The holder is a field or property, and has the span itself.</summary>
        Itself,

        /// <summary>A dictionary gives it out for its key.</summary>
        Key,

        /// <summary>A stack gives out what it got last.</summary>
        Top,

        /// <summary>A loop goes through all that it holds.</summary>
        Each,
    }

    private sealed record Place(IOperation Holder, Way Way, IOperation? Key);
}
