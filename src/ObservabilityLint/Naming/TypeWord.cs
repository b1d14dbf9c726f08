using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>The instrument's own type as a word of its name (<c>orders_counter</c>), which says nothing that the type does not.</summary>
internal static class TypeWord
{
    /// <summary>Things of the world that are called counter or gauge: the word before the type word makes it one of the domain.</summary>
    private static readonly HashSet<string> DomainWords = ["checkout", "fuel", "geiger", "oil", "performance", "pressure", "program", "rain", "strain", "tide", "vacuum", "water", "wire"];

    /// <summary>
    /// The index of the word, or -1. Only as the last word, or the last before the unit and <c>total</c>:
    /// further inside or at the start it is more likely part of the domain (<c>histogram_buckets</c>, <c>fuel_gauge_level</c>).
    /// </summary>
    public static int Find(IReadOnlyList<Word> words, InstrumentKind kind)
    {
        if (WordOf(kind) is not { } word || words.Count < 2) return -1;
        var index = words.Count - 1;
        if (words[index].Text == "total") index--;
        if (index > 0 && words[index].Text != word && UnitPosition.UnitOf(words, kind) != null) index = UnitPosition.Find(words) - 1;
        return index > 0 && words[index].Text == word && !DomainWords.Contains(words[index - 1].Text) ? index : -1;
    }

    /// <summary>How a type is written in names.</summary>
    private static string? WordOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter or InstrumentKind.UpDownCounter => "counter",
        InstrumentKind.Gauge => "gauge",
        InstrumentKind.Histogram => "histogram",
        InstrumentKind.Summary => "summary",
        _ => null,
    };
}
