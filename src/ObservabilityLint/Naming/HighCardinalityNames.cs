using System;
using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>Names of labels that promise a new value with each user, request or moment: <c>user_id</c>, <c>url.full</c>, <c>clientIp</c>.</summary>
internal static class HighCardinalityNames
{
    /// <summary>What the name must end with.</summary>
    private static readonly HashSet<string> Phrases =
    [
        "username", "user_name",
        "email", "ip", "ip_address", "ipaddress", "url", "uri", "path", "query", "timestamp", "uuid", "guid", "traceparent", "trace_parent", "player_name", "tx_hash", "transaction_hash", "block_hash",
    ];

    /// <summary>
    /// Of which a service sees ever more: people, what they have and send, and pieces of work. An id of one of these is such a name: <c>agent_id</c>, <c>deviceId</c>, <c>job.run.id</c>.
    /// What is installed, or configured, is one of few (a node, a region, a queue, a tenant), and jobs and tasks may be.
    /// </summary>
    private static readonly HashSet<string> Ever =
    [
        "user", "enduser", "customer", "account", "visitor", "guest", "person", "patient", "student", "employee", "player", "guild", "rider", "passenger", "buyer", "seller", "subscriber", "applicant", "participant", "attendee", "recipient", "contact", "agent",
        "device", "sensor", "vehicle", "order", "payment", "invoice", "cart", "basket", "booking", "reservation", "shipment", "parcel", "delivery", "refund", "purchase", "ticket", "score", "post", "document", "file", "photo", "video", "upload", "attachment", "comment", "article",
        "session", "request", "trace", "span", "correlation", "transaction", "connection", "message", "conversation", "chat", "call", "email", "notification", "meeting", "round", "match", "lobby", "run", "execution", "invocation", "saga",
    ];

    /// <summary>What there is any number of, in an answer or a batch: <c>result_count</c>. Retries, workers and partitions are few.</summary>
    private static readonly HashSet<string> Counted =
        ["result", "results", "item", "items", "row", "rows", "record", "records", "message", "messages", "event", "events", "match", "matches", "hit", "hits", "document", "documents", "entry", "entries", "line", "lines", "byte", "bytes", "file", "files", "order", "orders", "user", "users", "token", "tokens", "online", "offline"];

    /// <summary>Words behind such an end that change nothing: <c>url.full</c>, <c>db.query.text</c>.</summary>
    private static readonly HashSet<string> Endings = ["full", "raw", "original", "text", "string", "value"];

    /// <summary>Words before <c>path</c> and <c>query</c> that make them one of few.</summary>
    private static readonly HashSet<string> Few = ["critical", "code", "career", "upgrade", "migration", "execution", "happy", "fast", "slow", "hot", "cold", "media", "saved", "named", "mount", "base"];

    /// <summary>The part of the name that promises many values, or null. A last word that says it is a kind (<c>url.scheme</c>, <c>query_type</c>) is none.</summary>
    public static string? Find(string name)
    {
        var segments = SegmentedName.Of(name);
        var end = segments.Length;
        if (end > 1 && Endings.Contains(segments[end - 1])) end--;
        // One of two things, of which the first tells enough: user_name_or_id.
        if (end > 2 && segments[end - 2] == "or") end -= 2;
        if (IdIn(segments, end) is { } id) return id;
        if (!SegmentedName.EndsWith(segments, end, Phrases)) return null;
        var last = segments[end - 1];
        if (end > 1 && last is "path" or "query" && Few.Contains(segments[end - 2])) return null;
        // When a program was built is one time for all that it records.
        if (end > 1 && last == "timestamp" && segments[end - 2] is "build" or "commit") return null;
        return Phrases.Contains(last) ? last : segments[end - 2] + "_" + last;
    }

    /// <summary>The part of the name that says how many things there were, or how large something was: for a number only, since a text may name a range. Null for other names.</summary>
    public static string? AmountIn(string name) => SegmentedName.Of(name) switch
    {
        [.., var thing, "count"] when Counted.Contains(thing) => thing + "_count",
        // `lease_duration_seconds` is a setting.
        ["elapsed" or "duration" or "latency", "ms" or "milliseconds" or "seconds"] => "duration",
        [.., "content", "length"] => "content_length",
        _ => null,
    };

    /// <summary>Whose id a name says it is, of something of which a service sees ever more: <c>order</c> of <c>orderId</c>; null for other names.</summary>
    public static string? OwnerOfId(string name) => SegmentedName.Of(name) is var segments ? OwnerIn(segments, segments.Length) : null;

    private static string? IdIn(string[] segments, int end)
        => OwnerIn(segments, end) is not { } owner ? null : segments[end - 1].Length > 2 ? segments[end - 1] : owner + "_id";

    private static string? OwnerIn(string[] segments, int end)
    {
        if (end == 0 || segments[end - 1] is not { } last || !last.EndsWith("id", StringComparison.Ordinal)) return null;
        var owner = last.Length > 2 ? last.Substring(0, last.Length - 2) : end > 1 ? segments[end - 2] : "";
        return Ever.Contains(owner) ? owner : null;
    }
}
