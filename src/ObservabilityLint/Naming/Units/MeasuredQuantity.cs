using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>Words for what is measured, which mean nothing without a unit, and words for what is counted, which need none.</summary>
internal static class MeasuredQuantity
{
    /// <summary>With the base unit of each.</summary>
    private static readonly Dictionary<string, string> Measured = new()
    {
        ["duration"] = "seconds", ["time"] = "seconds", ["latency"] = "seconds", ["elapsed"] = "seconds", ["delay"] = "seconds", ["lag"] = "seconds", ["age"] = "seconds", ["uptime"] = "seconds",
        ["ttl"] = "seconds", ["timeout"] = "seconds", ["interval"] = "seconds", ["size"] = "bytes", ["bandwidth"] = "bytes", ["temperature"] = "celsius", ["weight"] = "grams", ["distance"] = "meters", ["voltage"] = "volts",
    };

    /// <summary>The lag of a consumer is often a number of messages, and the weight or the distance of something no more than a number.</summary>
    private static readonly HashSet<string> OftenNumbers = ["size", "lag", "weight", "distance", "bandwidth"];

    /// <summary>Things whose size is told in bytes; that of a queue or a pool is a count.</summary>
    private static readonly HashSet<string> HeldInBytes =
        ["request", "response", "file", "body", "payload", "message", "content", "memory", "heap", "disk", "upload", "download", "packet", "image", "log", "database", "backup", "archive", "attachment", "blob", "header", "storage"];

    private static readonly HashSet<string> Counted = ["count", "number", "num", "amount", "depth", "attempt", "retry"];

    public static bool IsMeasured(string word) => Measured.ContainsKey(word);

    /// <summary>The base unit of what is named by these words, where they leave no doubt that it has one; null otherwise.</summary>
    public static string? CertainBaseOf(IReadOnlyList<Word> words)
    {
        var last = words.Count - 1;
        if (last < 0 || !Measured.TryGetValue(words[last].Text, out var unit)) return null;
        return !OftenNumbers.Contains(words[last].Text) || unit == "bytes" && last > 0 && HeldInBytes.Contains(words[last - 1].Text) ? unit : null;
    }

    /// <summary>The base unit of what the word names; null for other words.</summary>
    public static string? BaseOf(string word) => Measured.TryGetValue(word, out var unit) ? unit : null;

    /// <summary>A count, or things in the plural: <c>retries</c>, <c>items</c>.</summary>
    public static bool IsCounted(string word)
        => Counted.Contains(word) || Units.Find(word) is null && word.Length > 3 && word[word.Length - 1] == 's' && word[word.Length - 2] is not ('s' or 'u' or 'i');
}
