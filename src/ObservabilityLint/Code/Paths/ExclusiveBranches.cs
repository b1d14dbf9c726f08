using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether two places in one method are alternatives, so that one run never reaches both.</summary>
internal static class ExclusiveBranches
{
    /// <param name="first">The place that stands first in the text.</param>
    /// <param name="second">The other.</param>
    public static bool Separate(SyntaxNode first, SyntaxNode second)
    {
        if (first.SyntaxTree != second.SyntaxTree) return false;
        var fork = first;
        while (fork != null && !fork.Span.Contains(second.Span)) fork = fork.Parent;
        if (fork is null || fork == first) return false;
        var left = ChildOf(fork, first);
        var right = ChildOf(fork, second);
        return fork switch
        {
            IfStatementSyntax branch => left == branch.Statement && right == branch.Else,
            ConditionalExpressionSyntax choice => left == choice.WhenTrue && right == choice.WhenFalse,
            SwitchStatementSyntax or SwitchExpressionSyntax => left is SwitchSectionSyntax or SwitchExpressionArmSyntax && right is SwitchSectionSyntax or SwitchExpressionArmSyntax,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } => true,
            BlockSyntax or SwitchSectionSyntax => left is IfStatementSyntax guard && guard.Statement.Span.Contains(first.Span) && LeavingBranch.Is(guard.Statement),
            CompilationUnitSyntax => left is GlobalStatementSyntax { Statement: IfStatementSyntax guard } && guard.Statement.Span.Contains(first.Span) && LeavingBranch.Is(guard.Statement),
            _ => false,
        };
    }

    /// <summary>The same of places whose methods are called for nobody else: <c>if (isWindows) AddWindows(); else AddLinux();</c>.</summary>
    public static bool SeparateWithCalls(SyntaxNode first, SyntaxNode second)
    {
        if (Separate(first, second)) return true;
        var (one, other) = (OnlyCallFor(first), OnlyCallFor(second));
        return one.SpanStart < other.SpanStart ? Separate(one, other) : Separate(other, one);
    }

    /// <summary>Where the private method around a place is called; the place itself where there is none, or more than one call.</summary>
    private static SyntaxNode OnlyCallFor(SyntaxNode place)
    {
        var method = place.FirstAncestorOrSelf<SyntaxNode>(static node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax);
        var name = method switch
        {
            LocalFunctionStatementSyntax { Identifier.ValueText: var local } => local,
            MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type and not InterfaceDeclarationSyntax, ExplicitInterfaceSpecifier: null } member when !type.Modifiers.Any(SyntaxKind.PartialKeyword) && IsPrivate(member.Modifiers) => member.Identifier.ValueText,
            _ => null,
        };
        SyntaxNode? only = null;
        foreach (var mention in name is null ? [] : method!.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes() ?? place.SyntaxTree.GetRoot().DescendantNodes())
        {
            if (mention is not IdentifierNameSyntax { Identifier.ValueText: var mentioned } || mentioned != name || method!.Span.Contains(mention.Span)) continue;
            if (only != null) return place;
            only = mention;
        }
        return only ?? place;
    }

    private static bool IsPrivate(SyntaxTokenList modifiers) => !modifiers.Any(SyntaxKind.PublicKeyword) && !modifiers.Any(SyntaxKind.InternalKeyword) && !modifiers.Any(SyntaxKind.ProtectedKeyword);

    private static SyntaxNode ChildOf(SyntaxNode ancestor, SyntaxNode node)
    {
        while (node.Parent != ancestor) node = node.Parent!;
        return node;
    }
}
