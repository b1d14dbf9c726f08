using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A local server that exporters post to: it writes down the path of each request, and what is in it. Only the paths of a collector are answered with success.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> requests = new();
    private readonly WebApplication app;

    private Collector(WebApplicationBuilder builder)
    {
        app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            requests.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            context.Response.StatusCode = context.Request.Path.Value is "/v1/traces" or "/v1/metrics" or "/v1/logs" ? 200 : 404;
        });
    }

    public Uri Address => new(app.Urls.Single());

    /// <summary>The paths of the requests so far, in their order.</summary>
    public string Paths => string.Join(' ', requests.Select(request => request.Path));

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>The names in the protobuf messages stand there as they are.</summary>
    public int Received(string name) => requests.Count(request => request.Body.Contains(name, StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
