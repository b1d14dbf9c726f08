using System.Net;
using System.Net.Sockets;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A port on loopback for a server that cannot choose one itself. Another program may take it in the moment between.</summary>
public static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
