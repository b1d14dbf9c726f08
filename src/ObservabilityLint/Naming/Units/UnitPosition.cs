using System;
using System.Collections.Generic;
using System.Globalization;

namespace ObservabilityLint.Naming;

/// <summary>Where the unit stands in a name: the last word, or the last before <c>total</c> or before <c>per_x</c>.</summary>
internal static class UnitPosition
{
    private static readonly string[] TimeWords =
        ["duration", "latency", "time", "elapsed", "delay", "wait", "lag", "age", "timeout", "interval", "period", "uptime", "ttl", "cpu", "processing", "runtime"];

    /// <summary>After one of these a lone letter is a member's name: plan B, variant b, class m.</summary>
    private static readonly string[] NamingWords =
        ["plan", "option", "variant", "group", "class", "type", "grade", "team", "tier", "version", "model", "series", "section", "category", "zone", "vitamin", "hepatitis", "side", "mode", "test",
        "queue", "pool", "shard", "slot", "channel", "lane", "line", "partition", "cohort", "site", "phase", "stage", "gate", "bank", "stream", "branch", "relay"];

    /// <summary>The number behind one of these tells which one is meant: <c>percentile_99_milliseconds</c>, <c>gen_2_kilobytes</c>.</summary>
    private static readonly string[] NumberedWords = ["percentile", "quantile", "p", "gen", "generation", "cpu", "core", "disk", "phase", "stage", "step", "level"];

    private static readonly string[] WeightWords = ["weight", "mass", "load", "cargo"];

    /// <summary>The index of the word in the unit's place, or -1 if the name has none.</summary>
    public static int Find(IReadOnlyList<Word> words)
    {
        var last = words.Count - 1;
        if (last > 0 && words[last].Text == "total") last--;
        if (last > 1 && words[last - 1].Text == "per") last -= 2;
        return last;
    }

    /// <summary>The unit word in the unit's place, or null.</summary>
    public static UnitWord? UnitOf(IReadOnlyList<Word> words, InstrumentKind kind)
    {
        var index = Find(words);
        return index > 0 && Units.Find(words[index].Text) is { } unit && !IsLikelyDomain(words, index, kind) ? unit : null;
    }

    /// <summary>The unit of a name that tells no rate; null if it has none.</summary>
    public static UnitWord? QuantityOf(string? name, InstrumentKind kind)
    {
        if (name is null) return null;
        var words = Words.Split(name);
        foreach (var word in words)
            if (word.Text == "per") return null;
        return UnitOf(words, kind);
    }

    /// <summary>
    /// Words that are units only in some company: a lone letter, <c>us</c> (the United States), <c>pounds</c> (money).
    /// Behind a number each is the end of a window or of a threshold (<c>last_24_hours</c>, <c>over_500_ms</c>), in which something else is counted.
    /// </summary>
    private static bool IsLikelyDomain(IReadOnlyList<Word> words, int index, InstrumentKind kind)
    {
        var word = words[index].Text;
        if (index > 1 && long.TryParse(words[index - 1].Text, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return Array.IndexOf(NumberedWords, words[index - 2].Text) < 0;
        if (word.Length == 1) return Array.IndexOf(NamingWords, words[index - 1].Text) >= 0;
        if (word == "pounds") return !ContainsBefore(words, index, WeightWords);
        return word == "us" && kind is not (InstrumentKind.Histogram or InstrumentKind.Summary) && !ContainsBefore(words, index, TimeWords);
    }

    private static bool ContainsBefore(IReadOnlyList<Word> words, int index, string[] any)
    {
        for (var i = 0; i < index; i++)
            if (Array.IndexOf(any, words[i].Text) >= 0) return true;
        return false;
    }
}
