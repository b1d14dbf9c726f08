using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>The types by which async functions tell that they are done: <c>Task</c> and <c>ValueTask</c>, with a result or without.</summary>
internal static class TaskType
{
    public static bool Is(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask", ContainingType: null } && type.ContainingNamespace.Is("System.Threading.Tasks");
}
