using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>How the endpoint gets on with the rest of an ASP.NET Core application.</summary>
public sealed class MapOpenMetricsTests
{
    [Fact]
    public async Task Takes_conventions_and_groups_as_other_endpoints_do()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var app = TestApplication.Build();
        app.MapGroup("/internal").MapOpenMetrics(bridge).RequireHost("metrics.example").WithMetadata("mine");
        await app.StartAsync(Patience.Token);

        using var foreign = await TestApplication.Client.GetAsync(TestApplication.AddressOf(app, "/internal/metrics"), Patience.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, TestApplication.AddressOf(app, "/internal/metrics")) { Headers = { Host = "metrics.example" } };
        using var welcome = await TestApplication.Client.SendAsync(request, Patience.Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (foreign.StatusCode, welcome.StatusCode));
        Assert.Equal("mine", TestApplication.EndpointOf(app).Metadata.GetMetadata<string>());
    }

    [Fact]
    public void Is_known_by_its_name_and_is_no_part_of_an_API()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        var app = TestApplication.Build();
        app.MapOpenMetrics(bridge);

        var endpoint = TestApplication.EndpointOf(app);

        Assert.Equal("OpenMetrics", endpoint.DisplayName);
        Assert.True(endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription);
        Assert.Equal(["GET", "HEAD"], endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods);
    }

    [Fact]
    public async Task Adds_to_what_others_say_about_the_answer()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var app = TestApplication.Build();
        app.Use((context, next) =>
        {
            context.Response.Headers.Vary = "Origin";
            return next(context);
        });
        app.MapOpenMetrics(bridge);
        await app.StartAsync(Patience.Token);

        using var response = await TestApplication.Client.GetAsync(TestApplication.AddressOf(app), Patience.Token);

        Assert.Equal("Origin, Accept, Accept-Encoding", string.Join(", ", response.Headers.Vary));
    }

    [Fact]
    public async Task Is_compressed_once_though_the_application_compresses_too()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var app = TestApplication.Build(builder => builder.Services.AddResponseCompression());
        app.UseResponseCompression();
        app.MapOpenMetrics(bridge);
        await app.StartAsync(Patience.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, TestApplication.AddressOf(app)) { Headers = { { "Accept-Encoding", "gzip" } } };

        using var response = await TestApplication.Client.SendAsync(request, Patience.Token);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        using var unpacked = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(Patience.Token), CompressionMode.Decompress));
        Assert.Contains("dotnet_gc_collections_total", await unpacked.ReadToEndAsync(Patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_options_out_of_their_range_and_keeps_those_that_are_not()
    {
        using var bridge = RuntimeMetricsBridge.Start();
        await using var app = TestApplication.Build();
        Assert.Contains("MaxConcurrentScrapes is 0", Assert.Throws<ArgumentException>("options", () => app.MapOpenMetrics(bridge, "/wrong", new ScrapeEndpointOptions { MaxConcurrentScrapes = 0 })).Message, StringComparison.Ordinal);
        app.MapOpenMetrics(bridge, options: new ScrapeEndpointOptions { MaxConcurrentScrapes = 1, ScrapeTimeout = TimeSpan.FromSeconds(5) });
        await app.StartAsync(Patience.Token);
        Assert.Contains("dotnet_", await TestApplication.GetAsync(app), StringComparison.Ordinal);
    }
}
