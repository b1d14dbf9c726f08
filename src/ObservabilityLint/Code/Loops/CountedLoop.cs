using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>A loop that counts a variable of its own up or down to a limit, one by one: <c>for (var i = 0; i &lt; count; i++)</c>.</summary>
/// <param name="First">What the variable begins with.</param>
/// <param name="Limit">Where it ends.</param>
/// <param name="ReachesLimit">The limit is the last that it holds.</param>
internal readonly record struct CountedLoop(IOperation First, IOperation Limit, bool ReachesLimit)
{
    /// <summary>The loop whose body a use of its variable stands in; null where the variable is changed elsewhere too.</summary>
    public static CountedLoop? Of(ILocalReferenceOperation use, Body body)
    {
        if (body.WritesOf(use.Local) is not [{ Form: WriteForm.Value, Value: { } first, At: IVariableDeclaratorOperation }, { At: IIncrementOrDecrementOperation step }]) return null;
        for (var (inner, outer) = ((IOperation)use, use.Parent); outer != null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is not IForLoopOperation loop || inner != loop.Body || !loop.Locals.Contains(use.Local)) continue;
            return Holds(loop.AtLoopBottom, step) && loop.Condition is IBinaryOperation test && Tests(test, use.Local, step.Kind == OperationKind.Increment)
                ? new CountedLoop(first, test.RightOperand, test.OperatorKind is BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual) : null;
        }
        return null;
    }

    private static bool Holds(ImmutableArray<IOperation> statements, IOperation step)
    {
        foreach (var statement in statements)
            if (statement.Syntax.Span.Contains(step.Syntax.Span)) return true;
        return false;
    }

    private static bool Tests(IBinaryOperation test, ILocalSymbol variable, bool isRising)
        => CallSite.Unwrap(test.LeftOperand) is ILocalReferenceOperation { Local: var counted } && SymbolEqualityComparer.Default.Equals(counted, variable)
            && (isRising ? test.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual : test.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual);
}
