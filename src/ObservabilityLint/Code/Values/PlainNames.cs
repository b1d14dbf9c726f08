using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>What names mean that can be told without binding, which takes the whole function around them. Where a name might be another's, nothing is told.</summary>
internal static class PlainNames
{
    /// <summary>The target of an assignment is a member that a part of a type declares: <c>name = …</c> where nothing nearer has the name, or <c>this.name = …</c>.</summary>
    public static bool AreMembers(ExpressionSyntax assigned, string name, SyntaxNode part)
    {
        if (assigned.Parent?.Parent is InitializerExpressionSyntax || assigned.FirstAncestorOrSelf<TypeDeclarationSyntax>() != part) return false;
        return assigned switch
        {
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax { Identifier.ValueText: var given } } => given == name,
            IdentifierNameSyntax { Identifier.ValueText: var given } => given == name && assigned.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && !Declares(member, name),
            _ => false,
        };
    }

    /// <summary>The parameters of a constructor that stand in an expression of it; null where a name in it may be that of something else.</summary>
    public static HashSet<ParameterSyntax>? ParametersIn(ExpressionSyntax expression, ConstructorDeclarationSyntax constructor)
    {
        var found = new HashSet<ParameterSyntax>();
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            if (node is AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or DeclarationExpressionSyntax or IsPatternExpressionSyntax or SwitchExpressionSyntax) return null;
            if (node is not IdentifierNameSyntax { Identifier.ValueText: var name } || IsNameOfMember(node)) continue;
            if (ParameterOf(constructor, name) is { } parameter) found.Add(parameter);
            else if (Declares(constructor, name)) return null;
        }
        return found;
    }

    private static ParameterSyntax? ParameterOf(ConstructorDeclarationSyntax constructor, string name)
    {
        foreach (var parameter in constructor.ParameterList.Parameters)
            if (parameter.Identifier.ValueText == name) return parameter;
        return null;
    }

    private static bool IsNameOfMember(SyntaxNode name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax or NameColonSyntax or QualifiedNameSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        _ => false,
    };

    /// <summary>A variable, parameter or local function of this name is declared in a member.</summary>
    private static bool Declares(SyntaxNode member, string name)
    {
        var root = member.SyntaxTree.GetRoot();
        foreach (var place in CallIndex.Of(member.SyntaxTree).PositionsOf(new NamedWords([name]), member.Span, CancellationToken.None))
            if (root.FindToken(place) is var token && token.RawKind == (int)SyntaxKind.IdentifierToken && token.ValueText == name && token.Parent is not SimpleNameSyntax) return true;
        return false;
    }
}
