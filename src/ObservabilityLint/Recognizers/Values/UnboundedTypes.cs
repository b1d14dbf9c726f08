using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>Types of which a value from out of sight is unbounded by itself.</summary>
internal static class UnboundedTypes
{
    private static readonly Dictionary<string, (string Namespace, string Reason, NameNeeds Needs)> Known = new()
    {
        ["Guid"] = ("System", "a Guid", NameNeeds.NotOfInstance),
        ["DateTime"] = ("System", "a DateTime", NameNeeds.None),
        ["DateTimeOffset"] = ("System", "a DateTimeOffset", NameNeeds.None),
        ["DateOnly"] = ("System", "a date", NameNeeds.None),
        ["TimeOnly"] = ("System", "a time of day", NameNeeds.None),
        ["ActivityTraceId"] = ("System.Diagnostics", "a trace id", NameNeeds.None),
        ["ActivitySpanId"] = ("System.Diagnostics", "a span id", NameNeeds.None),
        ["PathString"] = ("Microsoft.AspNetCore.Http", "a request path", NameNeeds.None),
        ["QueryString"] = ("Microsoft.AspNetCore.Http", "a query string", NameNeeds.None),
        ["FileInfo"] = ("System.IO", "a file path", NameNeeds.None),
        ["DirectoryInfo"] = ("System.IO", "a file path", NameNeeds.None),
        ["FileStream"] = ("System.IO", "a file path", NameNeeds.None),
        ["FileSystemEventArgs"] = ("System.IO", "a file path", NameNeeds.None),
        ["RenamedEventArgs"] = ("System.IO", "a file path", NameNeeds.None),
        ["IPAddress"] = ("System.Net", "an IP address", NameNeeds.OfOtherSide),
        ["IPEndPoint"] = ("System.Net", "an IP end point", NameNeeds.OfOtherSide),
        ["EndPoint"] = ("System.Net", "a network end point", NameNeeds.OfOtherSide),
        ["Uri"] = ("System", "a Uri", NameNeeds.OfUri),
    };

    /// <summary>Addresses are as often those of a few configured servers: only these words make them those of callers.</summary>
    private static readonly HashSet<string> OtherSide = ["remote", "client", "peer", "caller", "user", "visitor", "requester", "forwarded", "forwarder"], Uris = ["uri", "url", "request", "link", "href", "referrer", "referer"];

    /// <summary>An id of one of these is made once, when it starts.</summary>
    private static readonly HashSet<string> Instances = ["node", "instance", "host", "server", "machine", "process", "replica", "pod", "silo", "cluster", "worker", "service", "application", "app"];

    /// <summary>Numbers and durations are as often settings (a quantile, a threshold, an interval) as measured: only these words make them the latter.</summary>
    private static readonly HashSet<string> MeasuredWords = ["amount", "price", "total", "cost", "balance", "latitude", "longitude", "score", "points", "elapsed", "duration", "latency", "distance", "altitude"];

    /// <summary>What the name of a variable must say, beside its type.</summary>
    private enum NameNeeds
    {
        None,
        NotOfInstance,
        OfOtherSide,
        OfUri,
    }

    /// <summary>The origin of a value of which only the type is known, and its name where it has one; null where that does not tell enough.</summary>
    public static UnboundedOrigin? Of(ITypeSymbol? type, string? name, IOperation value)
    {
        type = UnderlyingOf(type);
        if (type is null) return null;
        if (Known.TryGetValue(type.Name, out var known) && type.Is(known.Namespace, type.Name))
            return Suffices(name, known.Needs) ? new UnboundedOrigin(known.Reason, UnboundedCause.Other, value) : null;
        return type.TypeKind == TypeKind.Class && type.IsOrInherits("System", "Exception") ? new UnboundedOrigin("Exception.ToString()", UnboundedCause.ExceptionText, value) : null;
    }

    /// <summary>The same of a member or a parameter, whose name may say that it is measured.</summary>
    public static UnboundedOrigin? OfNamed(ITypeSymbol type, string name, IOperation value)
    {
        if (Of(type, name, value) is { } known) return known;
        type = UnderlyingOf(type)!;
        var isMeasure = type.SpecialType is SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single || type.Is("System", "TimeSpan");
        if (!isMeasure) return null;
        var words = SegmentedName.Of(name);
        var last = words.Length - 1;
        // `elapsedMs` is elapsed.
        if (last > 0 && Units.Find(words[last]) != null) last--;
        return last >= 0 && MeasuredWords.Contains(words[last]) ? new UnboundedOrigin("a " + NameOf(type), UnboundedCause.Other, value) : null;
    }

    /// <summary>Objects that say no more than what they are made of.</summary>
    public static bool IsAddress(ITypeSymbol type) => Known.TryGetValue(type.Name, out var known) && type.Is(known.Namespace, type.Name);

    private static bool Suffices(string? name, NameNeeds needs) => needs switch
    {
        NameNeeds.None => true,
        NameNeeds.NotOfInstance => name is null || !HasOneOf(Instances, SegmentedName.Of(name)),
        _ => name != null && Says(name, needs),
    };

    /// <summary>A Uri must be called just that, or be a request's: a base address or the link to a service is a setting.</summary>
    private static bool Says(string name, NameNeeds needs)
    {
        var words = SegmentedName.Of(name);
        return needs == NameNeeds.OfUri ? words.Length > 0 && Uris.Contains(words[0]) : HasOneOf(OtherSide, words);
    }

    private static bool HasOneOf(HashSet<string> wanted, string[] words)
    {
        foreach (var word in words)
            if (wanted.Contains(word)) return true;
        return false;
    }

    private static string NameOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_Double => "double",
        SpecialType.System_Single => "float",
        _ => type.Name,
    };

    /// <summary>A task is seen as what it gives.</summary>
    private static ITypeSymbol? UnderlyingOf(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { TypeArguments: [var result] } && (type.Is("System.Threading.Tasks", "Task`1") || type.Is("System.Threading.Tasks", "ValueTask`1"))) type = result;
        return type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : type;
    }
}
