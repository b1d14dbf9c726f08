using System;
using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>The beginnings of exported names that a runtime, a library or Prometheus itself owns.</summary>
internal static class ReservedPrefixes
{
    private static readonly (string Prefix, string Owner)[] Known =
    [
        ("process_", "the process metrics of every Prometheus client library"),
        ("dotnet_", "the .NET runtime"),
        ("aspnetcore_", "ASP.NET Core"),
        ("kestrel_", "the Kestrel server"),
        ("http_client_", "HttpClient"),
        ("dns_", "the name resolution of .NET"),
        ("signalr_", "SignalR"),
        ("scrape_", "Prometheus, for what it knows about a scrape"),
    ];

    /// <summary>The name Prometheus gives to the health of a target.</summary>
    private const string TargetHealth = "up";

    /// <summary>
    /// Names of the OpenTelemetry semantic conventions that any instrumentation may record, since no meter of .NET does
    /// or since older versions of .NET do not.
    /// </summary>
    private static readonly HashSet<string> Conventional =
    [
        "process.cpu.time", "process.cpu.utilization", "process.memory.usage", "process.memory.virtual", "process.disk.io", "process.network.io", "process.thread.count",
        "process.open_file_descriptor.count", "process.unix.file_descriptor.count", "process.windows.handle.count", "process.context_switches", "process.paging.faults", "process.uptime",
        "http.client.request.duration", "http.client.active_requests", "http.client.open_connections", "http.client.connection.duration",
        "http.client.request.body.size", "http.client.response.body.size", "dns.lookup.duration",
    ];

    /// <summary>The beginnings of the names of meters and assemblies that own such prefixes, or instrument their owners.</summary>
    private static readonly string[] Owners = ["System.", "Microsoft.", "OpenTelemetry.", "Prometheus.", "prometheus-net"];

    /// <summary>The reserved prefix (or whole name) that an exported name has, and who owns it; null if none.</summary>
    public static (string Prefix, string Owner)? Find(string exportedName, IEnumerable<string> configured)
    {
        if (exportedName == TargetHealth) return (TargetHealth, "Prometheus, for the health of a target");
        foreach (var known in Known)
            if (exportedName.StartsWith(known.Prefix, StringComparison.Ordinal)) return known;
        foreach (var prefix in configured)
        {
            var whole = prefix.Replace('.', '_').TrimEnd('_') + "_";
            if (exportedName.StartsWith(whole, StringComparison.Ordinal)) return (whole, "another program (`reserved_prefixes`)");
        }
        return null;
    }

    public static bool IsConventional(string name) => Conventional.Contains(name);

    /// <summary>True for the name of a meter or assembly that may use the reserved prefixes.</summary>
    public static bool IsOwner(string? name)
    {
        if (name is null) return false;
        foreach (var owner in Owners)
            if (name.StartsWith(owner, StringComparison.Ordinal)) return true;
        return name.IndexOf(".Instrumentation.", StringComparison.Ordinal) >= 0;
    }
}
