using System.Net;
using System.Net.Sockets;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>Checks the address of a metrics server, and opens it.</summary>
internal static class ListenAddress
{
    private const int Attempts = 20;
    private const int AccessDenied = 5;

    /// <exception cref="ArgumentException">The address is not one to listen at, or is open to other machines though these are not allowed.</exception>
    public static void Check(Uri address, bool allowRemoteAccess)
    {
        if (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttp) throw Wrong(address, "it must begin with http://");
        if (address.UserInfo.Length > 0) throw Wrong(address, "it must not name a user");
        if (address.Query.Length > 0 || address.Fragment.Length > 0) throw Wrong(address, "it must end with the path");
        if (address.HostNameType == UriHostNameType.IPv6 && !(OperatingSystem.IsWindows() && IsLoopback(address)))
            throw Wrong(address, "HttpListener knows of IPv6 no address but [::1], and that only on Windows. Take 127.0.0.1, or 0.0.0.0 for all addresses");
        if (!allowRemoteAccess && !IsLoopback(address))
            throw Wrong(address, $"other machines could reach it. Set {nameof(MetricsServerOptions)}.{nameof(MetricsServerOptions.AllowRemoteAccess)} if they may, or take a loopback address such as http://127.0.0.1:9464/metrics");
    }

    /// <summary>Listens, for port 0 at one that is free.</summary>
    /// <returns>The listener, and the address with its real port.</returns>
    /// <exception cref="IOException">The port is taken, or the address is not this machine's or not allowed.</exception>
    public static (HttpListener Listener, Uri Address) Open(Uri address)
    {
        if (address.Port != 0) return (Listen(address), address);
        for (var attempt = 1; ; attempt++)
        {
            // The listener cannot choose a port itself; in the moment between, another program may take the one that was free.
            var chosen = new UriBuilder(address) { Port = FreePort(address) }.Uri;
            try
            {
                return (Listen(chosen), chosen);
            }
            catch (IOException) when (attempt < Attempts)
            {
            }
        }
    }

    private static HttpListener Listen(Uri address)
    {
        var listener = new HttpListener();
        try
        {
            foreach (var host in HostsOf(address)) listener.Prefixes.Add($"http://{host}:{address.Port}/");
            listener.Start();
            return listener;
        }
        catch (HttpListenerException exception)
        {
            listener.Close();
            var advice = OperatingSystem.IsWindows() && exception.ErrorCode == AccessDenied ? $" An administrator can allow it: netsh http add urlacl url=http://{HostsOf(address)[0]}:{address.Port}/ user=…" : "";
            throw new IOException($"The metrics server cannot listen at {address}: {exception.Message.TrimEnd('.')}.{advice}", exception);
        }
    }

    /// <summary>The listener answers only what is addressed to these hosts, by the request's Host header.</summary>
    private static string[] HostsOf(Uri address) => address.Host switch
    {
        "0.0.0.0" => ["+"],
        "localhost" or "127.0.0.1" => ["127.0.0.1", "localhost"],
        var host => [host],
    };

    private static int FreePort(Uri address)
    {
        var ip = IPAddress.TryParse(address.DnsSafeHost, out var own) ? own : IsLoopback(address) ? IPAddress.Loopback : IPAddress.Any;
        using var probe = new TcpListener(ip, 0);
        try
        {
            probe.Start();
        }
        catch (SocketException exception)
        {
            throw new IOException($"The metrics server cannot listen at {address}: {exception.Message.TrimEnd('.')}.", exception);
        }

        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static bool IsLoopback(Uri address) => address.Host == "localhost" || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));

    private static ArgumentException Wrong(Uri address, string why) => new($"The metrics server cannot listen at {address}: {why}.", nameof(address));
}
