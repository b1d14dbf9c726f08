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

    /// <summary>The words that tell a unit wherever they stand.</summary>
    public static string[] TellingWords { get; } =
    [
        .. Durations.Members, .. Moments.Members, .. ByteCounts.TellingWords, ClockTicks.Timestamp,
    ];

    /// <summary>A file without any of these words tells no unit.</summary>
    public static string[] Words { get; } = [.. TellingWords, .. ByteCounts.CommonWords];

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
        var read = value.Syntax;
        value = variables.Follow(value);
        switch (value)
        {
            case IPropertyReferenceOperation member when Durations.UnitOf(member) is { } time:
                return ClockTicks.TakenFor(member, variables) is { } taken && AreTicks(taken, variables, depth + 1) ? time with { Form = RecordedForm.TakenTicks } : time;
            case IPropertyReferenceOperation { Property: var member } when Moments.SinceKnown(member) is { } sinceKnown:
                return sinceKnown;
            case IPropertyReferenceOperation { Property: var member, Instance: var of } when ByteCounts.Contains(member, of?.Type):
                return new RecordedUnit("bytes", 1);
            case IBinaryOperation { OperatorMethod: null } binary when ConstantScale.Of(binary) is var (inner, by):
                return Of(inner, variables, depth + 1) is not { } unit ? null : unit.Form != RecordedForm.Ticks ? Named(unit with { Factor = unit.Factor * by }) : ClockTicks.IsScaleOfTimeSpan(binary.RightOperand, by) ? Taken(Durations.Ticks with { Factor = Durations.Ticks.Factor * by }) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, OperatorMethod: not null, RightOperand: var one } when Durations.SecondsOf(one) is { } length:
                return Named(new RecordedUnit("seconds", length));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, OperatorMethod: null } since when AreTicks(since.LeftOperand, variables, depth + 1):
                return ClockTicks.Unit;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, OperatorMethod: null } since when Moments.Between(since, read, variables) is { } between:
                return between;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, OperatorMethod: null } sum:
                return Of(sum.LeftOperand, variables, depth + 1) is { Form: RecordedForm.Whole } left && left == Of(sum.RightOperand, variables, depth + 1) ? left : null;
            case IInvocationOperation or IAwaitOperation:
                return TaskType.CallBehind(value) is { } call ? OfCall(call, variables, depth) : null;
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull, variables, depth + 1);
            case IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation:
                return OfAll(Choices.Of(value), variables, depth);
            default:
                return OfAll(HeldValues.Of(value, variables), variables, depth);
        }
    }

    private static bool AreTicks(IOperation value, VariableValues variables, int depth) => Of(value, variables, depth) is { Form: RecordedForm.Ticks };

    /// <summary>What all of the numbers tell; a zero is the same in every unit.</summary>
    private static RecordedUnit? OfAll(IEnumerable<IOperation> values, VariableValues variables, int depth)
    {
        RecordedUnit? only = null;
        foreach (var value in values)
        {
            if (value is IThrowOperation || IsZero(value)) continue;
            if (Of(value, variables, depth + 1) is not { } unit || only != null && only != unit) return null;
            only = unit;
        }
        return only;
    }

    /// <summary>Nothing is nothing in any unit.</summary>
    public static bool IsZero(IOperation value) => value.ConstantValue is { HasValue: true, Value: 0 or 0u or 0L or 0UL or 0f or 0d } or { HasValue: true, Value: 0m };

    private static RecordedUnit? OfCall(IInvocationOperation call, VariableValues variables, int depth)
    {
        var (name, type) = (call.TargetMethod.Name, call.TargetMethod.ContainingType);
        switch (name)
        {
            case "Max" or "Min" when IsOfNumbers(type):
                return OfAll([call.Arguments[0].Value, call.Arguments[1].Value], variables, depth);
            case "Round" or "Floor" or "Ceiling" or "Truncate" or "Abs" or "Clamp" or "CreateChecked" or "CreateSaturating" or "CreateTruncating" when IsOfNumbers(type):
            case "ToDouble" or "ToSingle" or "ToDecimal" or "ToInt32" or "ToUInt32" or "ToInt64" or "ToUInt64" when type.Is("System", "Convert") || type.SpecialType == SpecialType.System_Decimal:
            case "FromResult" when TaskType.Is(type):
                return First(call) is { } first ? Of(first, variables, depth + 1) : null;
            case ClockTicks.Timestamp when ClockTicks.IsClock(type):
                return ClockTicks.Unit;
        }
        if (Moments.SinceKnown(call.TargetMethod) is { } moment) return moment;
        if (ByteCounts.Contains(call.TargetMethod, type)) return new RecordedUnit("bytes", 1);
        return OnlyBody.Of(call.TargetMethod, variables) is { } body ? OfAll(OnlyBody.Returns(body), variables, depth) : null;
    }

    private static bool IsOfNumbers(ITypeSymbol type) => type.Is("System", "Math") || type.Is("System", "MathF") || NumberType.Is(type);

    /// <summary>The number that a call rounds or converts, wherever it stands.</summary>
    private static IOperation? First(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Ordinal == 0) return argument.Value;
        return null;
    }

    /// <summary>What is scaled to no unit that has a name was scaled for another reason.</summary>
    private static RecordedUnit? Named(RecordedUnit unit) => unit.Word is { Factor: { } exact, Ucum: not ("cs" or "ds" or "das" or "hs" or "cBy" or "dBy" or "daBy" or "hBy") } ? unit with { Factor = exact } : null;

    private static RecordedUnit? Taken(RecordedUnit ofTimeSpan) => Named(ofTimeSpan) is { } unit ? unit with { Form = RecordedForm.TakenTicks } : null;

    private static bool AreEqual(double one, double other) => Math.Abs(one / other - 1) < 1e-9;
}
