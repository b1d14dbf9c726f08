using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>A number that only ever rises while the process lives: a variable that is only added to, or a total of the platform; also scaled, or the sum of several.</summary>
internal static class GrowingValue
{
    /// <summary>What rises; null where the value may fall too, or is not known.</summary>
    public static IOperation? In(IOperation value, VariableValues variables)
    {
        value = CallSite.Unwrap(value);
        switch (value)
        {
            case IBinaryOperation { OperatorMethod: null } scaled when ConstantScale.Of(scaled) is var (inner, by):
                return by > 0 ? In(inner, variables) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } sum:
                return In(sum.LeftOperand, variables) is { } left && In(sum.RightOperand, variables) != null ? left : null;
            case IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: var raised }:
                return In(raised, variables);
            case IInvocationOperation call when SharedVariable(call) is { } shared:
                return In(shared, variables);
            case IPropertyReferenceOperation { Property: { ContainingType: var time, Type.SpecialType: SpecialType.System_Double or SpecialType.System_Int64 }, Instance: { } instance } when time.Is("System", "TimeSpan"):
                return In(instance, variables);
            case IPropertyReferenceOperation { Property: var property } when TotalMembers.Contains(property):
            case IInvocationOperation { TargetMethod: var method } when TotalMembers.Contains(method):
                return value;
            default:
                return GrowingVariable.Is(value, variables) ? value : null;
        }
    }

    /// <summary>The variable whose value a call of <c>Interlocked</c> or <c>Volatile</c> gives; null for other calls.</summary>
    public static IOperation? SharedVariable(IInvocationOperation call)
        => call is { TargetMethod: { Name: "Read" or "Increment" or "Decrement" or "Add" or "CompareExchange", ContainingType: var type }, Arguments: [{ Value: var read }, ..] } && (type.Is("System.Threading", "Interlocked") || type.Is("System.Threading", "Volatile")) ? CallSite.Unwrap(read) : null;
}
