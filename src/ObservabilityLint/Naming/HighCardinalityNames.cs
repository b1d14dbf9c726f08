using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>Names of labels that promise a new value with each user, request or moment: <c>user_id</c>, <c>url.full</c>, <c>clientIp</c>.</summary>
internal static class HighCardinalityNames
{
    /// <summary>What the name must end with.</summary>
    private static readonly HashSet<string> Phrases =
    [
        "user_id", "session_id", "request_id", "trace_id", "span_id", "correlation_id", "transaction_id", "message_id", "order_id", "customer_id", "account_id", "connection_id", "visitor_id",
        "payment_id", "invoice_id", "cart_id", "enduser_id",
        "userid", "sessionid", "requestid", "traceid", "spanid", "correlationid", "transactionid", "messageid", "orderid", "customerid", "accountid", "connectionid", "username", "user_name",
        "email", "ip", "ip_address", "ipaddress", "url", "uri", "path", "query", "timestamp", "uuid", "guid", "traceparent",
    ];

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
        if (!SegmentedName.EndsWith(segments, end, Phrases)) return null;
        var last = segments[end - 1];
        if (end > 1 && last is "path" or "query" && Few.Contains(segments[end - 2])) return null;
        return Phrases.Contains(last) ? last : segments[end - 2] + "_" + last;
    }
}
