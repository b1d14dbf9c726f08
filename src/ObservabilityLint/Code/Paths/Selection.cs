using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether a place is reached only for some values of a variable: a branch around it, or one that leaves before it, asks about the variable. Whether there is a value at all does not count.</summary>
internal static class Selection
{
    /// <param name="variable">The variable's name.</param>
    /// <param name="place">The place, in the member in which it is declared.</param>
    public static bool IsMadeBy(string variable, SyntaxNode place)
    {
        for (var inner = place; inner.Parent is { } outer && inner is not MemberDeclarationSyntax; inner = outer)
            if (QuestionAround(inner, outer) is { } question && Asks(question, variable) || IsLeftBefore(inner, outer, variable)) return true;
        return false;
    }

    /// <summary>A question somewhere in the code is about the variable.</summary>
    public static bool IsMadeIn(SyntaxNode code, string variable)
    {
        foreach (var node in code.DescendantNodes())
            if (QuestionOf(node) is { } question && Asks(question, variable)) return true;
        return false;
    }

    /// <summary>A condition asks more of the variable than whether it is null or empty.</summary>
    public static bool Asks(SyntaxNode question, string variable)
    {
        foreach (var node in question.DescendantNodesAndSelf())
            if (node is IdentifierNameSyntax name && !IsMember(name) && (name.Identifier.ValueText == variable ? !IsTestOfMissing(name) : MadeFrom(name, variable) is { } made && (!IsTestOfMissing(name) || IsGivenToCall(made, variable)))) return true;
        return false;
    }

    /// <summary>What a local is set to before, where the variable is in it: <c>var isKnown = known.Contains(key)</c>.</summary>
    private static ExpressionSyntax? MadeFrom(IdentifierNameSyntax local, string variable)
    {
        for (SyntaxNode? inner = local; inner is not (null or MemberDeclarationSyntax); inner = inner.Parent)
            if (inner is BlockSyntax block)
                foreach (var statement in block.Statements)
                    if (statement is LocalDeclarationStatementSyntax { Declaration.Variables: var declared } && statement.SpanStart < local.SpanStart)
                        foreach (var one in declared)
                            if (one.Identifier.ValueText == local.Identifier.ValueText) return one.Initializer?.Value is { } made && Names(made, variable) ? made : null;
        return null;
    }

    private static bool Names(SyntaxNode expression, string variable)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == variable && !IsMember(name)) return true;
        return false;
    }

    private static bool IsGivenToCall(SyntaxNode expression, string variable)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
            if (node is ArgumentSyntax && Names(node, variable)) return true;
        return false;
    }

    /// <summary>What decides whether a part is reached; null where it is the question itself.</summary>
    private static SyntaxNode? QuestionAround(SyntaxNode inner, SyntaxNode outer) => QuestionOf(outer) is { } question && question != inner ? question : null;

    private static SyntaxNode? QuestionOf(SyntaxNode choice) => choice switch
    {
        IfStatementSyntax branch => branch.Condition,
        ConditionalExpressionSyntax either => either.Condition,
        SwitchStatementSyntax cases => cases.Expression,
        SwitchExpressionSyntax cases => cases.GoverningExpression,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both => both.Left,
        _ => null,
    };

    private static bool IsLeftBefore(SyntaxNode inner, SyntaxNode outer, string variable)
    {
        if (outer is not (BlockSyntax or SwitchSectionSyntax)) return false;
        foreach (var statement in outer.ChildNodes())
        {
            if (statement == inner) return false;
            if (statement is IfStatementSyntax guard && LeavingBranch.Is(guard.Statement) && Asks(guard.Condition, variable)) return true;
        }
        return false;
    }

    private static bool IsMember(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name || name.Parent is NameColonSyntax;

    /// <summary><c>key is null</c>, <c>entry.Value != null</c>, <c>string.IsNullOrEmpty(entry.Key)</c></summary>
    private static bool IsTestOfMissing(ExpressionSyntax tested)
    {
        if (tested.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Key" or "Value" or "Item1" or "Item2" } half && half.Expression == tested) tested = half;
        return tested.Parent switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison => IsMissing(comparison.Left == tested ? comparison.Right : comparison.Left),
            IsPatternExpressionSyntax { Pattern: var pattern } => IsMissing(pattern),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => TypeNames.Called(call.Expression) is "IsNullOrEmpty" or "IsNullOrWhiteSpace",
            _ => false,
        };
    }

    private static bool IsMissing(SyntaxNode tested) => tested switch
    {
        UnaryPatternSyntax not => IsMissing(not.Pattern),
        ConstantPatternSyntax constant => IsMissing(constant.Expression),
        RecursivePatternSyntax { Type: null, PositionalPatternClause: null, PropertyPatternClause.Subpatterns.Count: 0 } => true,
        LiteralExpressionSyntax literal => literal.RawKind == (int)SyntaxKind.NullLiteralExpression || literal.Token.Value is "",
        _ => false,
    };
}
