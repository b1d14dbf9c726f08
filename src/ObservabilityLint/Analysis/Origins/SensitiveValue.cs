using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a value is, by its name in the program, a secret or a person's own: <c>user.Password</c>, also where it is written in another way or put into a text.</summary>
internal static class SensitiveValue
{
    private const int MaximumDepth = 24;

    /// <summary>The expression that is named so, also where a local is made from it; or null.</summary>
    public static IOperation? In(IOperation? value, int depth = 0)
    {
        if (value is null || depth > MaximumDepth || value.ConstantValue.HasValue) return null;
        value = CallSite.Unwrap(value);
        if (SecretHeaders.Is(value)) return value;
        switch (value)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation:
                if (value is IPropertyReferenceOperation part && (UnboundedSources.IsPart(part.Property) || SecretHeaders.IsPart(part.Property))) return In(part.Instance, depth + 1);
                if (value.Type?.SpecialType is not (SpecialType.System_String or SpecialType.System_Object) && !SecretHeaders.AreHeldBy(value.Type)) return null;
                return SensitiveNames.Find(Target.SymbolOf(value)!.Name) != null ? value : In(HeldBy(value), depth + 1);
            case IConditionalAccessOperation access:
                return In(access.WhenNotNull, depth + 1);
            case IConditionalAccessInstanceOperation when CallSite.ObjectOf(value) is var receiver && receiver != value:
                return In(receiver, depth + 1);
            case ICoalesceOperation choice:
                return In(choice.Value, depth + 1);
            case IConditionalOperation choice:
                return In(choice.WhenTrue, depth + 1) ?? In(choice.WhenFalse, depth + 1);
            case IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance }:
                return In(instance, depth + 1);
            // Of the values of a header there is mostly one.
            case IInvocationOperation { TargetMethod: { Name: "First" or "FirstOrDefault" or "Single" or "SingleOrDefault", IsExtensionMethod: true }, Arguments: [{ Value: var values }] }:
                return In(values, depth + 1);
            case IInvocationOperation call:
                return In(TextCalls.TextIn(call), depth + 1);
            case IInterpolatedStringOperation interpolated:
                foreach (var hole in interpolated.Parts)
                    if (hole is IInterpolationOperation { Expression: var inner } && In(inner, depth + 1) is { } found) return found;
                return null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return In(sum.RightOperand, depth + 1) ?? In(sum.LeftOperand, depth + 1);
            default:
                return null;
        }
    }

    private static IOperation? HeldBy(IOperation variable)
        => variable is ILocalReferenceOperation { Local: var local, SemanticModel: { } model } ? new VariableValues(model, CancellationToken.None).Of(local) : null;
}
