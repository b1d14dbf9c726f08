using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a value is, by its name in the program, a secret or a person's own: <c>user.Password</c>, also where it is written in another way or put into a text.</summary>
internal static class SensitiveValue
{
    private const int MaximumDepth = 24;

    /// <summary>The expression that is named so, also where a local is made from it; or null. What methods make of what they are given, a mask or a hash, is not that any more.</summary>
    public static IOperation? In(Tag tag)
    {
        var made = tag.HandedOn?.Value;
        for (var frame = tag.Value is null ? null : tag.HandedOn?.Frame; frame != null; frame = frame.Caller)
        {
            if (Find(made, isGiven: true) is not IParameterReferenceOperation { Parameter: var parameter } || frame.ArgumentFor(parameter) is not { } argument) return null;
            made = argument;
        }
        return Find(tag.Value ?? tag.Kept?.Value, isGiven: false);
    }

    /// <param name="value">Where to look.</param>
    /// <param name="isGiven">Look for a parameter, whatever its name.</param>
    /// <param name="depth">The steps so far.</param>
    private static IOperation? Find(IOperation? value, bool isGiven, int depth = 0)
    {
        if (value is null || depth > MaximumDepth || value.ConstantValue.HasValue) return null;
        value = CallSite.Unwrap(value);
        if (!isGiven && (SecretHeaders.Is(value) || MailAddresses.Is(value))) return value;
        switch (value)
        {
            case IParameterReferenceOperation when isGiven:
                return value;
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation:
                if (value is IPropertyReferenceOperation part && (UnboundedSources.IsPart(part.Property) || SecretHeaders.IsPart(part.Property) || Claims.IsValue(part.Property))) return Find(part.Instance, isGiven, depth + 1);
                if (value.Type?.SpecialType is not (SpecialType.System_String or SpecialType.System_Object) && !SecretHeaders.AreHeldBy(value.Type) && !Claims.Is(value.Type)) return null;
                return !isGiven && SensitiveNames.Find(Target.SymbolOf(value)!.Name) != null ? value : Find(HeldBy(value), isGiven, depth + 1);
            case IConditionalAccessOperation access:
                return Find(access.WhenNotNull, isGiven, depth + 1);
            case IConditionalAccessInstanceOperation when CallSite.ObjectOf(value) is var receiver && receiver != value:
                return Find(receiver, isGiven, depth + 1);
            case ICoalesceOperation choice:
                return Find(choice.Value, isGiven, depth + 1) ?? (isGiven ? null : Find(choice.WhenNull, isGiven, depth + 1));
            case IConditionalOperation choice when !isGiven:
                return Find(choice.WhenTrue, isGiven, depth + 1) ?? Find(choice.WhenFalse, isGiven, depth + 1);
            case ISwitchExpressionOperation choice when !isGiven:
                foreach (var arm in choice.Arms)
                    if (Find(arm.Value, isGiven, depth + 1) is { } chosen) return chosen;
                return null;
            case IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance }:
                return Find(instance, isGiven, depth + 1);
            // Of the values of a header there is mostly one.
            case IInvocationOperation { TargetMethod: { Name: "First" or "FirstOrDefault" or "Single" or "SingleOrDefault", IsExtensionMethod: true }, Arguments: [{ Value: var values }] }:
                return Find(values, isGiven, depth + 1);
            case IInvocationOperation asked when Claims.AskedBy(asked) is { } claim:
                return !isGiven && SensitiveNames.Find(claim) != null ? asked : null;
            case IInvocationOperation call:
                return Find(TextCalls.TextIn(call), isGiven, depth + 1);
            case IInterpolatedStringOperation interpolated:
                foreach (var hole in interpolated.Parts)
                    if (hole is IInterpolationOperation { Expression: var inner } && Find(inner, isGiven, depth + 1) is { } found) return found;
                return null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return Find(sum.RightOperand, isGiven, depth + 1) ?? Find(sum.LeftOperand, isGiven, depth + 1);
            default:
                return null;
        }
    }

    private static IOperation? HeldBy(IOperation variable)
        => variable is ILocalReferenceOperation { Local: var local, SemanticModel: { } model } && new VariableValues(model, CancellationToken.None) is var variables ? variables.Of(local) ?? PatternInput.Of(local, variables) : null;
}
