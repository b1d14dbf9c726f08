using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Numbers and texts in the name of a span of which nothing is known but what they are called: the id of something of which a service sees ever more, <c>$"order {order.Id}"</c>.
/// Only such as each call brings along: of what an object is made with, or of a setting, there may be one in a process.
/// </summary>
internal static class CalledIds
{
    /// <summary>Of which a process may be, or serve, one.</summary>
    private static readonly HashSet<string> Installed = ["device", "sensor", "vehicle", "agent"];

    /// <summary>What brings the ids of others along.</summary>
    private static readonly HashSet<string> Carriers = ["command", "cmd", "event", "evt", "dto", "job", "item", "entity", "row", "model", "payload", "msg", "req"];

    /// <summary>The first such part of a span's name; null where there is none.</summary>
    public static IOperation? In(Tag name)
    {
        if (name is not { Target: TagTarget.SpanName, Kept: null, Value: { } value } || name.Origin is not { IsChecked: false } or BoundedOrigin or UnboundedOrigin) return null;
        if (name.HandedOn is { Value: var given } && CallSite.Unwrap(given) is not IParameterReferenceOperation) return null;
        value = CallSite.Unwrap(value);
        if (value is ILocalReferenceOperation { SemanticModel: { } model }) value = new VariableValues(model, default).Follow(value);
        foreach (var part in PartsOf(value))
            // What a method makes of a single value is its own affair.
            if (!(part == value && name.HandedOn != null) && IsCalledId(part) && name.Origins.Of(part) is { IsChecked: false } and not BoundedOrigin) return part;
        return null;
    }

    private static IEnumerable<IOperation> PartsOf(IOperation text)
    {
        switch (text)
        {
            case IInterpolatedStringOperation interpolated:
                foreach (var part in interpolated.Parts)
                    if (part is IInterpolationOperation { Expression: var hole }) yield return CallSite.Unwrap(hole);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, LeftOperand: var left, RightOperand: var right }:
                foreach (var part in PartsOf(CallSite.Unwrap(left))) yield return part;
                yield return CallSite.Unwrap(right);
                break;
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } call when ComposingCall.PartsOf(call) is { } parts:
                foreach (var part in parts)
                    if (part.Value is { } value) yield return CallSite.Unwrap(value);
                break;
            default:
                yield return text;
                break;
        }
    }

    private static bool IsCalledId(IOperation part)
    {
        while (part is IInvocationOperation { TargetMethod: { Name: nameof(ToString), Parameters.IsEmpty: true }, Instance: { } written }) part = CallSite.Unwrap(written);
        if (part.Type?.SpecialType is not ((>= SpecialType.System_Int16 and <= SpecialType.System_UInt64) or SpecialType.System_String)) return false;
        return part switch
        {
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor }, Name: var name } } => OwnerIn(name) != null,
            IMemberReferenceOperation { Member: { IsStatic: false, Name: "Id" or "ID" }, Instance: { } owner and not IInstanceReferenceOperation } => NounsOf(owner) is var (called, type) && (OwnerIn(called + "_id") ?? OwnerIn(type + "_id")) != null,
            IMemberReferenceOperation { Member: { IsStatic: false, Name: var name }, Instance: { } carrier and not IInstanceReferenceOperation } => OwnerIn(name) != null && NounsOf(carrier) is var (called, type) && (Brings(called) || Brings(type)),
            _ => false,
        };
    }

    private static (string Called, string Type) NounsOf(IOperation owner) => (ValueName.Of(owner) ?? "", owner.Type?.Name ?? "");

    private static bool Brings(string noun) => SegmentedName.Of(noun) is [.., var last] && Carriers.Contains(last) || OwnerIn(noun + "_id") != null;

    private static string? OwnerIn(string name) => HighCardinalityNames.OwnerOfId(name) is { } owner && !Installed.Contains(owner) ? owner : null;
}
