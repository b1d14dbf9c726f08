using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>What an exporter appends by itself, found at the end of a name: there it would stand twice, or speak for a unit that no field holds.</summary>
internal static class ExporterSuffix
{
    /// <summary>The unit in the last word that belongs into the unit field; null if there is none, or if the word is more likely part of the domain.</summary>
    public static UnitWord? UnitToDrop(IReadOnlyList<Word> words, string? unit)
    {
        if (words.Count < 2 || Units.Find(words[words.Count - 1].Text) is not { Ucum: { } ucum } word) return null;
        if (unit != null) return unit == ucum ? word : null;
        return IsLikelyDomain(word) ? null : word;
    }

    /// <summary>Calendar words (<c>opening_hours</c>) and lone letters are units only where the unit field says the same.</summary>
    private static bool IsLikelyDomain(UnitWord word) => word.Word.Length == 1 && word.Word != "s" || word.Ucum is "min" or "h" or "d" or "wk" or "mo" or "a" || word.Base is "ratio" or "meters" && !word.IsBase;
}
