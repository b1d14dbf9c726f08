using System;
using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>Plain English plurals, as the words of names are.</summary>
internal static class EnglishPlural
{
    private static readonly HashSet<string> NotCounted =
    [
        "active", "inactive", "alive", "dead", "available", "unavailable", "reachable", "unreachable", "healthy", "unhealthy", "ready", "idle", "busy", "online", "offline", "open", "free", "current", "total", "max", "min", "avg", "new", "old", "dirty",
        "unique", "distinct", "internal", "external", "local", "remote", "inflight", "flight", "progress", "success", "memory", "data", "traffic", "storage", "work", "usage", "load", "size", "depth", "heap", "information", "people", "children", "media",
        "software", "hardware", "equipment", "staff", "stock", "all", "per", "and", "not", "non", "the", "for", "ram", "pending",
    ];

    /// <summary>`degrees` are left alone: of an angle or of heat is not ours to say.</summary>
    public static bool Is(string word)
    {
        if (word.Length < 4 || word == "degrees" || word[word.Length - 1] != 's' || word[word.Length - 2] is 's' or 'u' or 'i') return false;
        foreach (var c in word)
            if (c is not (>= 'a' and <= 'z' or '_')) return false;
        return true;
    }

    /// <summary>The plural of a noun; the word itself where it is one already, or may be no noun of which there are several (<c>active</c>, <c>failed</c>, <c>memory</c>).</summary>
    public static string Of(string word)
    {
        if (word.Length < 3 || NotCounted.Contains(word) || word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal) || word[word.Length - 1] == 's' && word[word.Length - 2] != 's') return word;
        foreach (var c in word)
            if (c is not (>= 'a' and <= 'z')) return word;
        foreach (var end in (string[])["ss", "x", "ch", "sh", "z"])
            if (word.EndsWith(end, StringComparison.Ordinal)) return word + "es";
        return word[word.Length - 1] == 'y' && "aeiou".IndexOf(word[word.Length - 2]) < 0 ? word.Substring(0, word.Length - 1) + "ies" : word + "s";
    }

    public static string Singular(string plural)
    {
        if (plural.EndsWith("ies", StringComparison.Ordinal) && plural.Length > 4) return plural.Substring(0, plural.Length - 3) + "y";
        foreach (var end in (string[])["sses", "xes", "ches", "shes", "zzes"])
            if (plural.EndsWith(end, StringComparison.Ordinal)) return plural.Substring(0, plural.Length - 2);
        return plural.Substring(0, plural.Length - 1);
    }
}
