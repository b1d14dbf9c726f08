using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>The function that an operation runs in.</summary>
internal static class EnclosingFunction
{
    /// <summary>The lambda, local function or member around it; null in an initializer.</summary>
    public static IMethodSymbol? Of(IOperation operation, TracedBody body)
    {
        for (var outer = operation.Parent; outer != null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation lambda) return lambda.Symbol;
            if (outer is ILocalFunctionOperation local) return local.Symbol;
        }
        return body.Method;
    }
}
