using System.Collections.Generic;
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

    /// <summary>How many seconds one of what the member tells is; null for other members.</summary>
    public static double? SecondsIn(IPropertyReferenceOperation member)
    {
        var (type, name) = (member.Property.ContainingType, member.Property.Name);
        if (type.Is("System", "TimeSpan") && TimeSpanMembers.TryGetValue(name, out var seconds)) return seconds;
        return IsStopwatchTime(member) ? 1e-3 : null;
    }

    /// <summary>The member to write instead, so that the same time is told in seconds.</summary>
    public static string InSeconds(IPropertyReferenceOperation member) => IsStopwatchTime(member) ? "Elapsed.TotalSeconds" : "TotalSeconds";

    private static bool IsStopwatchTime(IPropertyReferenceOperation member)
        => member.Property.Name == "ElapsedMilliseconds" && member.Property.ContainingType.Is("System.Diagnostics", "Stopwatch");
}
