using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// What a static field holds where another static member of its class is initialized: the text that it begins with.
/// Whatever sets it comes later, for whoever uses the class first has all its initializers run before.
/// </summary>
internal static class InitialText
{
    public static string? Of(IOperation reference, ISymbol variable)
    {
        if (variable is not IFieldSymbol { IsStatic: true, DeclaringSyntaxReferences: [var declared] } || declared.SyntaxTree != reference.Syntax.SyntaxTree || declared.Span.Start > reference.Syntax.SpanStart || Body.FunctionOf(reference) != null) return null;
        if (declared.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.Value: string text }, Parent.Parent: FieldDeclarationSyntax { Parent: var type } }) return null;
        return reference.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && member.Parent == type && member.Modifiers.Any(SyntaxKind.StaticKeyword) && IsInitializer(member, reference.Syntax) ? text : null;
    }

    private static bool IsInitializer(MemberDeclarationSyntax member, SyntaxNode place)
        => member is FieldDeclarationSyntax || member is PropertyDeclarationSyntax { Initializer: { } initializer } && initializer.Span.Contains(place.Span);
}
