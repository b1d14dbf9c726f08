using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>Where the unit stands in a name: the last word, or the last before <c>total</c> or before <c>per_x</c>.</summary>
internal static class UnitPosition
{
    /// <summary>The index of the word in the unit's place, or -1 if the name has none.</summary>
    public static int Find(IReadOnlyList<Word> words)
    {
        var last = words.Count - 1;
        if (last > 0 && words[last].Text == "total") last--;
        if (last > 1 && words[last - 1].Text == "per") last -= 2;
        return last;
    }

    /// <summary>The unit word in the unit's place, or null.</summary>
    public static UnitWord? UnitOf(IReadOnlyList<Word> words)
    {
        var index = Find(words);
        return index > 0 ? Units.Find(words[index].Text) : null;
    }
}
