using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;
using ObservabilityLint.RuntimeMetrics.Tests.Http;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.NativeHistograms;

/// <summary>All endpoints offer protobuf where histograms are native ones, compressed as any text, and nowhere else.</summary>
public class EndpointTests
{
    private const string Accept = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private const int Series = 1500;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Endpoint_of_an_application(bool isNative)
    {
        using var shop = ShopOf(isNative);
        await using var app = TestApplication.Build();
        app.MapOpenMetrics(shop.Metrics);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await CheckAsync(TestApplication.AddressOf(app), isNative);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Server_on_a_port_of_its_own(bool isNative)
    {
        using var shop = ShopOf(isNative);
        await using var server = await MetricsServer.StartAsync(shop.Metrics, new Uri("http://127.0.0.1:0/metrics"), TestContext.Current.CancellationToken);
        await CheckAsync(server.Address, isNative);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Server_of_a_host(bool isNative)
    {
        using var shop = ShopOf(isNative);
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}/metrics");
        await using var app = TestApplication.Build(builder => builder.Services.AddSingleton(shop.Metrics).AddMetricsServer(address));
        await app.StartAsync(TestContext.Current.CancellationToken);
        await CheckAsync(address, isNative);
    }

    private static Shop ShopOf(bool isNative)
    {
        var options = new RuntimeMetricsOptions();
        if (isNative) options.Views.Add(new MetricView("*") { NativeHistogram = new NativeHistogramOptions() });
        var shop = new Shop(options);
        var sizes = shop.Meter.CreateHistogram<int>("shop.sizes");
        for (var i = 0; i < Series; i++) sizes.Record(i, new KeyValuePair<string, object?>("order", i));
        return shop;
    }

    private static async Task CheckAsync(Uri address, bool isNative)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (isNative) Assert.Equal(Series, PrometheusProtobufParser.Parse(body).Natives.Length);
        else Assert.Equal(Series, OpenMetricsParser.Parse(body)["shop_sizes"].Samples.Count(sample => sample.Name == "shop_sizes_count"));
        Assert.Equal(isNative ? "application/vnd.google.protobuf" : "application/openmetrics-text", response.Content.Headers.ContentType?.MediaType);
    }
}
