using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A real web server on this machine: its spans continue the trace of the request's headers, so that a tree shows what was sent.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private LocalServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<LocalServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync("hello"));
        await app.StartAsync();
        return new LocalServer(app);
    }

    /// <summary>Waits for the requests that are still being served.</summary>
    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
