using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>Words for what is measured, which mean nothing without a unit, and words for what is counted, which need none.</summary>
internal static class MeasuredQuantity
{
    /// <summary>With the base unit of each.</summary>
    private static readonly Dictionary<string, string> Measured = new()
    {
        ["duration"] = "seconds", ["time"] = "seconds", ["latency"] = "seconds", ["elapsed"] = "seconds", ["delay"] = "seconds", ["lag"] = "seconds", ["age"] = "seconds", ["uptime"] = "seconds",
        ["ttl"] = "seconds", ["timeout"] = "seconds", ["timestamp"] = "seconds", ["interval"] = "seconds", ["size"] = "bytes", ["bandwidth"] = "bytes", ["temperature"] = "celsius", ["weight"] = "grams", ["distance"] = "meters", ["voltage"] = "volts",
    };

    /// <summary>The lag of a consumer is often a number of messages, and the weight or the distance of something no more than a number.</summary>
    private static readonly HashSet<string> OftenNumbers = ["size", "lag", "weight", "distance", "bandwidth"];

    /// <summary>Things whose size is told in bytes; that of a queue or a pool is a count.</summary>
    private static readonly HashSet<string> HeldInBytes =
        ["request", "response", "file", "body", "payload", "message", "content", "memory", "heap", "disk", "upload", "download", "packet", "image", "log", "database", "backup", "archive", "attachment", "blob", "header", "storage"];

    /// <summary>Words behind a quantity that say which of its values it is, and leave its unit as it is.</summary>
    private static readonly HashSet<string> Statistics = ["current", "average", "avg", "mean", "median", "min", "minimum", "max", "maximum", "p50", "p90", "p95", "p99"];

    private static readonly HashSet<string> Counted = ["count", "number", "num", "amount", "depth", "attempt", "retry"];

    public static bool IsMeasured(string word) => Measured.ContainsKey(word);

    /// <summary>The place of the word for what is measured: the last one, but for a statistic of it (<c>latency_average</c>) or what a time lasts to (<c>time_to_send</c>). Negative where there is none.</summary>
    public static int PlaceIn(IReadOnlyList<Word> words)
    {
        var last = words.Count - 1;
        while (last > 0 && Statistics.Contains(words[last].Text)) last--;
        if (last >= 2 && words[last - 1].Text == "to" && words[last - 2].Text == "time") last -= 2;
        return last >= 0 && IsMeasured(words[last].Text) ? last : -1;
    }

    /// <summary>The base unit of what the word names; null for other words.</summary>
    public static string? BaseOf(string word) => Measured.TryGetValue(word, out var unit) ? unit : null;

    /// <summary>The word at this place leaves no doubt that what it names has a unit.</summary>
    public static bool IsCertain(IReadOnlyList<Word> words, int place)
        => !OftenNumbers.Contains(words[place].Text) || Measured[words[place].Text] == "bytes" && place > 0 && HeldInBytes.Contains(words[place - 1].Text);

    /// <summary>A count, or things in the plural: <c>retries</c>, <c>items</c>.</summary>
    public static bool IsCounted(string word)
        => Counted.Contains(word) || Units.Find(word) is null && word.Length > 3 && word[word.Length - 1] == 's' && word[word.Length - 2] is not ('s' or 'u' or 'i');
}
