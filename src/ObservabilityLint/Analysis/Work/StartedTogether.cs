using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Tasks of which several are started before one of them is awaited: those of a query, and calls that one <c>Task.WhenAll</c> waits for.</summary>
internal static class StartedTogether
{
    /// <summary><c>Task.WhenAll(items.Select(…))</c>, <c>items.Select(…).ToList()</c>: who reads the query one by one starts them so, too.</summary>
    /// <param name="function">A lambda, or what names a method.</param>
    public static bool IsOfSelect(IOperation function)
        => CallSite.TakerOf(function) is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Select", ContainingType: var type } } select } && type.Is("System.Linq", "Enumerable") && AreReadAtOnce(select);

    /// <summary>Another call of the same method is waited for together with this one, and differs from it in what matters.</summary>
    /// <param name="call">The call of an async method.</param>
    /// <param name="inside">What is done in the method: only what it takes from the parameters can differ.</param>
    public static bool HasTwin(IOperation call, IOperation inside)
    {
        if (call is not IInvocationOperation { TargetMethod: var method } || WaitFor(call) is not { } wait) return false;
        foreach (var operation in Body.RootOf(call).Descendants())
            if (operation is IInvocationOperation other && other != call && SymbolEqualityComparer.Default.Equals(other.TargetMethod, method) && WaitFor(other) == wait && Differ(CallSite.Of(call)!, CallSite.Of(other)!, inside)) return true;
        return false;
    }

    /// <summary><c>all.Add(SendAsync())</c>: who waits for all of them does so after the last one is started.</summary>
    public static bool IsCollected(IOperation task) => CallSite.Outermost(task).Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" } };

    /// <summary>One call waits for both.</summary>
    public static bool AreWaitedForAtOnce(IOperation task, IOperation other) => WaitFor(task) is { } wait && WaitFor(other) == wait;

    private static bool Differ(CallSite call, CallSite other, IOperation inside)
    {
        foreach (var part in inside.Descendants())
            if (part is IParameterReferenceOperation { Parameter: var given } && SymbolEqualityComparer.Default.Equals(given.ContainingSymbol, call.Method.OriginalDefinition)
                && call.ArgumentFor(given)?.Value is { } first && other.ArgumentFor(given)?.Value is { } second && !first.Syntax.IsEquivalentTo(second.Syntax)) return true;
        return false;
    }

    /// <summary>All elements of the query are asked for before the next statement.</summary>
    private static bool AreReadAtOnce(IOperation query)
    {
        for (var outer = query.Parent; ; outer = outer.Parent)
            switch (outer)
            {
                case IConversionOperation or IParenthesizedOperation or IArgumentOperation or ITranslatedQueryOperation:
                    continue;
                case IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray", ContainingType: var type } }:
                    return type.Is("System.Linq", "Enumerable");
                case IInvocationOperation { TargetMethod: { Name: "AddRange", ContainingType.Name: "List" } } or IObjectCreationOperation { Type.Name: "List" }:
                    return true;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    foreach (var operation in Body.RootOf(declarator).Descendants())
                        if (IsUseOf(operation, declarator) && AreReadAtOnce(operation)) return true;
                    return false;
                default:
                    return outer != null && (IsWait(outer) || ListExpression.SpreadIn(outer) != null);
            }
    }

    /// <summary>The call that waits for a task and for others, and before which the task is not used.</summary>
    private static IOperation? WaitFor(IOperation task)
    {
        for (var outer = task.Parent; ; outer = outer.Parent)
            switch (outer)
            {
                case IConversionOperation or IParenthesizedOperation or IArgumentOperation or IArrayInitializerOperation or IArrayCreationOperation:
                case { } list when ListExpression.IsCollectionExpression(list):
                    continue;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    foreach (var operation in Body.RootOf(declarator).Descendants())
                        if (IsUseOf(operation, declarator)) return WaitFor(operation);
                    return null;
                default:
                    return outer != null && IsWait(outer) ? outer : null;
            }
    }

    private static bool IsWait(IOperation operation)
        => operation is IInvocationOperation { TargetMethod: { Name: "WhenAll" or "WaitAll" or "WhenAny" or "WaitAny", ContainingType: var task } } && task.Is("System.Threading.Tasks", "Task");

    /// <summary>The local is named below its declaration.</summary>
    private static bool IsUseOf(IOperation operation, IVariableDeclaratorOperation declarator)
        => operation is ILocalReferenceOperation { Local: var local } && operation.Syntax.SpanStart > declarator.Syntax.Span.End && SymbolEqualityComparer.Default.Equals(local, declarator.Symbol);
}
