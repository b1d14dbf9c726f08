using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>What an exporter appends by itself, found at the end of a name: there it would stand twice, or speak for a unit that no field holds.</summary>
internal static class ExporterSuffix
{
    /// <summary>Stands for a unit that is given but not constant: no word of the name can be the same.</summary>
    public const string UnknownUnit = "?";

    /// <summary>The last word of a name, where an exporter would write it by itself; else null.</summary>
    public static string? Find(IReadOnlyList<Word> words, InstrumentKind kind, string? unit)
    {
        if (words.Count < 2) return null;
        var last = words[words.Count - 1].Text;
        return last == "total" && kind == InstrumentKind.Counter || UnitToDrop(words, kind, unit) != null ? last : null;
    }

    /// <summary>The unit in the last word that belongs into the unit field; null if there is none, or if the word is more likely part of the domain.</summary>
    public static UnitWord? UnitToDrop(IReadOnlyList<Word> words, InstrumentKind kind, string? unit)
    {
        var last = words.Count - 1;
        if (last < 1 || UnitPosition.Find(words) != last || UnitPosition.UnitOf(words, kind) is not { Ucum: { } ucum } word) return null;
        // `cache.hit_ratio` is what the thing is called; and without `bytes` only the namespace of `shop.bytes` would be left.
        if (word is { Base: "ratio", IsBase: true } || last == 1 && words[last].StartsNamespace) return null;
        if (unit != null) return (UnitCodes.Correct(unit) ?? unit) == ucum ? word : null;
        return IsLikelyDomain(word) || !PrometheusTranslation.SpellsOut(ucum) ? null : word;
    }

    /// <summary>Calendar words (<c>opening_hours</c>), lone letters and shares are units only where the unit field says the same.</summary>
    private static bool IsLikelyDomain(UnitWord word)
        => word.Word.Length == 1 && word.Word != "s" || word.Ucum is "min" or "h" or "d" || word.Base is "ratio";
}
