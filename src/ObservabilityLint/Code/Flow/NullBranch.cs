using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Code that is reached only where a variable holds nothing, as the conditions around it, and those that leave before it, tell by their text.</summary>
internal static class NullBranch
{
    /// <param name="place">The code.</param>
    /// <param name="variable">The name of the variable.</param>
    /// <param name="function">The function around both.</param>
    public static bool IsIn(SyntaxNode place, string variable, SyntaxNode function)
    {
        for (var inner = place; inner != function && inner.Parent is { } outer; inner = outer)
        {
            var isNull = outer switch
            {
                IfStatementSyntax choice => inner == choice.Statement && Implies(choice.Condition, true, variable),
                ElseClauseSyntax { Parent: IfStatementSyntax choice } => Implies(choice.Condition, false, variable),
                ConditionalExpressionSyntax choice => inner == choice.WhenTrue && Implies(choice.Condition, true, variable) || inner == choice.WhenFalse && Implies(choice.Condition, false, variable),
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => inner == both.Right && Implies(both.Left, true, variable),
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => inner == either.Right && Implies(either.Left, false, variable),
                BlockSyntax block => IsLeftBefore(inner, block, variable),
                _ => false,
            };
            if (isNull) return true;
        }
        return false;
    }

    /// <summary><c>if (x != null) return;</c> stands above.</summary>
    private static bool IsLeftBefore(SyntaxNode statement, BlockSyntax block, string variable)
    {
        foreach (var before in block.Statements)
        {
            if (before == statement) return false;
            if (before is IfStatementSyntax { Else: null } choice && LeavingBranch.Is(choice.Statement) && Implies(choice.Condition, false, variable)) return true;
        }
        return false;
    }

    /// <summary>True if the variable certainly holds nothing where the condition has this outcome.</summary>
    private static bool Implies(ExpressionSyntax condition, bool outcome, string variable) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Implies(inner.Expression, outcome, variable),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Implies(not.Operand, !outcome, variable),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both when outcome => Implies(both.Left, true, variable) || Implies(both.Right, true, variable),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either when !outcome => Implies(either.Left, false, variable) || Implies(either.Right, false, variable),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal => outcome && IsNullTest(equal, variable),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } unequal => !outcome && IsNullTest(unequal, variable),
        // `Begin("x") is { } variable`
        IsPatternExpressionSyntax { Pattern: var pattern } when IsNameOf(pattern, variable) => !outcome,
        IsPatternExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name }, Pattern: var pattern } => name == variable && IsNullWhere(pattern, outcome),
        _ => false,
    };

    private static bool IsNullTest(BinaryExpressionSyntax comparison, string variable)
        => IsNull(comparison.Right) && IsVariable(comparison.Left, variable) || IsNull(comparison.Left) && IsVariable(comparison.Right, variable);

    private static bool IsNullWhere(PatternSyntax pattern, bool isMatch) => pattern switch
    {
        ConstantPatternSyntax constant => isMatch && IsNull(constant.Expression),
        UnaryPatternSyntax not => IsNullWhere(not.Pattern, !isMatch),
        // `{ }`, `{ } span`: any object
        RecursivePatternSyntax { Type: null, PropertyPatternClause.Subpatterns.Count: 0, PositionalPatternClause: null } => !isMatch,
        _ => false,
    };

    private static bool IsNameOf(PatternSyntax pattern, string variable)
        => (pattern switch { RecursivePatternSyntax any => any.Designation, DeclarationPatternSyntax typed => typed.Designation, _ => null }) is SingleVariableDesignationSyntax { Identifier.ValueText: var declared } && declared == variable;

    private static bool IsNull(ExpressionSyntax value) => value.IsKind(SyntaxKind.NullLiteralExpression);

    private static bool IsVariable(ExpressionSyntax value, string variable) => value is IdentifierNameSyntax { Identifier.ValueText: var name } && name == variable;
}
