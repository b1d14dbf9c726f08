using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Tasks and timers that a function puts into a collection, a tuple or another object, or gives to a method that it waits for: <c>workers[i] = WorkAsync(); … await Task.WhenAll(workers);</c>
/// Those that it waits for or disposes of there end before the function does.
/// </summary>
internal static class CollectedWork
{
    /// <param name="work">What gives the task or the timer.</param>
    public static bool IsEnded(IOperation work)
    {
        // Where the work stands in the tuple that was passed last.
        var position = -1;
        for (var value = work; value.Parent is { } outer; value = outer)
            switch (outer)
            {
                // `await FinishAsync(LoopAsync())`
                case IAwaitOperation:
                    return true;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return IsEndedLater(local, work);
                case IDeconstructionAssignmentOperation { Target: var target }:
                    return VariableAt(target, position) is { } variable && IsEndedLater(variable, work);
                case ISimpleAssignmentOperation assignment when assignment.Value == value && assignment.Parent is not (IObjectOrCollectionInitializerOperation or IAnonymousObjectCreationOperation):
                    return CollectionOf(assignment.Target) is { } holder ? IsEndedIn(holder, work) : assignment.Target is ILocalReferenceOperation { Local: var assigned } && IsEndedLater(assigned, work);
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Enqueue" or "Push" or "AddRange", Instance: { } list and not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } }:
                    return IsEndedIn(list, work);
                // `new Timer(…).In(timers)`: the method may keep it in what it is given besides.
                case IInvocationOperation call when IsEndedWith(call, value, work):
                    return true;
                case ITupleOperation tuple:
                    position = tuple.Elements.IndexOf(value);
                    continue;
                case IConversionOperation or IParenthesizedOperation or IArgumentOperation or IObjectCreationOperation or IAnonymousObjectCreationOperation or IObjectOrCollectionInitializerOperation or ISimpleAssignmentOperation or IArrayInitializerOperation or IArrayCreationOperation:
                case IInvocationOperation invocation when TaskType.Is(invocation.Type) || invocation.Parent is IObjectOrCollectionInitializerOperation:
                case { } elements when ListExpression.IsCollectionExpression(elements):
                    continue;
                default:
                    return false;
            }
        return false;
    }

    private static bool IsEndedWith(IInvocationOperation call, IOperation given, IOperation work)
    {
        if (call.Instance is { } instance && instance != given && Target.SymbolOf(instance) is ILocalSymbol && IsEndedIn(instance, work)) return true;
        foreach (var argument in call.Arguments)
            if (argument != given && CallSite.Unwrap(argument.Value) is ILocalReferenceOperation other && IsEndedIn(other, work)) return true;
        return false;
    }

    private static IOperation? CollectionOf(IOperation target) => target switch
    {
        IArrayElementReferenceOperation { ArrayReference: var array } => array,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } => map,
        _ => null,
    };

    private static ISymbol? VariableAt(IOperation target, int position)
        => (target is IDeclarationExpressionOperation { Expression: var declared } ? declared : target) is ITupleOperation { Elements: var elements } && position >= 0 && position < elements.Length
            ? Target.SymbolOf(elements[position] is IDeclarationExpressionOperation { Expression: var variable } ? variable : elements[position]) : null;

    private static bool IsEndedIn(IOperation collection, IOperation work) => ObjectLifetime.Of(collection) == Completion.Awaited || IsEndedLater(Target.SymbolOf(collection), work);

    private static bool IsEndedLater(ISymbol? holder, IOperation work)
    {
        if (holder is ILocalSymbol { IsUsing: true }) return true;
        var function = LiveRange.FunctionAround(work.Syntax);
        foreach (var operation in Body.RootOf(work).Descendants())
            if (operation.Syntax.SpanStart > work.Syntax.Span.End && Target.SymbolOf(operation) is { } used && SymbolEqualityComparer.Default.Equals(used, holder) && LiveRange.FunctionAround(operation.Syntax) == function && EndsAll(operation)) return true;
        return false;
    }

    /// <summary>The holder stands in what is awaited or in a task for the caller, or a loop that goes through it waits or disposes.</summary>
    private static bool EndsAll(IOperation holder)
    {
        if (holder.Parent is IPropertyReferenceOperation { Property: { IsIndexer: false, Name: not "Values", Type: var type } } && !TaskType.Is(type)) return false;
        for (var (part, outer) = (holder, holder.Parent); outer is not (null or IBlockOperation); (part, outer) = (outer, outer.Parent))
            switch (outer)
            {
                case IReturnOperation:
                    return TaskType.Is(part.Type);
                case IAwaitOperation:
                case IInvocationOperation { TargetMethod.Name: "Wait" or "WaitAll" or "WaitAny" or "GetResult" }:
                case IForEachLoopOperation { IsAsynchronous: true }:
                    return true;
                case ILoopOperation loop:
                    return loop.Body != part && Ends(loop.Body);
                // `await using var end = new WaitsAtItsEnd(loop);`
                case IObjectCreationOperation owner when ObjectLifetime.Of(owner) == Completion.Awaited:
                    return true;
            }
        return false;
    }

    private static bool Ends(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
            if (operation is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "Wait" or "Dispose" or "Stop" }) return true;
        return false;
    }
}
