using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether the function that makes an object, or calls a method of it, ends it too: what goes on in the object then ends with the function.</summary>
internal static class OwnedObject
{
    /// <summary>Who disposes of an object may end what its constructor began; nobody does so where it is made on demand, to stay, or put into a field and not ended by the function.</summary>
    public static bool MayBeEnded(IOperation creation, CallGraph graph, CancellationToken cancellation)
        => creation is IObjectCreationOperation { Type: { } type } && (type.IsOrInherits("System", "IDisposable") || type.IsOrInherits("System", "IAsyncDisposable"))
            && !LazyCreation.Is(creation) && (!StoredObject.Is(creation) && !IsStoredByCallers(creation, graph, cancellation) || IsEnded(creation, graph, cancellation));

    /// <summary>A method that makes it and gives it out, all of whose callers put it where it stays: <c>listener = await endpoint.BuildAsync();</c></summary>
    private static bool IsStoredByCallers(IOperation creation, CallGraph graph, CancellationToken cancellation)
    {
        if (Body.FunctionOf(creation) != null || TaskType.Around(creation).Parent is not IReturnOperation || Callers.MethodAround(creation) is not { } maker || graph.CallersOf(maker, cancellation) is not { Length: > 0 } calls) return false;
        foreach (var call in calls)
        {
            var given = call.Operation.Parent is IAwaitOperation awaited ? awaited : call.Operation;
            if (!StoredObject.Is(given) || IsEnded(given, graph, cancellation)) return false;
        }
        return true;
    }

    /// <summary><c>using var pump = new Pump(); pump.Start();</c>, <c>Start(); try { … } finally { Stop(); }</c>, <c>using var pump = Pump.StartNew();</c></summary>
    public static bool IsEndedAfter(IOperation call, CallGraph graph, CancellationToken cancellation)
    {
        if (call is not IInvocationOperation { TargetMethod: var method } invocation) return false;
        if (invocation.Instance is not (null or IInstanceReferenceOperation)) return IsEnded(CallSite.ObjectOf(invocation.Instance), graph, cancellation);
        if (!method.ReturnsVoid && ObjectLifetime.Of(call.Parent is IAwaitOperation awaited ? awaited : call) == Completion.Awaited) return true;
        if (graph.BodiesOf(method, cancellation) is not [var code]) return false;
        foreach (var operation in code.Descendants())
            if (operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var begun } } && IsEndedByCall(begun, call, graph, cancellation)) return true;
        return false;
    }

    private static bool IsEnded(IOperation value, CallGraph graph, CancellationToken cancellation)
        => ObjectLifetime.Of(value) == Completion.Awaited || (Target.SymbolOf(value) ?? Target.Of(value)) is { } holder && IsEndedByCall(holder, value, graph, cancellation);

    /// <summary>The function calls a method of its own type further down that ends, or waits for, what the member holds.</summary>
    public static bool IsEndedByCall(ISymbol member, IOperation place, CallGraph graph, CancellationToken cancellation)
    {
        if (member is not (IFieldSymbol or IPropertySymbol)) return false;
        foreach (var operation in Body.RootOf(place).Descendants())
            if (operation is IInvocationOperation { TargetMethod: var method, Instance: null or IInstanceReferenceOperation } && operation.Syntax.SpanStart > place.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(method.ContainingType, member.ContainingType)
                && LiveRange.FunctionAround(operation.Syntax) == LiveRange.FunctionAround(place.Syntax) && graph.BodiesOf(method, cancellation) is [var code] && EndsIn(code, member)) return true;
        return false;
    }

    private static bool EndsIn(IOperation code, ISymbol member)
    {
        foreach (var operation in code.Descendants())
            if (SymbolEqualityComparer.Default.Equals(Target.SymbolOf(operation), member) && ObjectLifetime.IsEnd(operation)) return true;
        return false;
    }
}
