using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What every turn of a loop over several things does.</summary>
internal static class EachTurn
{
    /// <summary>The loop that runs the code in each turn, or the lambda that <c>ForEach</c> calls; null where a turn may leave it out, or be the last.</summary>
    public static IOperation? Around(IOperation code)
    {
        for (var outer = code.Parent; outer != null; outer = outer.Parent)
            switch (outer)
            {
                case IForEachLoopOperation or IForLoopOperation:
                case IWhileLoopOperation when ReceiveLoop.Is(outer.Syntax):
                case IAnonymousFunctionOperation { Parent.Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ForEach", ContainingType: var type } } } } when type.Is("System.Collections.Generic", "List`1") || type.Is("System", "Array"):
                    return IsLeft(outer.Syntax) ? null : outer;
                case ILoopOperation or IConditionalOperation or ICoalesceOperation or ISwitchOperation or ISwitchExpressionOperation or IConditionalAccessOperation or IBinaryOperation or ICoalesceAssignmentOperation or ITryOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
            }
        return null;
    }

    /// <summary>Something that each turn has anew is in it: what the loop goes through, and what is declared in its body.</summary>
    public static bool UsesOwn(IOperation code, IOperation loop)
    {
        foreach (var part in code.DescendantsAndSelf())
            if (part is ILocalReferenceOperation or IParameterReferenceOperation && Target.SymbolOf(part) is { DeclaringSyntaxReferences: [var declared] } && loop.Syntax.Span.Contains(declared.Span)) return true;
        return false;
    }

    private static bool IsLeft(SyntaxNode loop)
    {
        foreach (var node in loop.DescendantNodes(node => node == loop || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (node is BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax or GotoStatementSyntax) return true;
        return false;
    }
}
