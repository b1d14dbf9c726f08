using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// <c>var sending = SendAsync(); … if (WaitForAll) await sending;</c>: whether anybody waits is a setting, a member of a type, which has nothing to do with how the task was started.
/// </summary>
internal static class OptionalWait
{
    /// <param name="task">The local that is waited for.</param>
    /// <param name="start">What it is declared with.</param>
    public static bool Is(IOperation task, IOperation start)
    {
        if (start is IConditionalOperation or ICoalesceOperation or IConditionalAccessOperation || start.Parent is not IVariableInitializerOperation || start.Syntax.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Parent: BlockSyntax block }) return false;
        for (var outer = task.Parent; outer != null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
            if (outer.Syntax is IfStatementSyntax { Else: null } choice && choice.Parent == block && outer is IConditionalOperation { Condition: var condition }) return choice.Statement.Span.Contains(task.Syntax.Span) && IsSetting(condition);
        }
        return false;
    }

    /// <summary>What a local or a parameter says may be known where the task is started, too.</summary>
    private static bool IsSetting(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is ILocalReferenceOperation or IParameterReferenceOperation or IInvocationOperation or IPatternOperation) return false;
        return true;
    }
}
