using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>
/// Names that speak of a level, which also falls: <c>active_connections</c>, <c>orders.pending</c>, <c>queue_depth</c>.
/// The same words often describe an event (<c>pending_timeouts</c>, <c>file_open</c>), so that their place decides, and doubt counts for the event.
/// </summary>
internal static class LevelWords
{
    /// <summary>Adjectives that make a level of the things they describe.</summary>
    private static readonly HashSet<string> Adjectives = ["active", "current", "pending", "open", "free", "available", "queued", "inflight"];

    /// <summary>Things that happen: there can be pending orders, but pending timeouts have happened.</summary>
    private static readonly HashSet<string> Events =
    [
        "timeouts", "errors", "failures", "faults", "exceptions", "retries", "attempts", "changes", "transitions", "switches", "updates", "evictions", "expirations", "cancellations",
        "rejections", "aborts", "drops", "hits", "misses", "events", "calls", "checks", "scans", "polls", "reads", "writes", "lookups", "queries", "selections", "notifications",
        "resets", "restarts", "starts", "stops", "ticks", "clicks", "views", "visits", "downloads", "uploads", "signups", "logins", "seconds", "minutes", "hours", "days", "milliseconds",
        "microseconds", "nanoseconds", "ms",
    ];

    /// <summary>What <c>open</c> and <c>free</c> describe only as verbs: an open request asks to open something.</summary>
    private static readonly HashSet<string> AfterVerb = ["requests", "operations", "commands", "ops"];

    /// <summary>The words that speak of a level, as the name has them; null if it names an event, or may.</summary>
    public static string? Find(string name)
    {
        var words = new List<string>();
        foreach (var word in Words.Split(name)) words.Add(word.Text);
        DropLast(words, "total");
        DropLast(words, "counter");
        var isCount = DropLast(words, "count");
        if (words.Count == 0) return null;
        return Noun(words) ?? AtEnd(words, isCount) ?? BeforeThings(words, isCount);
    }

    /// <summary><c>queue_depth</c>, <c>cpu_utilization</c>, <c>requests_in_flight</c>: nothing else is ever called so.</summary>
    private static string? Noun(List<string> words)
    {
        var last = words.Count - 1;
        if (last > 1 && words[last] is "ratio" or "percent") last--;
        if (last > 0 && words[last] is "depth" or "utilization" or "utilisation") return words[last];
        return last > 0 && IsInState(words, last - 1) ? "in_" + words[last] : null;
    }

    /// <summary><c>connections.active</c>; after a singular it may be an event (<c>file_open</c>), and <c>jobs_queued</c> counts what was put into the queue.</summary>
    private static string? AtEnd(List<string> words, bool isCount)
    {
        var last = words[words.Count - 1];
        if (words.Count < 2 || !Adjectives.Contains(last) || last == "queued") return null;
        var described = words[words.Count - 2];
        if (Events.Contains(described)) return null;
        return IsPlural(described) || isCount && last is not ("open" or "free") ? last : null;
    }

    /// <summary><c>pending_orders</c>: right before the things, which end the name.</summary>
    private static string? BeforeThings(List<string> words, bool isCount)
    {
        var things = words[words.Count - 1];
        if (words.Count < 2 || Events.Contains(things) || Events.Contains(things + "s") || !isCount && !IsPlural(things)) return null;
        for (var i = words.Count - 3; i >= 0 && i >= words.Count - 4; i--)
            if (IsInState(words, i)) return "in_" + words[i + 1];
        var adjective = words[words.Count - 2];
        if (!Adjectives.Contains(adjective)) return null;
        if (adjective is "open" or "free" && (AfterVerb.Contains(things) || isCount)) return null;
        // Free of charge, or not in use? Only of memory and the like it is clear.
        return adjective == "free" && things is not ("bytes" or "slots" or "pages" or "blocks" or "buffers" or "inodes" or "threads" or "workers" or "connections" or "handles") ? null : adjective;
    }

    private static bool IsInState(List<string> words, int i) => words[i] == "in" && words[i + 1] is "flight" or "progress";

    private static bool IsPlural(string word)
        => word is "people" or "children" || word.Length > 2 && word[word.Length - 1] == 's' && word[word.Length - 2] is not ('s' or 'u' or 'i');

    private static bool DropLast(List<string> words, string word)
    {
        if (words.Count < 2 || words[words.Count - 1] != word) return false;
        words.RemoveAt(words.Count - 1);
        return true;
    }
}
