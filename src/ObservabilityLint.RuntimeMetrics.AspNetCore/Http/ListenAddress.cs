using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>The address of a metrics server: checked, and as Kestrel's endpoints.</summary>
internal static class ListenAddress
{
    /// <exception cref="ArgumentException">The address is not one to listen at, or is open to other machines though these are not allowed.</exception>
    public static void Check(Uri address, bool allowRemoteAccess)
    {
        if (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttp) throw Wrong(address, "it must begin with http://");
        if (address.UserInfo.Length > 0) throw Wrong(address, "it must not name a user");
        if (address.Query.Length > 0 || address.Fragment.Length > 0) throw Wrong(address, "it must end with the path");
        if (!allowRemoteAccess && !IsLocal(address))
            throw Wrong(address, $"other machines could reach it. Set {nameof(MetricsServerOptions)}.{nameof(MetricsServerOptions.AllowRemoteAccess)} if they may, or take a loopback address such as http://127.0.0.1:9464/metrics");
    }

    /// <summary>Only this machine reaches it.</summary>
    public static bool IsLocal(Uri address) => IsLocal(address.DnsSafeHost);

    public static bool IsLocal(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>All addresses that a name of another kind than <c>localhost</c> stands for.</summary>
    /// <exception cref="SocketException">It stands for nothing.</exception>
    public static async Task<IPAddress[]> ResolveAsync(Uri address, CancellationToken cancellationToken)
        => IPAddress.TryParse(address.DnsSafeHost, out var ip) ? [ip] : IsLocal(address) ? [] : await Dns.GetHostAddressesAsync(address.DnsSafeHost, cancellationToken).ConfigureAwait(false);

    /// <summary>Adds the endpoints of the address: those of IPv4 and IPv6 for <c>localhost</c> and <c>[::]</c>, and all that a name stands for.</summary>
    public static void Listen(KestrelServerOptions kestrel, Uri address, IPAddress[] resolved)
    {
        // Several endpoints have to agree on a port, and none can choose it for all.
        var port = ChoosesPort(address) ? FreePort() : address.Port;
        if (resolved.Length == 0) kestrel.ListenLocalhost(port, OnlyHttp1);
        foreach (var ip in resolved)
            if (ip.Equals(IPAddress.IPv6Any)) kestrel.ListenAnyIP(port, OnlyHttp1);
            else kestrel.Listen(ip, port, OnlyHttp1);
    }

    /// <summary>A port may be taken between its choice and its use: then another is worth a try.</summary>
    public static bool ChoosesPort(Uri address) => address.Port == 0 && !IPAddress.TryParse(address.DnsSafeHost, out _);

    private static void OnlyHttp1(ListenOptions endpoint) => endpoint.Protocols = HttpProtocols.Http1;

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static ArgumentException Wrong(Uri address, string why) => new($"The metrics server cannot listen at {address}: {why}.", nameof(address));
}
