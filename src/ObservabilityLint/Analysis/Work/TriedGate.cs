using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>
/// A semaphore that lets one piece of work begin at a time: all code that takes it only asks whether it is free (<c>WaitAsync(0)</c>), and goes away where it is not.
/// That the work gives it back tells nobody that the work is done.
/// </summary>
internal static class TriedGate
{
    public static bool Is(ISymbol semaphore, VariableValues variables)
    {
        if (semaphore is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private }) return false;
        var isTried = false;
        foreach (var (mention, _) in VariableMentions.Of(semaphore, variables))
            if (IsTry(mention)) isTried = true;
            else if (!IsHarmless(mention)) return false;
        return isTried;
    }

    private static bool IsTry(SyntaxNode mention)
        => mention.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "WaitAsync", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var patience }, ..] } } && IsNone(patience);

    private static bool IsHarmless(SyntaxNode mention) => mention.Parent switch
    {
        AssignmentExpressionSyntax { Right: BaseObjectCreationExpressionSyntax } assignment => assignment.Left == mention,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Release" or "Dispose" or "CurrentCount" } => true,
        _ => false,
    };

    private static bool IsNone(ExpressionSyntax patience)
        => patience is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression, Token.Value: 0 } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero" };
}
