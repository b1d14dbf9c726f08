using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Fields and properties whose value only one type ever has in its hands.</summary>
internal static class PrivateMember
{
    /// <summary>The type around a place, where it has the member for itself and does no more with it than to ask it, call it and set it; null where anybody else may get it.</summary>
    /// <param name="member">The field or property.</param>
    /// <param name="place">Some code of the type.</param>
    /// <param name="tellers">Members of the value that tell others what it is.</param>
    public static TypeDeclarationSyntax? HomeOf(ISymbol member, SyntaxNode place, params string[] tellers)
    {
        if (DeclarationOf(member, place) is not { } type) return null;
        foreach (var node in type.DescendantNodes())
            if (node is IdentifierNameSyntax { Identifier.ValueText: var name } mention && name == member.Name && !StaysInside(WholeOf(mention), tellers)) return null;
        return type;
    }

    /// <summary>The type around a place, where it declares the member, as a private one, and where all of it is in sight.</summary>
    public static TypeDeclarationSyntax? DeclarationOf(ISymbol member, SyntaxNode place)
        => member is { DeclaredAccessibility: Accessibility.Private, DeclaringSyntaxReferences: [var declared] } && place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
            && !type.Modifiers.Any(SyntaxKind.PartialKeyword) && declared.SyntaxTree == type.SyntaxTree && type.Span.Contains(declared.Span) ? type : null;

    /// <summary>Of <c>this.span</c>, all of it.</summary>
    public static ExpressionSyntax WholeOf(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own && own.Name == name ? own : name;

    /// <summary>It is asked, called or set there, and given to nobody.</summary>
    public static bool StaysInside(ExpressionSyntax mention, string[] tellers) => mention.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var asked } access => access.Expression == mention && System.Array.IndexOf(tellers, asked) < 0,
        ConditionalAccessExpressionSyntax { WhenNotNull: var asked } access => access.Expression == mention && FirstName(asked) is { } name && System.Array.IndexOf(tellers, name) < 0,
        AssignmentExpressionSyntax assignment => assignment.Left == mention,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } => true,
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } } => true,
        _ => false,
    };

    /// <summary>The member that is asked first: of <c>?.Context.TraceId</c>, the context.</summary>
    private static string? FirstName(ExpressionSyntax asked)
    {
        foreach (var node in asked.DescendantNodesAndSelf())
            if (node is MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name }) return name;
        return null;
    }
}
