using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The bare names that stand in source, before anything is bound.</summary>
internal static class TypeNames
{
    /// <summary>The name of a called or written member: the last of a dotted expression.</summary>
    public static string? Called(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>What stands before the called name, also before a question mark; null where nothing does.</summary>
    public static ExpressionSyntax? ReceiverOf(ExpressionSyntax called)
    {
        if (called is MemberAccessExpressionSyntax access) return access.Expression;
        if (called is not MemberBindingExpressionSyntax) return null;
        for (SyntaxNode? node = called; node.Parent != null; node = node.Parent)
            if (node.Parent is ConditionalAccessExpressionSyntax conditional && conditional.WhenNotNull == node) return conditional.Expression;
        return null;
    }

    public static string? Bare(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        NullableTypeSyntax nullable => Bare(nullable.ElementType),
        _ => null,
    };

    /// <summary>The last name of what a call, creation or attribute names, type arguments included.</summary>
    public static SimpleNameSyntax? OfCall(SyntaxNode call) => Last(call switch
    {
        InvocationExpressionSyntax invocation => invocation.Expression,
        ObjectCreationExpressionSyntax creation => creation.Type,
        PrimaryConstructorBaseTypeSyntax @base => @base.Type,
        AttributeSyntax attribute => attribute.Name,
        _ => null,
    });

    private static SimpleNameSyntax? Last(SyntaxNode? name) => name switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax qualified => qualified.Name,
        _ => name as SimpleNameSyntax,
    };

    /// <summary>A file's own names for wanted types: <c>using Rows = System.Data.DataTable;</c></summary>
    public static Dictionary<string, string>? AliasesOf(NamedWords names, SyntaxNode root)
    {
        Dictionary<string, string>? aliases = null;
        foreach (var (alias, type) in AliasesIn(root))
            if (names.Contains(type)) (aliases ??= new Dictionary<string, string>())[alias] = type;
        return aliases;
    }

    /// <summary>All names of its own that a file has for types.</summary>
    public static IEnumerable<(string Alias, string Type)> AliasesIn(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax))
            // The name is missing where an alias stands for a tuple or a pointer.
            if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias, Name: NameSyntax name } && Bare(name) is { } type) yield return (alias, type);
    }
}
