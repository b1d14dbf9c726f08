using System.Collections.Generic;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Code;

/// <summary>Names that say how many there are of something, or how large it is: <c>removed</c>, <c>itemCount</c>, <c>numRows</c>, <c>bytesFreed</c>.</summary>
internal static class CountNames
{
    private static readonly HashSet<string> Counted =
    [
        "count", "counts", "num", "length", "size", "bytes", "items", "entries", "elements", "rows", "records", "messages", "lines",
        "removed", "deleted", "freed", "evicted", "dropped", "discarded", "purged", "expired", "released", "cleared", "cancelled", "canceled", "closed", "completed", "processed",
    ];

    public static bool Contains(string name) => Words.Split(name) is { Count: > 0 } words && (Counted.Contains(words[0].Text) || Counted.Contains(words[words.Count - 1].Text));
}
