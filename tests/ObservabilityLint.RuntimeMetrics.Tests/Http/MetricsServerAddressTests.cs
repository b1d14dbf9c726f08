using System.Net;
using System.Net.Sockets;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

public sealed class MetricsServerAddressTests : IDisposable
{
    private static readonly HttpClient Client = new() { Timeout = Patience.Limit };

    private readonly RuntimeMetricsBridge metrics = RuntimeMetricsBridge.Start();

    public void Dispose() => metrics.Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:9464/metrics")]
    [InlineData("http://192.0.2.1:9464/metrics")]
    [InlineData("http://[::]:9464/metrics")]
    [InlineData("http://[2001:db8::1]:9464/metrics")]
    [InlineData("http://shop.example:9464/metrics")]
    [InlineData("http://localhost.shop.example:9464/metrics")]
    [InlineData("http://127.0.0.1.shop.example:9464/metrics")]
    public async Task Lets_no_other_machine_in_unless_told_to(string address)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>("address", () => MetricsServer.StartAsync(metrics, new Uri(address), Patience.Token));

        Assert.Contains(address, exception.Message, StringComparison.Ordinal);
        Assert.Contains("MetricsServerOptions.AllowRemoteAccess", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:0/metrics")]
    [InlineData("http://LOCALHOST:0/metrics")]
    [InlineData("http://127.0.0.1:0/metrics")]
    [InlineData("http://127.0.0.2:0/metrics")]
    public async Task Listens_on_this_machine_at_a_port_that_it_chooses(string address)
    {
        Assert.SkipWhen(address.Contains("127.0.0.2", StringComparison.Ordinal) && !HasAddress(IPAddress.Parse("127.0.0.2")), "This machine has only one loopback address.");

        await using var server = await MetricsServer.StartAsync(metrics, new Uri(address), Patience.Token);

        Assert.NotEqual(0, server.Address.Port);
        Assert.Equal(new UriBuilder(address) { Port = server.Address.Port }.Uri, server.Address);
        Assert.Contains("dotnet_", await Client.GetStringAsync(server.Address, Patience.Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://[::1]:0/metrics", false, true)]
    [InlineData("http://localhost:0/metrics", true, true)]
    [InlineData("http://127.0.0.1:0/metrics", true, false)]
    [InlineData("http://[::]:0/metrics", true, true)]
    [InlineData("http://0.0.0.0:0/metrics", true, false)]
    public async Task Listens_at_IPv4_IPv6_or_both(string address, bool version4, bool version6)
    {
        Assert.SkipUnless(HasAddress(IPAddress.IPv6Loopback), "This machine has no IPv6.");

        await using var server = await MetricsServer.StartAsync(metrics, new Uri(address), new MetricsServerOptions { AllowRemoteAccess = true }, Patience.Token);

        foreach (var (host, answers) in (IEnumerable<(string, bool)>)[("127.0.0.1", version4), ("[::1]", version6)])
        {
            var asked = new Uri($"http://{host}:{server.Address.Port}/metrics");
            if (answers) Assert.Contains("dotnet_", await Client.GetStringAsync(asked, Patience.Token), StringComparison.Ordinal);
            else await Assert.ThrowsAsync<HttpRequestException>(() => Client.GetStringAsync(asked, Patience.Token));
        }
    }

    [Fact]
    public async Task Says_which_name_stands_for_no_address()
    {
        var exception = await Assert.ThrowsAsync<IOException>(() => MetricsServer.StartAsync(metrics, new Uri("http://shop.invalid:9464/metrics"), new MetricsServerOptions { AllowRemoteAccess = true }, Patience.Token));

        Assert.Contains("http://shop.invalid:9464/metrics", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_other_machines_in_when_told_to()
    {
        await using var server = await MetricsServer.StartAsync(metrics, new Uri("http://0.0.0.0:0/metrics"), new MetricsServerOptions { AllowRemoteAccess = true }, Patience.Token);

        // Whatever name or address it is known by.
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{server.Address.Port}/metrics") { Headers = { Host = "shop.example:9464" } };
        using var response = await Client.SendAsync(request, Patience.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Many_servers_that_choose_their_ports_at_the_same_time_all_find_one()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), Patience.Token)));

        Assert.Equal(servers.Length, servers.Select(server => server.Address.Port).Distinct().Count());
        foreach (var server in servers)
        {
            Assert.Contains("dotnet_", await Client.GetStringAsync(server.Address, Patience.Token), StringComparison.Ordinal);
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Says_which_address_is_taken_by_another_program()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/metrics");

        var exception = await Assert.ThrowsAsync<IOException>(() => MetricsServer.StartAsync(metrics, address, Patience.Token));

        Assert.Contains(address.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Contains("in use", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Says_which_address_is_taken_by_another_server_of_this_program()
    {
        await using var first = await MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), Patience.Token);

        var exception = await Assert.ThrowsAsync<IOException>(() => MetricsServer.StartAsync(metrics, first.Address, Patience.Token));

        Assert.Contains(first.Address.ToString(), exception.Message, StringComparison.Ordinal);
        // The first goes on.
        Assert.Contains("dotnet_", await Client.GetStringAsync(first.Address, Patience.Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1:9464/metrics", "must begin with http://")]
    [InlineData("ftp://127.0.0.1/metrics", "must begin with http://")]
    [InlineData("/metrics", "must begin with http://")]
    [InlineData("http://me:secret@127.0.0.1:9464/metrics", "must not name a user")]
    [InlineData("http://127.0.0.1:9464/metrics?x=1", "must end with the path")]
    [InlineData("http://127.0.0.1:9464/metrics#x", "must end with the path")]
    public async Task Refuses_an_address_that_it_cannot_serve(string address, string reason)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(
            "address",
            () => MetricsServer.StartAsync(metrics, new Uri(address, UriKind.RelativeOrAbsolute), new MetricsServerOptions { AllowRemoteAccess = true }, Patience.Token));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 10.0, "MaxConcurrentScrapes is 0")]
    [InlineData(-1, 10.0, "MaxConcurrentScrapes is -1")]
    [InlineData(4, 0.0, "ScrapeTimeout is 00:00:00")]
    [InlineData(4, -1.0, "ScrapeTimeout is -00:00:01")]
    [InlineData(4, 1e6, "at most a day")]
    public async Task Refuses_an_option_out_of_its_range(int places, double seconds, string reason)
    {
        var options = new MetricsServerOptions { MaxConcurrentScrapes = places, ScrapeTimeout = TimeSpan.FromSeconds(seconds) };

        var exception = await Assert.ThrowsAsync<ArgumentException>("options", () => MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), options, Patience.Token));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_start_when_cancelled_before() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MetricsServer.StartAsync(metrics, new Uri("http://127.0.0.1:0/metrics"), new CancellationToken(canceled: true)));

    private static bool HasAddress(IPAddress address)
    {
        try
        {
            using var probe = new TcpListener(address, 0);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
