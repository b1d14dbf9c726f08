using System;

namespace ObservabilityLint.Naming;

/// <summary>Plain English plurals, as the words of names are.</summary>
internal static class EnglishPlural
{
    /// <summary>`degrees` are left alone: of an angle or of heat is not ours to say.</summary>
    public static bool Is(string word)
    {
        if (word.Length < 4 || word == "degrees" || word[word.Length - 1] != 's' || word[word.Length - 2] is 's' or 'u' or 'i') return false;
        foreach (var c in word)
            if (c is not (>= 'a' and <= 'z' or '_')) return false;
        return true;
    }

    public static string Singular(string plural)
    {
        if (plural.EndsWith("ies", StringComparison.Ordinal) && plural.Length > 4) return plural.Substring(0, plural.Length - 3) + "y";
        foreach (var end in (string[])["sses", "xes", "ches", "shes", "zzes"])
            if (plural.EndsWith(end, StringComparison.Ordinal)) return plural.Substring(0, plural.Length - 2);
        return plural.Substring(0, plural.Length - 1);
    }
}
