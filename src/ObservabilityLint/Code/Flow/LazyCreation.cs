using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether something is made by whoever needs it first, in the midst of that one's work.</summary>
internal static class LazyCreation
{
    public static bool Is(IOperation creation)
    {
        for (var operation = creation; operation.Parent is { } parent; operation = parent)
            switch (parent)
            {
                case ICoalesceAssignmentOperation { Target: IMemberReferenceOperation } assignment when assignment.Value.Syntax.Span.Contains(creation.Syntax.Span):
                    return true;
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } assignment when assignment.Value == operation && IsUnderNullCheck(assignment, member):
                    return true;
                case IAnonymousFunctionOperation:
                    return IsFactory(parent);
                case IConversionOperation or IParenthesizedOperation:
                    continue;
                case IReturnOperation or IBlockOperation or IExpressionStatementOperation:
                    continue;
                default:
                    return false;
            }
        return false;
    }

    /// <summary><c>new Lazy&lt;Timer&gt;(() => …)</c>, <c>LazyInitializer.EnsureInitialized(ref timer, () => …)</c>, <c>timers.GetOrAdd(key, _ => …)</c>.</summary>
    private static bool IsFactory(IOperation lambda)
    {
        var parent = lambda.Parent;
        while (parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation) parent = parent.Parent;
        return parent is IArgumentOperation { Parent: { } call } && CallSite.Of(call) is { Method.ContainingType: var type } && (type.OriginalDefinition.Is("System", "Lazy`1") || type.Is("System.Threading", "LazyInitializer")
                || type.OriginalDefinition.Is("System.Collections.Concurrent", "ConcurrentDictionary`2"));
    }

    private static bool IsUnderNullCheck(IOperation assignment, ISymbol member)
    {
        for (var operation = assignment.Parent; operation is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); operation = operation.Parent)
            if (operation is IConditionalOperation { Condition: var condition } branch && branch.WhenTrue.Syntax.Span.Contains(assignment.Syntax.Span) && IsNullCheck(condition, member)) return true;
        return false;
    }

    private static bool IsNullCheck(IOperation condition, ISymbol member) => condition switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals => IsNull(equals.RightOperand) && Reads(equals.LeftOperand, member) || IsNull(equals.LeftOperand) && Reads(equals.RightOperand, member),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value }, Value: var tested } => IsNull(value) && Reads(tested, member),
        _ => false,
    };

    private static bool IsNull(IOperation operation) => CallSite.Unwrap(operation).ConstantValue is { HasValue: true, Value: null };

    private static bool Reads(IOperation operation, ISymbol member) => SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.Unwrap(operation)), member);
}
