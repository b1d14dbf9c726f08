using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>The server of a worker, which lives with its host.</summary>
public sealed class AddMetricsServerTests
{
    private static readonly HttpClient Client = new() { Timeout = Patience.Limit };

    [Fact]
    public async Task Serves_the_registered_bridge_as_long_as_the_host_runs()
    {
        using var meter = new Meter("Shop.Worker");
        var orders = meter.CreateCounter<int>("shop.worker.orders");
        var address = new Uri($"http://localhost:{FreePort()}/metrics");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Shop.Worker"));
        builder.Services.AddMetricsServer(address, options => options.MaxConcurrentScrapes = 2);
        using var host = builder.Build();
        await host.StartAsync(Patience.Token);
        orders.Add(2);

        Assert.Contains("\nshop_worker_orders_total 2\n", await Client.GetStringAsync(address, Patience.Token), StringComparison.Ordinal);

        await host.StopAsync(Patience.Token);
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.GetStringAsync(address, Patience.Token));
    }

    [Fact]
    public async Task A_host_does_not_start_where_the_port_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMetricsServer(new Uri($"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/metrics"));
        using var host = builder.Build();

        await Assert.ThrowsAsync<IOException>(() => host.StartAsync(Patience.Token));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
