using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Calls after which an object does no more: it is disposed of, stopped or closed, or its end is waited for.</summary>
internal static class ObjectEnd
{
    public static bool Is(IMethodSymbol method) => method.Name is "Join" or "Dispose" or "DisposeAsync" or "Stop" or "StopAsync" or "Close" or "CloseAsync" or "End" or "EndAsync";

    /// <summary>The code ends what a variable holds.</summary>
    public static bool IsIn(IOperation code, ISymbol holder)
    {
        foreach (var operation in code.Descendants())
            if (operation is IInvocationOperation { TargetMethod: var method, Instance: { } ended } && Is(method) && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.ObjectOf(ended)), holder)) return true;
        return false;
    }

    /// <summary>The code ends something.</summary>
    public static bool IsIn(IOperation code)
    {
        foreach (var operation in code.Descendants())
            if (operation is IInvocationOperation { TargetMethod: var method } && Is(method)) return true;
        return false;
    }
}
