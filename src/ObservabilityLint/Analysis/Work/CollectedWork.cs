using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Tasks and timers that a function puts into a collection, and waits for or disposes of there: <c>workers[i] = WorkAsync(); … await Task.WhenAll(workers);</c> They end before the function does.</summary>
internal static class CollectedWork
{
    /// <param name="work">What gives the task or the timer.</param>
    public static bool IsEnded(IOperation work)
    {
        if (CollectionOf(work) is not { } collection) return false;
        if (ObjectLifetime.Of(collection) == Completion.Awaited) return true;
        var (holder, function) = (Target.SymbolOf(collection), LiveRange.FunctionAround(work.Syntax));
        foreach (var operation in Body.RootOf(work).Descendants())
            if (operation.Syntax.SpanStart > work.Syntax.Span.End && Target.SymbolOf(operation) is { } used && SymbolEqualityComparer.Default.Equals(used, holder) && LiveRange.FunctionAround(operation.Syntax) == function && EndsAll(operation)) return true;
        return false;
    }

    /// <summary>It may be a collection of tuples or other objects that hold the work.</summary>
    private static IOperation? CollectionOf(IOperation work)
    {
        for (var value = work; value.Parent is { } outer; value = outer)
            switch (outer)
            {
                case ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: var array } } assignment when assignment.Value == value:
                    return array;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } } assignment when assignment.Value == value:
                    return map;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Enqueue" or "Push" or "AddRange", Instance: { } list } }:
                    return list;
                case IConversionOperation or IParenthesizedOperation or ITupleOperation or IArgumentOperation or IObjectCreationOperation:
                case IInvocationOperation when TaskType.Is(outer.Type):
                    continue;
                default:
                    return null;
            }
        return null;
    }

    /// <summary>The collection stands in what is awaited or in a task for the caller, or a loop that goes through it waits or disposes.</summary>
    private static bool EndsAll(IOperation collection)
    {
        if (collection.Parent is IPropertyReferenceOperation { Property: { IsIndexer: false, Name: not "Values" } }) return false;
        for (var (part, outer) = (collection, collection.Parent); outer is not (null or IBlockOperation); (part, outer) = (outer, outer.Parent))
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
