using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Objects that a thread pool runs as they are, without a delegate.</summary>
internal static class WorkItems
{
    /// <summary>The method that is run; null for any other object.</summary>
    public static IMethodSymbol? MethodOf(INamedTypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces)
            if (implemented.Is("System.Threading", "IThreadPoolWorkItem") && implemented.GetMembers("Execute") is [var execute])
                return type.FindImplementationForInterfaceMember(execute) as IMethodSymbol;
        return null;
    }
}
