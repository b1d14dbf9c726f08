using System;
using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>
/// The words by which people say that something is counted, where they stand before the thing and not at the end: <c>total_queries</c>, <c>num_queries</c>, <c>number_of_queries</c>.
/// A counter that is given its suffix says it there.
/// </summary>
internal static class CounterWords
{
    /// <summary>What a total is of another kind with: a grand total is no total of grands.</summary>
    private static readonly string[] KindsOfTotal = ["grand", "running", "sub", "net", "gross"];

    /// <summary>Takes the words out, behind the prefix; not where nothing but a unit would be left that has to be converted, or where they belong to what stands beside them.</summary>
    public static void Drop(List<Word> words, int prefix)
    {
        for (var i = words.Count - 2; i >= prefix; i--)
        {
            var length = LengthAt(words, i);
            if (length == 0 || i + length >= words.Count) continue;
            if (words[i + length].Text == "per" || i > 0 && Array.IndexOf(KindsOfTotal, words[i - 1].Text) >= 0) continue;
            if (i == 0 && words.Count == length + 1 && Units.Find(words[length].Text) is { IsBase: false }) continue;
            words.RemoveRange(i, length);
        }
    }

    /// <summary>How many words at a place say that what follows is counted.</summary>
    private static int LengthAt(List<Word> words, int index) => (words[index].Text, words[index + 1].Text) switch
    {
        ("total" or "number" or "num" or "nr" or "count", "of") => 2,
        ("total" or "num", _) => 1,
        _ => 0,
    };
}
