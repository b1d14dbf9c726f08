using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>Types of which a value from out of sight is unbounded by itself.</summary>
internal static class UnboundedTypes
{
    private static readonly Dictionary<string, (string Namespace, string Reason, UnboundedCause Cause, bool IsIdentity)> Known = new()
    {
        ["Guid"] = ("System", "a Guid", UnboundedCause.Other, true),
        ["DateTime"] = ("System", "a DateTime", UnboundedCause.Other, true),
        ["DateTimeOffset"] = ("System", "a DateTimeOffset", UnboundedCause.Other, true),
        ["DateOnly"] = ("System", "a date", UnboundedCause.Other, true),
        ["TimeOnly"] = ("System", "a time of day", UnboundedCause.Other, true),
        ["ActivityTraceId"] = ("System.Diagnostics", "a trace id", UnboundedCause.Other, true),
        ["ActivitySpanId"] = ("System.Diagnostics", "a span id", UnboundedCause.Other, true),
        ["IPAddress"] = ("System.Net", "an IP address", UnboundedCause.Other, false),
        ["IPEndPoint"] = ("System.Net", "an IP end point", UnboundedCause.Other, false),
        ["EndPoint"] = ("System.Net", "a network end point", UnboundedCause.Other, false),
        ["Uri"] = ("System", "a Uri", UnboundedCause.Other, false),
        ["PathString"] = ("Microsoft.AspNetCore.Http", "a request path", UnboundedCause.Other, false),
        ["QueryString"] = ("Microsoft.AspNetCore.Http", "a query string", UnboundedCause.Other, false),
        ["FileInfo"] = ("System.IO", "a file path", UnboundedCause.Other, false),
        ["DirectoryInfo"] = ("System.IO", "a file path", UnboundedCause.Other, false),
        ["FileStream"] = ("System.IO", "a file path", UnboundedCause.Other, false),
        ["FileSystemEventArgs"] = ("System.IO", "a file path", UnboundedCause.Other, false),
    };

    /// <summary>Numbers and durations are as often settings (a quantile, a threshold, an interval) as measured: only these words make them the latter.</summary>
    private static readonly HashSet<string> MeasuredWords = ["amount", "price", "total", "cost", "balance", "latitude", "longitude", "elapsed", "duration", "latency"];

    /// <summary>The origin of a value of which only the type is known, or null.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="value">The expression.</param>
    /// <param name="isMade">A call has just made it from what may be constant: then addresses, which may be configured, are left out.</param>
    public static UnboundedOrigin? Of(ITypeSymbol? type, IOperation value, bool isMade = false)
    {
        type = UnderlyingOf(type);
        if (type is null) return null;
        if (Known.TryGetValue(type.Name, out var known) && type.Is(known.Namespace, type.Name))
            return isMade && !known.IsIdentity ? null : new UnboundedOrigin(known.Reason, known.Cause, value);
        return !isMade && type.TypeKind == TypeKind.Class && type.IsOrInherits("System", "Exception") ? new UnboundedOrigin("Exception.ToString()", UnboundedCause.ExceptionText, value) : null;
    }

    /// <summary>The same of a member, whose name tells something too.</summary>
    public static UnboundedOrigin? OfMember(ITypeSymbol type, string name, IOperation value)
    {
        if (Of(type, value) is { } known) return known;
        type = UnderlyingOf(type)!;
        var isMeasure = type.SpecialType is SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single || type.Is("System", "TimeSpan");
        if (!isMeasure) return null;
        var words = Words.Split(name);
        return words.Count > 0 && MeasuredWords.Contains(words[words.Count - 1].Text) ? new UnboundedOrigin("a " + NameOf(type), UnboundedCause.Other, value) : null;
    }

    /// <summary>The difference of two times.</summary>
    public static bool IsDuration(ITypeSymbol? type) => type.Is("System", "TimeSpan");

    private static string NameOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_Double => "double",
        SpecialType.System_Single => "float",
        _ => type.Name,
    };

    private static ITypeSymbol? UnderlyingOf(ITypeSymbol? type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : type;
}
