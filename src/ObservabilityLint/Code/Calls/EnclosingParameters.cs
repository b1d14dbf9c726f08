using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether a call may hand on a parameter of the member it stands in, judged by names alone.</summary>
internal static class EnclosingParameters
{
    public static bool MayBePassedBy(SyntaxNode call)
    {
        var arguments = ArgumentsOf(call);
        if (arguments is null || arguments.Arguments.Count == 0) return false;
        for (SyntaxNode? node = arguments; node != null; node = node.Parent)
        {
            var parameters = node switch
            {
                BaseMethodDeclarationSyntax method => method.ParameterList,
                LocalFunctionStatementSyntax local => local.ParameterList,
                TypeDeclarationSyntax type => PrimaryParametersOf(type),
                _ => null,
            };
            if (parameters != null && NamesOneOf(arguments, parameters)) return true;
            if (node is TypeDeclarationSyntax) return false;
        }
        return false;
    }

    /// <summary>Whether it may hand on an element of a list, a member of an object, or what a variable makes of a parameter.</summary>
    public static bool MayGoThrough(SyntaxNode call)
    {
        foreach (var argument in ArgumentsOf(call)?.Arguments ?? default)
            if (argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InterpolatedStringExpressionSyntax or BinaryExpressionSyntax) return true;
        return false;
    }

    public static ArgumentListSyntax? ArgumentsOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList,
        PrimaryConstructorBaseTypeSyntax @base => @base.ArgumentList,
        _ => null,
    };

    /// <summary>Primary constructors have no typed API in the oldest Roslyn this loads in (except on records).</summary>
    private static ParameterListSyntax? PrimaryParametersOf(TypeDeclarationSyntax type)
    {
        foreach (var child in type.ChildNodes())
            if (child is ParameterListSyntax parameters) return parameters;
        return null;
    }

    private static bool NamesOneOf(ArgumentListSyntax arguments, ParameterListSyntax parameters)
    {
        foreach (var node in arguments.DescendantNodes())
            if (node is IdentifierNameSyntax name)
                foreach (var parameter in parameters.Parameters)
                    if (parameter.Identifier.ValueText == name.Identifier.ValueText) return true;
        return false;
    }
}
