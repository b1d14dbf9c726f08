using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>Whether a value can be left out, or read at another place, without any difference but the missing value.</summary>
internal static class PlainValue
{
    /// <summary>Methods of the platform that only make or look up a value.</summary>
    private static readonly HashSet<string> Readers = new()
    {
        "ToString", "GetType", "GetHashCode", "NewGuid", "CreateVersion7", "ToHexString", "Substring", "Trim", "TrimStart", "TrimEnd", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Replace",
        "Concat", "Format", "Join", "FindFirst", "FindFirstValue", "GetDisplayUrl", "GetEncodedUrl", "GetEncodedPathAndQuery", "GetEndpoint", "ToUnixTimeSeconds", "ToUnixTimeMilliseconds", "ToUniversalTime", "GetValueOrDefault",
    };

    public static bool Is(IOperation value)
    {
        switch (value)
        {
            case IInvocationOperation call when !IsReader(call.TargetMethod):
            case IAssignmentOperation or IIncrementOrDecrementOperation or IAwaitOperation or IObjectCreationOperation or IAnonymousFunctionOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IThrowOperation or IInvalidOperation:
            case IDeclarationExpressionOperation or IEventReferenceOperation:
                return false;
        }
        foreach (var part in value.ChildOperations)
            if (!Is(part)) return false;
        return true;
    }

    private static bool IsReader(IMethodSymbol method)
    {
        if (method.Name == "ToString" && method.Parameters.IsEmpty) return true;
        var space = method.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false }) space = space.ContainingNamespace;
        return space?.Name is "System" or "Microsoft" && Readers.Contains(method.Name);
    }
}
