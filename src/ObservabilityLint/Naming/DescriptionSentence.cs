using System.Collections.Generic;
using System.Text;

namespace ObservabilityLint.Naming;

/// <summary>A first description of a metric, made from what its name says: for the author to improve.</summary>
internal static class DescriptionSentence
{
    /// <summary>One English sentence, or null where the name has no words.</summary>
    public static string? For(NamingConvention convention, InstrumentKind kind, string name, string? unit)
    {
        // The preferred name has neither the type nor an ending that says nothing.
        name = PreferredName.For(convention, kind, name, unit, requiredPrefix: null)?.WithoutConversion ?? name;
        var words = Words.Split(name);
        if (words.Count > 1 && words[words.Count - 1].Text == "total") words.RemoveAt(words.Count - 1);
        if (words.Count == 0) return null;
        var unitWords = convention.UnitIsInName ? TakeUnit(words) : PrometheusTranslation.UnitWord(unit).Replace('_', ' ');
        if (words.Count > 1 && kind == InstrumentKind.UpDownCounter && words[words.Count - 1].Text == "count") words.RemoveAt(words.Count - 1);
        var text = new StringBuilder(Opening(kind, hasUnit: unitWords.Length > 0)).Append(Join(words, 0));
        if (unitWords.Length > 0) text.Append(" in ").Append(unitWords);
        text[0] = char.ToUpperInvariant(text[0]);
        return text.Append('.').ToString();
    }

    private static string Opening(InstrumentKind kind, bool hasUnit) => (kind, hasUnit) switch
    {
        (InstrumentKind.Counter, false) => "Number of ",
        (InstrumentKind.Counter, true) => "Total ",
        (InstrumentKind.UpDownCounter, false) => "Current number of ",
        (InstrumentKind.UpDownCounter or InstrumentKind.Gauge, _) => "Current value of ",
        (InstrumentKind.Histogram or InstrumentKind.Summary, false) => "Distribution of ",
        _ => "",
    };

    /// <summary>Cuts the unit off the words: <c>seconds</c>, <c>bytes per second</c>; empty if there is none.</summary>
    private static string TakeUnit(List<Word> words)
    {
        var index = UnitPosition.Find(words);
        if (index <= 0 || Units.Find(words[index].Text) is not { IsAbbreviation: false }) return "";
        var unit = Join(words, index);
        words.RemoveRange(index, words.Count - index);
        return unit;
    }

    private static string Join(IReadOnlyList<Word> words, int first)
    {
        var text = new StringBuilder();
        for (var i = first; i < words.Count; i++) text.Append(i > first ? " " : "").Append(words[i].Text);
        return text.ToString();
    }
}
