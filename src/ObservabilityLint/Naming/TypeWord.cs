using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>The instrument's own type as a word of its name (<c>orders_counter</c>), which says nothing that the type does not.</summary>
internal static class TypeWord
{
    /// <summary>The index of the word, or -1. Only as first or last word, or before <c>total</c>: inside a name it belongs to the domain.</summary>
    public static int Find(IReadOnlyList<Word> words, InstrumentKind kind)
    {
        var word = WordOf(kind);
        if (word == null || words.Count < 2) return -1;
        var last = words.Count - 1;
        if (words[last].Text == word) return last;
        if (last > 1 && words[last].Text == "total" && words[last - 1].Text == word) return last - 1;
        return -1;
    }

    private static string? WordOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter or InstrumentKind.UpDownCounter => "counter",
        InstrumentKind.Gauge => "gauge",
        InstrumentKind.Histogram => "histogram",
        InstrumentKind.Summary => "summary",
        _ => null,
    };
}
