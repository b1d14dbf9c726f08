using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>Words for what is measured, which mean nothing without a unit, and words for what is counted, which need none.</summary>
internal static class MeasuredQuantity
{
    private static readonly HashSet<string> Measured =
        ["duration", "time", "latency", "elapsed", "delay", "lag", "age", "uptime", "ttl", "timeout", "interval", "size", "temperature", "weight", "distance", "voltage", "bandwidth"];

    private static readonly HashSet<string> Counted = ["count", "number", "num", "amount", "depth", "attempt", "retry"];

    public static bool IsMeasured(string word) => Measured.Contains(word);

    /// <summary>A count, or things in the plural: <c>retries</c>, <c>items</c>.</summary>
    public static bool IsCounted(string word)
        => Counted.Contains(word) || Units.Find(word) is null && word.Length > 3 && word[word.Length - 1] == 's' && word[word.Length - 2] is not ('s' or 'u' or 'i');
}
