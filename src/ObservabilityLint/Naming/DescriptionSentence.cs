using System;
using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>
/// The draft of a description, from what the name says: for an author to improve. None where the name says too little for a true sentence:
/// a single word, a word without a meaning (<c>test</c>), a counter of what cannot be counted.
/// </summary>
internal static class DescriptionSentence
{
    /// <summary>One English sentence, or null.</summary>
    public static string? For(NamingConvention convention, InstrumentKind kind, string name, string? unit)
    {
        // The preferred name has neither the type nor an ending that says nothing.
        name = PreferredName.For(convention, kind, name, unit, requiredPrefix: null)?.WithoutConversion ?? name;
        var words = Words.Split(name);
        if (words.Count > 1 && words[words.Count - 1].Text == "total") words.RemoveAt(words.Count - 1);
        // Once it is spelled out, there is a sentence.
        if (convention.UnitIsInName && UnitPosition.UnitOf(words, kind) is { IsAbbreviation: true }) return null;
        var unitWords = convention.UnitIsInName ? TakeUnit(words) : PrometheusTranslation.UnitWord(unit).Replace('_', ' ');
        var isCount = words.Count > 1 && kind == InstrumentKind.UpDownCounter && words[words.Count - 1].Text == "count";
        if (isCount) words.RemoveAt(words.Count - 1);
        if (words.Count < 2 || isCount && !AreCountable(words) || !words.TrueForAll(word => SpokenWords.Says(word.Text))) return null;
        if (OpeningOf(kind, words, hasUnit: unitWords.Length > 0) is not { } opening) return null;
        var text = SpokenWords.Join(words);
        // Not the first letter of `gRPC`.
        if (opening.Length == 0 && text.StartsWith(words[0].Text, StringComparison.Ordinal)) text = char.ToUpperInvariant(text[0]) + text.Substring(1);
        return opening + text + (unitWords.Length > 0 ? " in " + unitWords : "") + ".";
    }

    /// <summary>Null where the words cannot follow: the number of something is told of what has a plural, and a total of a thing.</summary>
    private static string? OpeningOf(InstrumentKind kind, List<Word> words, bool hasUnit) => kind switch
    {
        InstrumentKind.Counter when hasUnit => IsParticiple(words[words.Count - 1].Text) ? null : "Total ",
        InstrumentKind.Counter => AreCountable(words) ? "Number of " : null,
        InstrumentKind.UpDownCounter or InstrumentKind.Gauge when !hasUnit && AreCountable(words) => "Current number of ",
        InstrumentKind.UpDownCounter or InstrumentKind.Gauge => "Current ",
        InstrumentKind.Histogram or InstrumentKind.Summary when !hasUnit => "Distribution of ",
        _ => "",
    };

    /// <summary><c>orders</c>, and <c>orders placed</c>.</summary>
    private static bool AreCountable(List<Word> words)
    {
        var last = words[words.Count - 1].Text;
        return EnglishPlural.Is(last) || words.Count > 2 && IsParticiple(last) && EnglishPlural.Is(words[words.Count - 2].Text);
    }

    private static bool IsParticiple(string word) => word.EndsWith("ed", StringComparison.Ordinal) || word is "sent" or "read" or "written" or "spent" or "lost" or "sold" or "paid" or "built";

    /// <summary>Cuts the unit off the words: <c>seconds</c>, <c>bytes per second</c>; empty if there is none.</summary>
    private static string TakeUnit(List<Word> words)
    {
        var index = UnitPosition.Find(words);
        if (index <= 0 || Units.Find(words[index].Text) is null or { IsAbbreviation: true }) return "";
        var unit = SpokenWords.Join(words, index);
        words.RemoveRange(index, words.Count - index);
        return unit;
    }
}
