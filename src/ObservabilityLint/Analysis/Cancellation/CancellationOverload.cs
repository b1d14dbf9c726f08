using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a method can be given a cancellation token: it has an optional one, or an overload has one more than it.</summary>
internal static class CancellationOverload
{
    /// <summary>True if the call is given one, were it the one that is never cancelled.</summary>
    public static bool TakesOne(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is { } parameter && IsToken(parameter)) return true;
        return false;
    }

    /// <summary>The parameter for the token, and whether it comes right after the arguments that are there; null if there is none.</summary>
    public static (string Parameter, bool IsPositional)? Of(IInvocationOperation call, string? sibling)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        // A token after a list of any length would be one more element of that list.
        foreach (var parameter in method.Parameters)
            if (parameter.IsParams) return null;
        if (sibling is null && method.Parameters is [.., { IsOptional: true } last] && IsToken(last)) return (last.Name, IsPositional(call, method.Parameters.Length - 1));
        for (var type = method.ContainingType; type != null; type = type.BaseType)
            foreach (var member in type.GetMembers(sibling ?? method.Name))
                if (member is IMethodSymbol overload && overload.IsStatic == method.IsStatic && overload.Arity == method.Arity && IsWithToken(overload.Parameters, method.Parameters))
                    return (overload.Parameters[overload.Parameters.Length - 1].Name, IsPositional(call, method.Parameters.Length));
        return null;
    }

    private static bool IsWithToken(ImmutableArray<IParameterSymbol> overload, ImmutableArray<IParameterSymbol> parameters)
    {
        if (overload.Length != parameters.Length + 1 || !IsToken(overload[overload.Length - 1])) return false;
        // Type parameters of two methods are alike when they are called alike.
        for (var i = 0; i < parameters.Length; i++)
            if (overload[i].Type.ToDisplayString() != parameters[i].Type.ToDisplayString()) return false;
        return true;
    }

    private static bool IsPositional(IInvocationOperation call, int count)
    {
        var given = 0;
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue) continue;
            if (argument.Syntax is ArgumentSyntax { NameColon: not null }) return false;
            given++;
        }
        return given == count;
    }

    private static bool IsToken(IParameterSymbol parameter) => parameter.Type.Is("System.Threading", "CancellationToken");
}
