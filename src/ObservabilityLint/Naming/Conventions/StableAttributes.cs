using System.Collections.Generic;
using System.Threading;

namespace ObservabilityLint.Naming;

/// <param name="Type">Its type, in the words of the conventions: <c>string</c>, <c>int</c>, <c>boolean</c>, <c>string[]</c>, <c>enum</c>; for the family of all names behind it <c>template[…]</c>.</param>
/// <param name="Values">The values of an <c>enum</c>, else empty.</param>
internal sealed record StableAttribute(string Type, List<string> Values);

/// <summary>The attributes that the semantic conventions will not change any more.</summary>
internal static class StableAttributes
{
    private static readonly System.Lazy<Dictionary<string, StableAttribute>> Table = new(Read, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, StableAttribute> All => Table.Value;

    /// <summary>The attribute of this name; null for names that are not known, and for families of names.</summary>
    public static StableAttribute? Find(string name) => All.TryGetValue(name, out var known) && !IsFamily(known) ? known : null;

    /// <summary>The name goes on, behind that of a family, with what somebody else has named: <c>http.request.header.X-Trace</c>.</summary>
    public static bool IsOfFamily(string name)
    {
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
            if (All.TryGetValue(name.Substring(0, dot), out var known) && IsFamily(known)) return true;
        return false;
    }

    private static bool IsFamily(StableAttribute attribute) => attribute.Type.StartsWith("template", System.StringComparison.Ordinal);

    private static Dictionary<string, StableAttribute> Read()
    {
        var all = new Dictionary<string, StableAttribute>();
        foreach (var (type, beginning, entry) in ConventionTable.Read("Attributes"))
            if (type != "enum") all.Add(beginning + entry, new StableAttribute(type, []));
            else if (all.TryGetValue(beginning, out var known)) known.Values.Add(entry);
            else all.Add(beginning, new StableAttribute(type, [entry]));
        return all;
    }
}
