using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
                case ICoalesceAssignmentOperation { Target: var target } assignment when assignment.Value.Syntax.Span.Contains(creation.Syntax.Span) && StayingVariable(target) != null:
                    return true;
                case ISimpleAssignmentOperation { Target: var target } assignment when assignment.Value == operation && StayingVariable(target) is { } variable && IsUnderNullCheck(assignment, variable):
                    return true;
                // `timer = timer ?? new Timer(…)`
                case ICoalesceOperation { Value: var present, WhenNull: var made } when made == operation && parent.Parent is ISimpleAssignmentOperation { Target: var target } && StayingVariable(target) is { } variable && Reads(present, variable):
                    return true;
                // `var made = new Timer(…); timer = made;`
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return IsKeptUnderNullCheck(local, creation);
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

    /// <summary>A field or property; a variable of the function around, which all runs of this one share, unless that ends what it holds.</summary>
    private static ISymbol? StayingVariable(IOperation target) => target switch
    {
        IMemberReferenceOperation { Member: var member } => member,
        ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [var declaration] } local } when LiveRange.FunctionAround(declaration.GetSyntax()) != LiveRange.FunctionAround(target.Syntax) && !ObjectEnd.IsIn(Body.RootOf(target), local) => local,
        _ => null,
    };

    private static bool IsKeptUnderNullCheck(ILocalSymbol local, IOperation creation)
    {
        var root = Body.RootOf(creation);
        foreach (var operation in root.Descendants())
            if (operation is ISimpleAssignmentOperation { Target: var target, Value: var value } assignment && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.Unwrap(value)), local) && StayingVariable(target) is { } variable
                && IsUnderNullCheck(assignment, variable) && LiveRange.FunctionAround(assignment.Syntax) == LiveRange.FunctionAround(creation.Syntax)) return true;
        return false;
    }

    /// <summary><c>new Lazy&lt;Timer&gt;(() => …)</c>, <c>LazyInitializer.EnsureInitialized(ref timer, () => …)</c>, <c>timers.GetOrAdd(key, _ => …)</c>.</summary>
    private static bool IsFactory(IOperation lambda)
        => CallSite.RunnerOf(lambda) is { } call && CallSite.Of(call) is { Method.ContainingType: var type }
            && (type.OriginalDefinition.Is("System", "Lazy`1") || type.Is("System.Threading", "LazyInitializer") || type.OriginalDefinition.Is("System.Collections.Concurrent", "ConcurrentDictionary`2"));

    private static bool IsUnderNullCheck(IOperation assignment, ISymbol member)
    {
        if (IsAlsoTakenAway(assignment, member)) return false;
        for (var operation = assignment.Parent; operation is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); operation = operation.Parent)
        {
            if (operation is IConditionalOperation { Condition: var condition } branch && branch.WhenTrue.Syntax.Span.Contains(assignment.Syntax.Span) && IsNullCheck(condition, member, isNull: true)) return true;
            if (operation is IBlockOperation block && IsLeftBefore(block, assignment, member)) return true;
        }
        return false;
    }

    /// <summary>It is started and stopped: whoever does that waits for nobody who needs it.</summary>
    private static bool IsAlsoTakenAway(IOperation assignment, ISymbol member)
    {
        if (assignment.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return false;
        foreach (var write in CallIndex.Of(type.SyntaxTree).Writes(member.Name, CancellationToken.None))
            if (write.Node is AssignmentExpressionSyntax { Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } } && type.Span.Contains(write.Node.Span)) return true;
        return false;
    }

    /// <summary><c>if (timer != null) return;</c> stands above.</summary>
    private static bool IsLeftBefore(IBlockOperation block, IOperation assignment, ISymbol member)
    {
        foreach (var statement in block.Operations)
        {
            if (statement.Syntax.SpanStart > assignment.Syntax.SpanStart) break;
            if (statement is IConditionalOperation { Condition: var condition, WhenTrue: IReturnOperation or IBlockOperation { Operations: [IReturnOperation] } } && IsNullCheck(condition, member, isNull: false)) return true;
        }
        return false;
    }

    private static bool IsNullCheck(IOperation condition, ISymbol member, bool isNull) => condition switch
    {
        IBinaryOperation { OperatorKind: var comparison } compared when comparison == (isNull ? BinaryOperatorKind.Equals : BinaryOperatorKind.NotEquals)
            => IsNull(compared.RightOperand) && Reads(compared.LeftOperand, member) || IsNull(compared.LeftOperand) && Reads(compared.RightOperand, member),
        IIsPatternOperation { Pattern: var pattern, Value: var tested } => IsPatternOf(pattern, isNull) && Reads(tested, member),
        _ => false,
    };

    private static bool IsPatternOf(IPatternOperation pattern, bool isNull) => pattern switch
    {
        IConstantPatternOperation { Value: var value } => isNull && IsNull(value),
        INegatedPatternOperation { Pattern: var inner } => IsPatternOf(inner, !isNull),
        IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } => !isNull,
        _ => false,
    };

    private static bool IsNull(IOperation operation) => CallSite.Unwrap(operation).ConstantValue is { HasValue: true, Value: null };

    private static bool Reads(IOperation operation, ISymbol member) => SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.Unwrap(operation)), member);
}
