using System.Collections.Immutable;

namespace ObservabilityLint.Naming;

/// <summary>A metric that .NET itself records.</summary>
internal sealed record BuiltInMetric(string Meter, string Name, InstrumentKind Kind, string Unit);

/// <summary>The metrics of the runtime and of ASP.NET Core, as .NET 10 publishes them (a test asks it). A program's own metric must not export the same name as another type.</summary>
internal static class BuiltInMetrics
{
    public static ImmutableArray<BuiltInMetric> All { get; } = Build();

    private static ImmutableArray<BuiltInMetric> Build()
    {
        var all = ImmutableArray.CreateBuilder<BuiltInMetric>();
        Runtime(all);
        Networking(all);
        Servers(all);
        AspNetCore(all);
        Identity(all);
        return all.ToImmutable();
    }

    private static void Runtime(ImmutableArray<BuiltInMetric>.Builder all)
    {
        foreach (var instrument in RuntimeInstruments.All)
            if (instrument.IsInMeter) all.Add(new BuiltInMetric(RuntimeInstruments.SourceName, instrument.Name, instrument.DeclaredKind, instrument.Unit));
    }

    private static void Networking(ImmutableArray<BuiltInMetric>.Builder all)
    {
        Add(all, "System.Net.Http",
            ("http.client.active_requests", InstrumentKind.UpDownCounter, "{request}"),
            ("http.client.connection.duration", InstrumentKind.Histogram, "s"),
            ("http.client.open_connections", InstrumentKind.UpDownCounter, "{connection}"),
            ("http.client.request.duration", InstrumentKind.Histogram, "s"),
            ("http.client.request.time_in_queue", InstrumentKind.Histogram, "s"));
        Add(all, "System.Net.NameResolution", ("dns.lookup.duration", InstrumentKind.Histogram, "s"));
    }

    private static void Servers(ImmutableArray<BuiltInMetric>.Builder all)
    {
        Add(all, "Microsoft.AspNetCore.Hosting",
            ("http.server.active_requests", InstrumentKind.UpDownCounter, "{request}"),
            ("http.server.request.duration", InstrumentKind.Histogram, "s"));
        Add(all, "Microsoft.AspNetCore.Server.Kestrel",
            ("kestrel.active_connections", InstrumentKind.UpDownCounter, "{connection}"),
            ("kestrel.active_tls_handshakes", InstrumentKind.UpDownCounter, "{handshake}"),
            ("kestrel.connection.duration", InstrumentKind.Histogram, "s"),
            ("kestrel.queued_connections", InstrumentKind.UpDownCounter, "{connection}"),
            ("kestrel.queued_requests", InstrumentKind.UpDownCounter, "{request}"),
            ("kestrel.rejected_connections", InstrumentKind.Counter, "{connection}"),
            ("kestrel.tls_handshake.duration", InstrumentKind.Histogram, "s"),
            ("kestrel.upgraded_connections", InstrumentKind.UpDownCounter, "{connection}"));
        Add(all, "Microsoft.AspNetCore.Http.Connections",
            ("signalr.server.active_connections", InstrumentKind.UpDownCounter, "{connection}"),
            ("signalr.server.connection.duration", InstrumentKind.Histogram, "s"));
        Add(all, "Microsoft.AspNetCore.MemoryPool",
            ("aspnetcore.memory_pool.allocated", InstrumentKind.Counter, "By"),
            ("aspnetcore.memory_pool.evicted", InstrumentKind.Counter, "By"),
            ("aspnetcore.memory_pool.pooled", InstrumentKind.UpDownCounter, "By"),
            ("aspnetcore.memory_pool.rented", InstrumentKind.Counter, "By"));
    }

    private static void AspNetCore(ImmutableArray<BuiltInMetric>.Builder all)
    {
        Add(all, "Microsoft.AspNetCore.Routing", ("aspnetcore.routing.match_attempts", InstrumentKind.Counter, "{match_attempt}"));
        Add(all, "Microsoft.AspNetCore.Diagnostics", ("aspnetcore.diagnostics.exceptions", InstrumentKind.Counter, "{exception}"));
        Add(all, "Microsoft.AspNetCore.RateLimiting",
            ("aspnetcore.rate_limiting.active_request_leases", InstrumentKind.UpDownCounter, "{request}"),
            ("aspnetcore.rate_limiting.queued_requests", InstrumentKind.UpDownCounter, "{request}"),
            ("aspnetcore.rate_limiting.request.time_in_queue", InstrumentKind.Histogram, "s"),
            ("aspnetcore.rate_limiting.request_lease.duration", InstrumentKind.Histogram, "s"),
            ("aspnetcore.rate_limiting.requests", InstrumentKind.Counter, "{request}"));
        Add(all, "Microsoft.AspNetCore.Components",
            ("aspnetcore.components.handle_event.duration", InstrumentKind.Histogram, "s"),
            ("aspnetcore.components.navigate", InstrumentKind.Counter, "{route}"));
        Add(all, "Microsoft.AspNetCore.Components.Lifecycle",
            ("aspnetcore.components.render_diff.duration", InstrumentKind.Histogram, "s"),
            ("aspnetcore.components.render_diff.size", InstrumentKind.Histogram, "{elements}"),
            ("aspnetcore.components.update_parameters.duration", InstrumentKind.Histogram, "s"));
        Add(all, "Microsoft.AspNetCore.Components.Server.Circuits",
            ("aspnetcore.components.circuit.active", InstrumentKind.UpDownCounter, "{circuit}"),
            ("aspnetcore.components.circuit.connected", InstrumentKind.UpDownCounter, "{circuit}"),
            ("aspnetcore.components.circuit.duration", InstrumentKind.Histogram, "s"));
    }

    private static void Identity(ImmutableArray<BuiltInMetric>.Builder all)
    {
        Add(all, "Microsoft.AspNetCore.Authentication",
            ("aspnetcore.authentication.authenticate.duration", InstrumentKind.Histogram, "s"),
            ("aspnetcore.authentication.challenges", InstrumentKind.Counter, "{challenge}"),
            ("aspnetcore.authentication.forbids", InstrumentKind.Counter, "{forbid}"),
            ("aspnetcore.authentication.sign_ins", InstrumentKind.Counter, "{sign_in}"),
            ("aspnetcore.authentication.sign_outs", InstrumentKind.Counter, "{sign_out}"));
        Add(all, "Microsoft.AspNetCore.Authorization", ("aspnetcore.authorization.attempts", InstrumentKind.Counter, "{attempt}"));
        Add(all, "Microsoft.AspNetCore.Identity",
            ("aspnetcore.identity.sign_in.authenticate.duration", InstrumentKind.Histogram, "s"),
            ("aspnetcore.identity.sign_in.check_password_attempts", InstrumentKind.Counter, "{attempt}"),
            ("aspnetcore.identity.sign_in.sign_ins", InstrumentKind.Counter, "{sign_in}"),
            ("aspnetcore.identity.sign_in.sign_outs", InstrumentKind.Counter, "{sign_out}"),
            ("aspnetcore.identity.sign_in.two_factor_clients_forgotten", InstrumentKind.Counter, "{client}"),
            ("aspnetcore.identity.sign_in.two_factor_clients_remembered", InstrumentKind.Counter, "{client}"),
            ("aspnetcore.identity.user.check_password_attempts", InstrumentKind.Counter, "{attempt}"),
            ("aspnetcore.identity.user.create.duration", InstrumentKind.Histogram, "s"),
            ("aspnetcore.identity.user.delete.duration", InstrumentKind.Histogram, "s"),
            ("aspnetcore.identity.user.generated_tokens", InstrumentKind.Counter, "{count}"),
            ("aspnetcore.identity.user.update.duration", InstrumentKind.Histogram, "s"),
            ("aspnetcore.identity.user.verify_token_attempts", InstrumentKind.Counter, "{attempt}"));
    }

    private static void Add(ImmutableArray<BuiltInMetric>.Builder all, string meter, params (string Name, InstrumentKind Kind, string Unit)[] metrics)
    {
        foreach (var (name, kind, unit) in metrics) all.Add(new BuiltInMetric(meter, name, kind, unit));
    }
}
