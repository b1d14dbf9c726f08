using System;
using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>
/// The attributes without which the semantic conventions take a span for incomplete, by the kind of work that it stands for. Several names of one attribute, the later ones old, stand behind each other.
/// </summary>
internal static class RequiredAttributes
{
    private static readonly string[][] Http = [["http.request.method", "http.method"], ["http.response.status_code", "http.status_code", "error.type"]];

    private static readonly string[][] HttpClient = [.. Http, ["url.full", "http.url", "server.address", "net.peer.name"]];

    private static readonly string[][] HttpServer = [.. Http, ["url.path", "http.target", "http.route", "url.full", "http.url"]];

    private static readonly string[][] Database = [["db.system.name", "db.system"]];

    private static readonly string[][] Messaging = [["messaging.system"], ["messaging.operation.name", "messaging.operation.type", "messaging.operation"]];

    private static readonly string[][] Rpc = [["rpc.system.name", "rpc.system"], ["rpc.method"]];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

    /// <summary>What a span must have that has these attributes; empty where they do not tell what work it stands for.</summary>
    /// <param name="name">The name of the span, where it is known.</param>
    /// <param name="given">The attributes that it has.</param>
    /// <param name="isServer">It stands for the handling of a request, and not for its sending.</param>
    public static string[][] Of(string? name, ICollection<string> given, bool isServer)
    {
        // A call over HTTP may be one of a database or of another protocol: the more special says what is due.
        if (Begins(given, "db.")) return Database;
        if (Begins(given, "messaging.")) return Messaging;
        if (Begins(given, "rpc.")) return Rpc;
        return Begins(given, "http.") || name != null && IsRequest(name) ? isServer ? HttpServer : HttpClient : [];
    }

    private static bool Begins(IEnumerable<string> names, string beginning)
    {
        foreach (var name in names)
            if (name.StartsWith(beginning, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>Named as the conventions name such a span: <c>GET /orders/{id}</c>.</summary>
    private static bool IsRequest(string name)
    {
        foreach (var method in Methods)
            if (name == method || name.StartsWith(method + " /", StringComparison.Ordinal)) return true;
        return false;
    }
}
