using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether a value without bound comes with a request, a message or a connection. An id or a time that the program makes may be made once; what others send is another each time.</summary>
internal static class SentValues
{
    public static bool Is(UnboundedOrigin origin)
    {
        if (origin.Cause == UnboundedCause.RequestPath || IsOfNetwork(origin.Source) || SentBaggage.IsCollection(origin.Source) || origin.Source is IInvocationOperation call && SentBaggage.IsItem(call)) return true;
        var function = origin.Source.SemanticModel?.GetEnclosingSymbol(origin.Source.Syntax.SpanStart);
        for (; function is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }; function = function.ContainingSymbol)
            if (origin.Source is IParameterReferenceOperation { Parameter: var given } && EntryPoints.IsParameterOfEndpoint(given, origin.Source)) return true;
        return function is IMethodSymbol method && EntryPoints.IsEntryPoint(method);
    }

    private static bool IsOfNetwork(IOperation source)
    {
        var member = source switch
        {
            IMemberReferenceOperation reference => reference.Member,
            IInvocationOperation call => call.TargetMethod,
            IArgumentOperation { Parent: IInvocationOperation call } => call.TargetMethod,
            _ => null,
        };
        var space = member?.ContainingNamespace?.ToDisplayString();
        return space != null && (space.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || space.StartsWith("System.Net", StringComparison.Ordinal));
    }
}
