using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>A loop that counts a variable of its own up or down to a limit: <c>for (var i = 0; i &lt; count; i++)</c>.</summary>
/// <param name="First">What the variable begins with.</param>
/// <param name="Limit">Where it ends.</param>
internal readonly record struct CountedLoop(IOperation First, IOperation Limit)
{
    /// <summary>The loop whose body a use of its variable stands in; null where the variable is changed elsewhere too, or the use is not behind the loop's test.</summary>
    public static CountedLoop? Of(ILocalReferenceOperation use, Body body)
    {
        if (body.WritesOf(use.Local) is not [{ Form: WriteForm.Value, Value: { } first, At: IVariableDeclaratorOperation declared }, { At: IIncrementOrDecrementOperation { Kind: var kind } step }]) return null;
        for (var (inner, outer) = ((IOperation)use, use.Parent); outer != null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is not IForLoopOperation loop || inner != loop.Body || !loop.Locals.Contains(use.Local)) continue;
            if (!loop.AtLoopBottom.IsDefaultOrEmpty && !Holds(loop.AtLoopBottom, step) || !loop.Syntax.Span.Contains(declared.Syntax.Span)) return null;
            return loop.Condition is IBinaryOperation test ? LimitIn(test, use.Local, kind == OperationKind.Increment) is { } limit ? new CountedLoop(first, limit) : null : null;
        }
        return null;
    }

    private static bool Holds(System.Collections.Immutable.ImmutableArray<IOperation> statements, IOperation step)
    {
        foreach (var statement in statements)
            if (statement.Syntax.Span.Contains(step.Syntax.Span)) return true;
        return false;
    }

    private static IOperation? LimitIn(IBinaryOperation test, ILocalSymbol variable, bool isRising)
    {
        var (below, above) = isRising ? (BinaryOperatorKind.LessThan, BinaryOperatorKind.LessThanOrEqual) : (BinaryOperatorKind.GreaterThan, BinaryOperatorKind.GreaterThanOrEqual);
        return CallSite.Unwrap(test.LeftOperand) is ILocalReferenceOperation { Local: var counted } && SymbolEqualityComparer.Default.Equals(counted, variable) && (test.OperatorKind == below || test.OperatorKind == above) ? test.RightOperand : null;
    }
}
