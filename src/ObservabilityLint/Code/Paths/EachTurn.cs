using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What every turn of a loop over several things does.</summary>
internal static class EachTurn
{
    /// <summary>The loop that runs the code in each turn; null where a turn may leave it out, or be the last.</summary>
    public static IForEachLoopOperation? Around(IOperation code)
    {
        for (var outer = code.Parent; outer != null; outer = outer.Parent)
            switch (outer)
            {
                case IForEachLoopOperation loop:
                    return IsLeft(loop) ? null : loop;
                case ILoopOperation or IConditionalOperation or ICoalesceOperation or ISwitchOperation or ISwitchExpressionOperation or IConditionalAccessOperation or IBinaryOperation or ICoalesceAssignmentOperation or ITryOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
            }
        return null;
    }

    /// <summary>Something that each turn has anew is in it: what the loop goes through, and what is declared in its body.</summary>
    public static bool UsesOwn(IOperation code, IForEachLoopOperation loop)
    {
        foreach (var part in code.DescendantsAndSelf())
            if (part is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] } && loop.Syntax.Span.Contains(declared.Span)) return true;
        return false;
    }

    private static bool IsLeft(IForEachLoopOperation loop)
    {
        foreach (var node in loop.Body.Syntax.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (node is BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax or GotoStatementSyntax) return true;
        return false;
    }
}
