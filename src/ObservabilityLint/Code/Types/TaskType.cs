using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The types by which async functions tell that they are done: <c>Task</c> and <c>ValueTask</c>, with a result or without.</summary>
internal static class TaskType
{
    public static bool Is(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask", ContainingType: null } && type.ContainingNamespace.Is("System.Threading.Tasks");

    /// <summary>The complete task that is made of a value (<c>Task.FromResult(value)</c>); the value itself where none is.</summary>
    public static IOperation Around(IOperation value)
    {
        value = CallSite.Outermost(value);
        return value.Parent is IArgumentOperation { Parent: { } made } && Is(made is IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType: var type } } ? type : (made as IObjectCreationOperation)?.Type) ? CallSite.Outermost(made) : value;
    }

    /// <summary>The call whose result a value is, awaited or not; null for other values.</summary>
    public static IInvocationOperation? CallBehind(IOperation value)
    {
        value = CallSite.Unwrap(value);
        if (value is not IAwaitOperation { Operation: var awaited }) return value as IInvocationOperation;
        awaited = CallSite.Unwrap(awaited);
        return (awaited is IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", ContainingType: var type }, Instance: { } task } && Is(type) ? CallSite.Unwrap(task) : awaited) as IInvocationOperation;
    }
}
