using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>
/// Whether code runs only for whoever comes by first, in the midst of that one's work: <c>if (!started) { started = true; … }</c>, <c>if (Interlocked.Exchange(ref started, 1) == 0) …</c>.
/// The flag is never taken back, and the function does more than that, or is called to ensure it: what only starts is called by whoever wants a start.
/// </summary>
internal static class FirstTime
{
    public static bool Is(IOperation code)
    {
        for (var operation = code.Parent; operation is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); operation = operation.Parent)
        {
            if (operation is IConditionalOperation { Condition: var condition, WhenTrue: var branch } && branch.Syntax.Span.Contains(code.Syntax.Span) && Asks(condition, branch, isFirst: true) && IsOnTheWay(operation.Syntax)) return true;
            if (operation is IBlockOperation block && IsLeftBefore(block, code) && Ensures(block.Syntax)) return true;
        }
        return false;
    }

    /// <summary><c>if (started) return; started = true;</c> stands above.</summary>
    private static bool IsLeftBefore(IBlockOperation block, IOperation code)
    {
        foreach (var statement in block.Operations)
        {
            if (statement.Syntax.SpanStart > code.Syntax.SpanStart) return false;
            if (statement is IConditionalOperation { Condition: var condition, WhenFalse: null, WhenTrue: IReturnOperation or IBlockOperation { Operations: [IReturnOperation] } } && Asks(condition, block, isFirst: false)) return true;
        }
        return false;
    }

    /// <summary>The condition is that nobody (or that somebody) was there before, and whoever comes next will find it so.</summary>
    private static bool Asks(IOperation condition, IOperation marking, bool isFirst)
    {
        condition = CallSite.Unwrap(condition);
        switch (condition)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, LeftOperand: var left, RightOperand: var right } when isFirst:
                return Asks(left, marking, isFirst) || Asks(right, marking, isFirst);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                return Asks(operand, marking, !isFirst);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, LeftOperand: var exchange, RightOperand.ConstantValue: { HasValue: true, Value: int expected } } compared:
                return IsExchange(exchange) && expected == (NameOf(exchange) == "Increment" ? 1 : 0) && isFirst == (compared.OperatorKind == BinaryOperatorKind.Equals);
            case IFieldReferenceOperation { Field: { Type.SpecialType: SpecialType.System_Boolean, DeclaredAccessibility: Accessibility.Private } flag }:
                return !isFirst && IsSetIn(marking, flag) && IsOnlySet(flag);
            case IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean }:
                return !isFirst && IsExchange(condition);
            default:
                return false;
        }
    }

    private static bool IsExchange(IOperation operation)
        => NameOf(operation) is "Exchange" or "CompareExchange" or "Increment" && operation is IInvocationOperation { TargetMethod.ContainingType: var type, Arguments: [{ Value: IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } flag } }, ..] }
            && type.Is("System.Threading", "Interlocked") && IsOnlySet(flag);

    private static string? NameOf(IOperation operation) => (operation as IInvocationOperation)?.TargetMethod.Name;

    private static bool IsSetIn(IOperation code, IFieldSymbol flag)
    {
        foreach (var operation in code.Descendants())
            if (operation is ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: var set } } && SymbolEqualityComparer.Default.Equals(set, flag)) return true;
        return false;
    }

    /// <summary>Nobody takes it back, to start the same once more.</summary>
    private static bool IsOnlySet(IFieldSymbol flag)
    {
        foreach (var part in flag.ContainingType.DeclaringSyntaxReferences)
            foreach (var write in CallIndex.Of(part.SyntaxTree).Writes(flag.Name, CancellationToken.None))
                if (part.Span.Contains(write.Node.Span) && !Sets(write.Node)) return false;
        return true;
    }

    private static bool Sets(SyntaxNode write) => write switch
    {
        AssignmentExpressionSyntax { Right: var value } => value.IsKind(SyntaxKind.TrueLiteralExpression),
        ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: var arguments, Parent: InvocationExpressionSyntax call } } => TypeNames.Called(call.Expression) switch
        {
            "Increment" => true,
            "Exchange" or "CompareExchange" => arguments.Count > 1 && arguments[1].Expression is LiteralExpressionSyntax { Token.Value: 1 or true },
            _ => false,
        },
        _ => false,
    };

    /// <summary>More follows: the function has something else to do.</summary>
    private static bool IsOnTheWay(SyntaxNode guard)
    {
        if (Ensures(guard)) return true;
        var function = LiveRange.FunctionAround(guard);
        for (var node = guard; node.Parent is { } outer && node != function; node = outer)
            if (outer is BlockSyntax { Statements: [.., var last] } && last != node) return true;
        return false;
    }

    private static bool Ensures(SyntaxNode code)
        => LiveRange.FunctionAround(code) is MethodDeclarationSyntax { Identifier.ValueText: var name } && name.StartsWith("Ensure", StringComparison.Ordinal);
}
