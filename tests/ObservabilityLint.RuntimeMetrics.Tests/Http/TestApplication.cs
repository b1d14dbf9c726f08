using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>A real ASP.NET Core application on a port of its own, and a client for it.</summary>
internal static class TestApplication
{
    public static HttpClient Client { get; } = new() { Timeout = Patience.Limit };

    public static WebApplication Build(Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        configure?.Invoke(builder);
        return builder.Build();
    }

    public static Uri AddressOf(WebApplication app, string path = "/metrics") => new(new Uri(app.Urls.Single()), path);

    public static Task<string> GetAsync(WebApplication app, string path = "/metrics") => Client.GetStringAsync(AddressOf(app, path), Patience.Token);

    public static Endpoint EndpointOf(WebApplication app) => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Single();

    public static async Task<HttpResponse> AnswerOfAsync(Endpoint endpoint)
    {
        var context = new DefaultHttpContext { Request = { Method = "GET" } };
        await endpoint.RequestDelegate!(context);
        return context.Response;
    }
}
