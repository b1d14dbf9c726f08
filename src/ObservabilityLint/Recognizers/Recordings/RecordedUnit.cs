using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>How a number stands for what it measures.</summary>
internal enum RecordedForm
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>The part below the next larger unit: the seconds of a minute.</summary>
    Part,

    /// <summary>Ticks of a clock, whose length depends on the machine.</summary>
    Ticks,

    /// <summary>Such ticks, taken for those of a <c>TimeSpan</c>.</summary>
    TakenTicks,
}

/// <summary>The unit that an expression tells by itself.</summary>
/// <param name="Base">The word of its base unit.</param>
/// <param name="Factor">How many of these one of it is.</param>
/// <param name="Form">How the number stands for it.</param>
internal sealed record RecordedUnit(string Base, double Factor, RecordedForm Form = RecordedForm.Whole)
{
    private const int MaximumDepth = 4;

    private static readonly HashSet<string> ByteContainers = ["Span`1", "ReadOnlySpan`1", "Memory`1", "ReadOnlyMemory`1", "ArraySegment`1", "ReadOnlySequence`1"];

    /// <summary>The words that tell a unit wherever they stand.</summary>
    public static string[] TellingWords { get; } =
    [
        .. Durations.Members, "WorkingSet64", "WorkingSet", "ContentLength", "GetTotalMemory", "GetTotalAllocatedBytes", "GetAllocatedBytesForCurrentThread", "GetByteCount", "ToUnixTimeSeconds", "ToUnixTimeMilliseconds", ClockTicks.Timestamp,
    ];

    /// <summary>A file without any of these words tells no unit.</summary>
    public static string[] Words { get; } = [.. TellingWords, "Length", "LongLength"];

    /// <summary>The unit, where it has a name and the number is all of it.</summary>
    public UnitWord? Word => Form == RecordedForm.Ticks ? null : Units.Of(Base, Factor);

    /// <summary>The unit's code; null where it has none, or the number is not all of it.</summary>
    public string? Code => Form == RecordedForm.Whole ? Word?.Ucum : null;

    /// <summary>True for ticks of a clock, whatever they are taken for.</summary>
    public bool IsOfClock => Form is RecordedForm.Ticks or RecordedForm.TakenTicks;

    /// <summary>True if the number would be another one in that unit. A kilobyte is 1000 bytes in name and 1024 in much code.</summary>
    public bool Contradicts(UnitWord declared)
        => Form != RecordedForm.Whole || Base != declared.Base || declared.Factor is { } factor && !AreEqual(Factor, factor) && !(declared.BinaryFactor is { } binary && AreEqual(Factor, binary));

    /// <summary>The unit, or null where the expression may be anything.</summary>
    public static RecordedUnit? Of(IOperation value, VariableValues variables) => Of(value, variables, 0);

    private static RecordedUnit? Of(IOperation value, VariableValues variables, int depth)
    {
        if (depth > MaximumDepth) return null;
        value = variables.Follow(value);
        switch (value)
        {
            case IPropertyReferenceOperation member when Durations.UnitOf(member) is { } time:
                return ClockTicks.TakenFor(member, variables) is { } taken && AreTicks(taken, variables, depth + 1) ? time with { Form = RecordedForm.TakenTicks } : time;
            case IPropertyReferenceOperation member when IsByteCount(member.Property, member.Instance?.Type):
                return new RecordedUnit("bytes", 1);
            case IBinaryOperation { OperatorMethod: null } binary when ConstantScale.Of(binary) is var (inner, by):
                return Of(inner, variables, depth + 1) is not { } unit ? null : unit.Form != RecordedForm.Ticks ? Named(unit with { Factor = unit.Factor * by }) : IsOfTimeSpan(binary.RightOperand) ? Taken(Durations.Ticks with { Factor = Durations.Ticks.Factor * by }) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, OperatorMethod: null } since when AreTicks(since.LeftOperand, variables, depth + 1):
                return ClockTicks.Unit;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, OperatorMethod: null } sum:
                return Of(sum.LeftOperand, variables, depth + 1) is { Form: RecordedForm.Whole } left && left == Of(sum.RightOperand, variables, depth + 1) ? left : null;
            case IInvocationOperation call:
                return OfCall(call, variables, depth);
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull, variables, depth + 1);
            case IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation:
                return OfChoice(value, variables, depth);
            default:
                return null;
        }
    }

    private static bool AreTicks(IOperation value, VariableValues variables, int depth) => Of(value, variables, depth) is { Form: RecordedForm.Ticks };

    /// <summary>What all branches tell; a zero is the same in every unit.</summary>
    private static RecordedUnit? OfChoice(IOperation choice, VariableValues variables, int depth)
    {
        RecordedUnit? only = null;
        foreach (var branch in Choices.Of(choice))
        {
            if (branch is IThrowOperation || IsZero(branch)) continue;
            if (branch == choice || Of(branch, variables, depth + 1) is not { } unit || only != null && only != unit) return null;
            only = unit;
        }
        return only;
    }

    /// <summary>The larger or smaller of a number and 0: it is in the number's unit.</summary>
    private static RecordedUnit? OfBoth(IInvocationOperation call, VariableValues variables, int depth)
    {
        if (call.Arguments is not [{ Value: var one }, { Value: var other }]) return null;
        return IsZero(CallSite.Unwrap(one)) ? Of(other, variables, depth + 1) : IsZero(CallSite.Unwrap(other)) ? Of(one, variables, depth + 1) : null;
    }

    /// <summary>Nothing is nothing in any unit.</summary>
    public static bool IsZero(IOperation value) => value.ConstantValue is { HasValue: true, Value: 0 or 0u or 0L or 0UL or 0f or 0d } or { HasValue: true, Value: 0m };

    private static RecordedUnit? OfCall(IInvocationOperation call, VariableValues variables, int depth)
    {
        var (name, type) = (call.TargetMethod.Name, call.TargetMethod.ContainingType);
        switch (name)
        {
            case "Round" or "Floor" or "Ceiling" or "Truncate" or "Abs" when type.Is("System", "Math") && call.Arguments.Length > 0:
                return Of(call.Arguments[0].Value, variables, depth + 1);
            case "Max" or "Min" when type.Is("System", "Math"):
                return OfBoth(call, variables, depth);
            case "GetTotalMemory" or "GetTotalAllocatedBytes" or "GetAllocatedBytesForCurrentThread" when type.Is("System", "GC"):
            case "GetByteCount" when type.IsOrInherits("System.Text", "Encoding"):
                return new RecordedUnit("bytes", 1);
            case "ToUnixTimeSeconds" when type.Is("System", "DateTimeOffset"):
                return new RecordedUnit("seconds", 1);
            case "ToUnixTimeMilliseconds" when type.Is("System", "DateTimeOffset"):
                return new RecordedUnit("seconds", 1e-3);
            case ClockTicks.Timestamp when ClockTicks.IsClock(type):
                return ClockTicks.Unit;
        }
        if (OnlyBody.Of(call.TargetMethod, variables) is not { } body) return null;
        RecordedUnit? only = null;
        foreach (var returned in OnlyBody.Returns(body))
        {
            if (Of(returned, variables, depth + 1) is not { } unit || only != null && only != unit) return null;
            only = unit;
        }
        return only;
    }

    /// <summary>What is scaled to no unit that has a name was scaled for another reason.</summary>
    private static RecordedUnit? Named(RecordedUnit unit) => unit.Word is { Factor: { } exact, Ucum: not ("cs" or "ds" or "das" or "hs" or "cBy" or "dBy" or "daBy" or "hBy") } ? unit with { Factor = exact } : null;

    private static RecordedUnit? Taken(RecordedUnit ofTimeSpan) => Named(ofTimeSpan) is { } unit ? unit with { Form = RecordedForm.TakenTicks } : null;

    /// <summary>How many ticks of a <c>TimeSpan</c> a unit has, which are not those of a clock.</summary>
    private static bool IsOfTimeSpan(IOperation scale) => CallSite.Unwrap(scale) is IFieldReferenceOperation { Field.ContainingType: var type } && type.Is("System", "TimeSpan");

    private static bool AreEqual(double one, double other) => Math.Abs(one / other - 1) < 1e-9;

    private static bool IsByteCount(IPropertySymbol property, ITypeSymbol? type)
    {
        if (property.Name == "WorkingSet64" || property.Name == "WorkingSet") return property.ContainingNamespace.Is("System.Diagnostics") || property.ContainingType.Is("System", "Environment");
        if (property.Name == "ContentLength") return property.ContainingNamespace.Is("System.Net.Http.Headers") || property.ContainingNamespace.Is("Microsoft.AspNetCore.Http");
        if (property.Name is not ("Length" or "LongLength" or "Count")) return false;
        return type switch
        {
            IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => true,
            INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }], MetadataName: var name } => ByteContainers.Contains(name),
            _ => property.Name == "Length" && (type.IsOrInherits("System.IO", "Stream") || type.Is("System.IO", "FileInfo")),
        };
    }
}
