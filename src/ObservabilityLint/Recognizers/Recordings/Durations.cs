using System.Collections.Generic;
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

    /// <summary>The names of all of them.</summary>
    public static string[] Members { get; } = [.. TimeSpanMembers.Keys, .. Parts.Keys, "Ticks", "ElapsedMilliseconds", ClockTicks.Elapsed];

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
