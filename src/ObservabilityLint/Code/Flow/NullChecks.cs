using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether code asks if a variable holds anything before it uses it. Which answer leads to the use is not asked: where a check stands, nothing is certain.</summary>
internal static class NullChecks
{
    /// <summary>The condition asks only whether a variable holds anything: <c>x != null</c>, <c>x is { }</c>.</summary>
    public static bool IsOf(ExpressionSyntax condition, string variable) => condition switch
    {
        BinaryExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name }, Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } => name == variable,
        IsPatternExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name }, Pattern: ConstantPatternSyntax or UnaryPatternSyntax or RecursivePatternSyntax { PropertyPatternClause.Subpatterns.Count: 0 } } => name == variable,
        _ => false,
    };

    /// <param name="use">A place that reads the variable.</param>
    /// <param name="variable">The variable.</param>
    public static bool Precede(IOperation use, ISymbol variable)
    {
        for (IOperation inner = use; inner.Parent is { } outer; inner = outer)
        {
            var isChecked = outer switch
            {
                IConditionalOperation choice => inner != choice.Condition && Reads(choice.Condition, variable),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => inner == both.RightOperand && Reads(both.LeftOperand, variable),
                IConditionalAccessOperation access => inner == access.WhenNotNull && Reads(access.Operation, variable),
                IWhileLoopOperation { Condition: { } condition } => inner != condition && Reads(condition, variable),
                ISwitchExpressionOperation choice => inner != choice.Value && Reads(choice.Value, variable),
                ISwitchOperation choice => inner != choice.Value && Reads(choice.Value, variable),
                IBlockOperation block => IsCheckedBefore(inner, block, variable),
                _ => false,
            };
            if (isChecked) return true;
        }
        return false;
    }

    private static bool IsCheckedBefore(IOperation use, IBlockOperation block, ISymbol variable)
    {
        foreach (var statement in block.Operations)
        {
            if (statement == use) return false;
            var isChecked = statement switch
            {
                IConditionalOperation choice => Reads(choice.Condition, variable) && (MayLeave(choice) || Writes(choice, variable)),
                IWhileLoopOperation { Condition: { } condition } => Reads(condition, variable),
                ISwitchOperation choice => Reads(choice.Value, variable) && MayLeave(choice),
                IExpressionStatementOperation or IVariableDeclarationGroupOperation => Throws(statement, variable) || IsAnswerKept(statement, variable),
                _ => false,
            };
            if (isChecked) return true;
        }
        return false;
    }

    /// <summary><c>var isThere = x != null;</c>: a later condition may ask that.</summary>
    private static bool IsAnswerKept(IOperation statement, ISymbol variable)
    {
        foreach (var operation in statement.Descendants())
        {
            var value = operation switch
            {
                IVariableInitializerOperation initializer => initializer.Value,
                ISimpleAssignmentOperation assignment => assignment.Value,
                _ => null,
            };
            if (value is IBinaryOperation or IIsPatternOperation or IUnaryOperation && value.Type?.SpecialType == SpecialType.System_Boolean && Reads(value, variable)) return true;
        }
        return false;
    }

    /// <summary>Some branch does not go on to what follows.</summary>
    private static bool MayLeave(IOperation choice)
    {
        foreach (var node in choice.Syntax.DescendantNodes())
            if (node is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax or YieldStatementSyntax) return true;
        return false;
    }

    /// <summary><c>x.Member</c>, <c>ThrowIfNull(x)</c>, <c>Debug.Assert(x != null)</c>: what follows is not reached without an object.</summary>
    private static bool Throws(IOperation statement, ISymbol variable)
    {
        foreach (var operation in statement.Descendants())
        {
            if (!Is(operation, variable)) continue;
            var value = CallSite.Outermost(operation);
            if (IsConditional(value, statement)) continue;
            if (value.Parent is IInvocationOperation call && call.Instance == value || value.Parent is IMemberReferenceOperation member && member.Instance == value) return true;
            if (ArgumentAround(value) is { Parent: IInvocationOperation { TargetMethod.Name: "ThrowIfNull" or "Assert" or "NotNull" } }) return true;
        }
        return false;
    }

    private static bool IsConditional(IOperation value, IOperation statement)
    {
        for (var outer = value.Parent; outer != null && outer != statement; outer = outer.Parent)
            if (outer is IConditionalOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } or ISwitchExpressionOperation or ICoalesceOperation or IAnonymousFunctionOperation) return true;
        return false;
    }

    private static bool Writes(IOperation choice, ISymbol variable)
    {
        foreach (var operation in choice.Descendants())
            if (operation is IAssignmentOperation assignment && Is(assignment.Target, variable)) return true;
        return false;
    }

    private static IArgumentOperation? ArgumentAround(IOperation value)
    {
        while (value.Parent is IBinaryOperation or IIsPatternOperation or IConversionOperation) value = value.Parent;
        return value.Parent as IArgumentOperation;
    }

    private static bool Reads(IOperation code, ISymbol variable)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (Is(operation, variable)) return true;
        return false;
    }

    private static bool Is(IOperation operation, ISymbol variable) => SymbolEqualityComparer.Default.Equals(Target.SymbolOf(operation), variable);
}
