using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What a place that names a number does to it.</summary>
internal enum NumberUse
{
    Read,
    Increase,
    Decrease,

    /// <summary>It becomes another value.</summary>
    Set,
    Other,
}

/// <summary>What is done to a number in all places in sight that name it.</summary>
internal static class NumberUses
{
    /// <summary>Each place, with what is set there.</summary>
    public static IEnumerable<(NumberUse Use, SyntaxNode Place, IOperation? Value)> Of(ISymbol variable, VariableValues variables)
    {
        foreach (var (mention, model) in VariableMentions.Of(variable, variables))
        {
            var place = mention;
            while (place.Parent is ParenthesizedExpressionSyntax outer) place = outer;
            var (use, value) = At(place, model, variables);
            yield return (use, place, value);
        }
    }

    /// <summary>The same of the numbers that a collection holds, where one of them is named by its key or place: <c>open[key]--</c>.</summary>
    public static IEnumerable<NumberUse> OfElements(ISymbol collection, VariableValues variables)
    {
        foreach (var (mention, model) in VariableMentions.Of(collection, variables))
            if (mention.Parent is ElementAccessExpressionSyntax element && element.Expression == mention) yield return At(element, model, variables).Item1;
    }

    private static (NumberUse, IOperation?) At(SyntaxNode place, SemanticModel model, VariableValues variables)
    {
        switch (place.Parent)
        {
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression }:
                return (NumberUse.Increase, null);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression }:
                return (NumberUse.Decrease, null);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } or RefExpressionSyntax:
                return (NumberUse.Other, null);
            case AssignmentExpressionSyntax assignment when assignment.Left == place:
                return Assigned(assignment, model, variables);
            case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument:
                return ByReference(argument, model, variables);
            case ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } when assignment.Left == tuple:
                return (NumberUse.Other, null);
            default:
                return (NumberUse.Read, null);
        }
    }

    private static (NumberUse, IOperation?) Assigned(AssignmentExpressionSyntax assignment, SemanticModel model, VariableValues variables)
    {
        var right = model.GetOperation(assignment.Right, variables.Cancellation);
        switch (assignment.Kind())
        {
            case SyntaxKind.AddAssignmentExpression:
                return (ByAdding(right, variables), null);
            case SyntaxKind.SubtractAssignmentExpression:
                return (BySubtracting(right, variables), null);
            case SyntaxKind.SimpleAssignmentExpression:
                if (CalculatedFrom(assignment, right) is not (var operation, var by)) return (NumberUse.Set, right);
                return (operation == BinaryOperatorKind.Add ? ByAdding(by, variables) : BySubtracting(by, variables), null);
            default:
                return (NumberUse.Other, null);
        }
    }

    /// <summary><c>x = x + n</c>, <c>x = x - n</c>: what the variable is moved by.</summary>
    private static (BinaryOperatorKind, IOperation)? CalculatedFrom(AssignmentExpressionSyntax assignment, IOperation? right)
    {
        if (right is null || (NotBelow(right) ?? CallSite.Unwrap(right)) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, OperatorMethod: null } sum) return null;
        if (SyntaxFactory.AreEquivalent(sum.LeftOperand.Syntax, assignment.Left)) return (sum.OperatorKind, sum.RightOperand);
        return sum.OperatorKind == BinaryOperatorKind.Add && SyntaxFactory.AreEquivalent(sum.RightOperand.Syntax, assignment.Left) ? (sum.OperatorKind, sum.LeftOperand) : null;
    }

    /// <summary><c>x - n</c> in <c>Math.Max(0, x - n)</c></summary>
    private static IBinaryOperation? NotBelow(IOperation number)
    {
        if (CallSite.Unwrap(number) is not IInvocationOperation { TargetMethod: { Name: "Max", ContainingType: var type }, Arguments: [{ Value: var one }, { Value: var other }] } || !type.Is("System", "Math")) return null;
        return CallSite.Unwrap(one.ConstantValue.HasValue ? other : one) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } less && (one.ConstantValue.HasValue || other.ConstantValue.HasValue) ? less : null;
    }

    private static NumberUse ByAdding(IOperation? value, VariableValues variables)
        => value is null ? NumberUse.Other : NonNegativeValue.IsThere(value, variables) ? NumberUse.Increase : NegativeValue.Is(value, variables) ? NumberUse.Decrease : NumberUse.Other;

    private static NumberUse BySubtracting(IOperation? value, VariableValues variables) => value != null && NegativeValue.IsCount(value, variables) ? NumberUse.Decrease : NumberUse.Other;

    private static (NumberUse, IOperation?) ByReference(ArgumentSyntax argument, SemanticModel model, VariableValues variables)
    {
        if (argument.Parent?.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } syntax || model.GetOperation(syntax, variables.Cancellation) is not IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type } }) return (NumberUse.Other, null);
        if (!type.Is("System.Threading", "Interlocked") && !type.Is("System.Threading", "Volatile")) return (NumberUse.Other, null);
        var second = arguments.Count > 1 ? model.GetOperation(arguments[1].Expression, variables.Cancellation) : null;
        return name switch
        {
            "Read" => (NumberUse.Read, null),
            "Increment" => (NumberUse.Increase, null),
            "Decrement" => (NumberUse.Decrease, null),
            "Add" => (ByAdding(second, variables), null),
            "Write" or "Exchange" => (NumberUse.Set, second),
            // Nothing is exchanged where both are the same.
            "CompareExchange" when arguments.Count == 3 && SyntaxFactory.AreEquivalent(arguments[1].Expression, arguments[2].Expression) => (NumberUse.Read, null),
            _ => (NumberUse.Other, null),
        };
    }
}
