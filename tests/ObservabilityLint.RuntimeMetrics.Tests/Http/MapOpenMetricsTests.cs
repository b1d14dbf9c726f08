using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>What the endpoint is to an ASP.NET Core application: where its bridge comes from, how it lives, and how it gets on with the rest.</summary>
public sealed class MapOpenMetricsTests
{
    private static readonly HttpClient Client = new() { Timeout = Patience.Limit };

    [Fact]
    public async Task Serves_the_runtime_without_any_registration_until_the_application_has_stopped()
    {
        var app = Build();
        app.MapOpenMetrics();
        await app.StartAsync(Patience.Token);

        Assert.Contains("dotnet_gc_collections_total", await GetAsync(app), StringComparison.Ordinal);

        await app.StopAsync(Patience.Token);
        Assert.Equal(500, (await AnswerOfAsync(EndpointOf(app))).StatusCode);
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Serves_the_registered_bridge_which_counts_from_the_start_of_the_application()
    {
        using var meter = new Meter("Shop.FromTheStart");
        var orders = meter.CreateCounter<int>("shop.from_the_start");
        var app = Build(builder => builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Shop.FromTheStart")));
        app.MapOpenMetrics("/internal/metrics");
        await app.StartAsync(Patience.Token);

        orders.Add(3);

        Assert.Contains("\nshop_from_the_start_total 3\n", await GetAsync(app, "/internal/metrics"), StringComparison.Ordinal);
        var bridge = app.Services.GetRequiredService<RuntimeMetricsBridge>();
        await app.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await bridge.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics, Patience.Token));
    }

    [Fact]
    public async Task A_registered_bridge_counts_without_any_endpoint()
    {
        using var meter = new Meter("Shop.NoEndpoint");
        var orders = meter.CreateCounter<int>("shop.no_endpoint");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRuntimeMetrics(options => options.Meters.Add("Shop.NoEndpoint"));
        using var host = builder.Build();
        Assert.False(orders.Enabled);

        await host.StartAsync(Patience.Token);

        Assert.True(orders.Enabled);
    }

    [Fact]
    public async Task Registrations_add_up_to_one_bridge()
    {
        var app = Build(builder => builder.Services
            .AddRuntimeMetrics(options => options.Meters.Add("Shop.First"))
            .AddRuntimeMetrics()
            .AddRuntimeMetrics(options => options.Meters.Add("Shop.Second")));
        await using var _ = app;
        using var first = new Meter("Shop.First");
        using var second = new Meter("Shop.Second");
        app.MapOpenMetrics();
        await app.StartAsync(Patience.Token);

        first.CreateCounter<int>("shop.first").Add(1);
        second.CreateCounter<int>("shop.second").Add(2);

        var text = await GetAsync(app);
        Assert.Contains("\nshop_first_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nshop_second_total 2\n", text, StringComparison.Ordinal);
        Assert.Single(app.Services.GetServices<RuntimeMetricsBridge>());
        Assert.Single(app.Services.GetServices<IHostedService>(), service => service.GetType().Assembly == typeof(RuntimeMetricsServiceCollectionExtensions).Assembly);
    }

    [Fact]
    public async Task Serves_a_given_bridge_and_leaves_it_to_its_owner()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        var app = Build();
        app.MapOpenMetrics(bridge, "/mine");
        await app.StartAsync(Patience.Token);
        Assert.Contains("dotnet_", await GetAsync(app, "/mine"), StringComparison.Ordinal);

        await app.DisposeAsync();

        await bridge.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics, Patience.Token);
    }

    [Fact]
    public async Task Takes_conventions_and_groups_as_other_endpoints_do()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var app = Build();
        app.MapGroup("/internal").MapOpenMetrics(bridge).RequireHost("metrics.example").WithMetadata("mine");
        await app.StartAsync(Patience.Token);

        using var foreign = await Client.GetAsync(AddressOf(app, "/internal/metrics"), Patience.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(app, "/internal/metrics")) { Headers = { Host = "metrics.example" } };
        using var welcome = await Client.SendAsync(request, Patience.Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (foreign.StatusCode, welcome.StatusCode));
        Assert.Equal("mine", EndpointOf(app).Metadata.GetMetadata<string>());
    }

    [Fact]
    public void Is_known_by_its_name_and_is_no_part_of_an_API()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        var app = Build();
        app.MapOpenMetrics(bridge);

        var endpoint = EndpointOf(app);

        Assert.Equal("OpenMetrics", endpoint.DisplayName);
        Assert.True(endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription);
        Assert.Equal(["GET", "HEAD"], endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods);
    }

    [Fact]
    public async Task Adds_to_what_others_say_about_the_answer()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var app = Build();
        app.Use((context, next) =>
        {
            context.Response.Headers.Vary = "Origin";
            return next(context);
        });
        app.MapOpenMetrics(bridge);
        await app.StartAsync(Patience.Token);

        using var response = await Client.GetAsync(AddressOf(app), Patience.Token);

        Assert.Equal("Origin, Accept, Accept-Encoding", string.Join(", ", response.Headers.Vary));
    }

    [Fact]
    public async Task Is_compressed_once_though_the_application_compresses_too()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var app = Build(builder => builder.Services.AddResponseCompression());
        app.UseResponseCompression();
        app.MapOpenMetrics(bridge);
        await app.StartAsync(Patience.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(app)) { Headers = { { "Accept-Encoding", "gzip" } } };

        using var response = await Client.SendAsync(request, Patience.Token);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        using var unpacked = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(Patience.Token), CompressionMode.Decompress));
        Assert.Contains("dotnet_gc_collections_total", await unpacked.ReadToEndAsync(Patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_why_a_scrape_failed()
    {
        var log = new RecordedLog();
        var bridge = RuntimeMetricsBridge.Start();
        await using var app = Build(builder => builder.Logging.AddProvider(log));
        app.MapOpenMetrics(bridge);
        await app.StartAsync(Patience.Token);
        bridge.Dispose();

        using var response = await Client.GetAsync(AddressOf(app), Patience.Token);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.IsType<ObjectDisposedException>(Assert.Single(log.Errors));
    }

    [Fact]
    public async Task Ends_with_its_client_which_is_no_failure()
    {
        var log = new RecordedLog();
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = Build();
        var handler = new ScrapeHandler(
            async (destination, _, _, cancellationToken) =>
            {
                begun.SetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    ended.SetResult();
                }
            },
            new ScrapeEndpointOptions { ScrapeTimeout = Patience.Limit },
            new ScrapeFailures("/metrics", log));
        app.MapScrapes(handler, "/metrics");
        await app.StartAsync(Patience.Token);

        using (var client = await RawClient.AskAsync(AddressOf(app)))
        {
            await begun.Task.WaitAsync(Patience.Token);
            client.Vanish();
        }

        await ended.Task.WaitAsync(Patience.Token);
        await app.StopAsync(Patience.Token);
        Assert.Empty(log.Errors);
    }

    [Fact]
    public async Task Logs_a_cause_once()
    {
        var log = new RecordedLog();
        var bridge = RuntimeMetricsBridge.Start();
        await using var app = Build(builder => builder.Logging.AddProvider(log));
        app.MapOpenMetrics(bridge);
        await app.StartAsync(Patience.Token);
        bridge.Dispose();
        for (var scrape = 0; scrape < 5; scrape++)
        {
            using var response = await Client.GetAsync(AddressOf(app), Patience.Token);
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        }

        Assert.Single(log.Errors);
    }

    [Fact]
    public async Task Refuses_options_out_of_their_range_and_keeps_those_that_are_not()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var app = Build();
        Assert.Contains("MaxConcurrentScrapes is 0", Assert.Throws<ArgumentException>("options", () => app.MapOpenMetrics(bridge, "/wrong", new ScrapeEndpointOptions { MaxConcurrentScrapes = 0 })).Message, StringComparison.Ordinal);
        app.MapOpenMetrics(bridge, options: new ScrapeEndpointOptions { MaxConcurrentScrapes = 1, ScrapeTimeout = TimeSpan.FromSeconds(5) });
        await app.StartAsync(Patience.Token);
        Assert.Contains("dotnet_", await GetAsync(app), StringComparison.Ordinal);
    }

    private static WebApplication Build(Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        configure?.Invoke(builder);
        return builder.Build();
    }

    private static Uri AddressOf(WebApplication app, string path = "/metrics") => new(new Uri(app.Urls.Single()), path);

    private static Task<string> GetAsync(WebApplication app, string path = "/metrics") => Client.GetStringAsync(AddressOf(app, path), Patience.Token);

    private static Endpoint EndpointOf(WebApplication app) => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Single();

    private static async Task<HttpResponse> AnswerOfAsync(Endpoint endpoint)
    {
        var context = new DefaultHttpContext { Request = { Method = "GET" } };
        await endpoint.RequestDelegate!(context);
        return context.Response;
    }
}
