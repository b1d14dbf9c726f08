using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The members of the framework's time types that tell a time in a unit of their own.</summary>
internal static class Durations
{
    private static readonly Dictionary<string, double> TimeSpanMembers = new()
    {
        ["TotalDays"] = 86400, ["TotalHours"] = 3600, ["TotalMinutes"] = 60, ["TotalSeconds"] = 1,
        ["TotalMilliseconds"] = 1e-3, ["TotalMicroseconds"] = 1e-6, ["TotalNanoseconds"] = 1e-9,
    };

    /// <summary>The members that tell only what is left of the next larger unit, which they begin again with.</summary>
    private static readonly Dictionary<string, (double Seconds, string Next)> Parts = new()
    {
        ["Hours"] = (3600, "day"), ["Minutes"] = (60, "hour"), ["Seconds"] = (1, "minute"), ["Milliseconds"] = (1e-3, "second"), ["Microseconds"] = (1e-6, "millisecond"), ["Nanoseconds"] = (1e-9, "microsecond"),
    };

    /// <summary>The ticks of a <c>TimeSpan</c>, which are not those of a clock.</summary>
    public static RecordedUnit Ticks => new("seconds", 1e-7);

    /// <summary>The names of all of them, and of the methods that make a time of a number.</summary>
    public static string[] Members { get; } = [.. TimeSpanMembers.Keys, .. Parts.Keys, "Ticks", "ElapsedMilliseconds", ClockTicks.Elapsed, .. Parts.Keys.Select(static unit => "From" + unit)];

    /// <summary>How long a constant <c>TimeSpan</c> is, by which a time is divided: <c>time / TimeSpan.FromMilliseconds(1)</c>. Null for others.</summary>
    public static double? SecondsOf(IOperation time)
    {
        if (CallSite.Unwrap(time) is not IInvocationOperation { TargetMethod: { IsStatic: true, Name: var name, ContainingType: var type } } call || !type.Is("System", "TimeSpan") || !name.StartsWith("From", System.StringComparison.Ordinal)) return null;
        if (!Parts.TryGetValue(name.Substring(4), out var unit) || call.Arguments.Count(static argument => argument.ArgumentKind == ArgumentKind.Explicit) != 1) return null;
        return ConstantScale.Number(call.Arguments[0].Value) is { } number ? number * unit.Seconds : null;
    }

    /// <summary>How many seconds one of what the member tells is; null for other members.</summary>
    public static double? SecondsIn(IPropertyReferenceOperation member) => UnitOf(member) is { Form: RecordedForm.Whole, Word: { } } unit ? unit.Factor : null;

    /// <summary>The unit of what the member tells; null for other members, and for the time of a day, whose parts are meant.</summary>
    public static RecordedUnit? UnitOf(IPropertyReferenceOperation member)
    {
        var (type, name) = (member.Property.ContainingType, member.Property.Name);
        if (type.Is("System.Diagnostics", "Stopwatch"))
            return name switch
            {
                "ElapsedMilliseconds" => new RecordedUnit("seconds", 1e-3),
                ClockTicks.Elapsed => ClockTicks.Unit,
                _ => null,
            };
        if (!type.Is("System", "TimeSpan")) return null;
        if (TimeSpanMembers.TryGetValue(name, out var seconds)) return new RecordedUnit("seconds", seconds);
        if (name == "Ticks") return Ticks;
        return Parts.TryGetValue(name, out var part) && member.Instance is not IPropertyReferenceOperation { Property.Name: "TimeOfDay" } ? new RecordedUnit("seconds", part.Seconds, RecordedForm.Part) : null;
    }

    /// <summary>The member that tells the value, also after a question mark: <c>time?.TotalSeconds</c>; null where it is none.</summary>
    public static IPropertyReferenceOperation? MemberIn(IOperation value)
    {
        value = CallSite.Unwrap(value);
        while (value is IConditionalAccessOperation access) value = CallSite.Unwrap(access.WhenNotNull);
        return value as IPropertyReferenceOperation;
    }

    /// <summary>After what a part of a time begins again at 0; null for what is no part.</summary>
    public static string? NextUnit(IPropertyReferenceOperation member) => Parts.TryGetValue(member.Property.Name, out var part) ? part.Next : null;

    /// <summary>The member to write instead, so that the same time is told in a unit of so many seconds; null where there is none, as for members of other types.</summary>
    public static string? InUnitOf(IPropertyReferenceOperation member, double seconds)
        => UnitOf(member) is null || TotalIn(seconds) is not { } total ? null : member.Property.ContainingType.Name == "Stopwatch" ? "Elapsed." + total : total;

    /// <summary>The member of a <c>TimeSpan</c> that tells all of it in a unit of so many seconds; null where there is none.</summary>
    public static string? TotalIn(double seconds)
    {
        foreach (var total in TimeSpanMembers)
            if (total.Value == seconds) return total.Key;
        return null;
    }
}
