using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The types by which async functions tell that they are done: <c>Task</c> and <c>ValueTask</c>, with a result or without.</summary>
internal static class TaskType
{
    public static bool Is(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask", ContainingType: null } && type.ContainingNamespace.Is("System.Threading.Tasks");

    /// <summary>The call whose result a value is, awaited or not; null for other values.</summary>
    public static IInvocationOperation? CallBehind(IOperation value)
    {
        value = CallSite.Unwrap(value);
        if (value is not IAwaitOperation { Operation: var awaited }) return value as IInvocationOperation;
        awaited = CallSite.Unwrap(awaited);
        return (awaited is IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", ContainingType: var type }, Instance: { } task } && Is(type) ? CallSite.Unwrap(task) : awaited) as IInvocationOperation;
    }
}
