using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Labels;

/// <summary>Runs code before and after a fix against the real libraries, and counts the series.</summary>
public class LabelFixRunTests
{
    [Theory]
    [InlineData("drop", 50, 1)]
    [InlineData("span", 50, 1)]
    public async Task Without_the_label_there_is_one_series(string choice, int before, int after)
    {
        var (old, @new) = await BeforeAndAfterAsync(choice, """
            using System;
            using Prometheus;
            public static class Program
            {
                public static CollectorRegistry Run()
                {
                    var registry = Metrics.NewCustomRegistry();
                    var orders = Metrics.WithCustomRegistry(registry).CreateCounter("shop_orders_total", "Orders.", "kind", "order");
                    for (var i = 0; i < 50; i++)
                    {
                        orders.WithLabels("new", Guid.NewGuid().ToString()).Inc(2);
                    }
                    return registry;
                }
            }
            """);
        var (samples, fewer) = (await SamplesAsync((Prometheus.CollectorRegistry)old.Invoke(null, null)!), await SamplesAsync((Prometheus.CollectorRegistry)@new.Invoke(null, null)!));
        Assert.Equal(before, samples.Count);
        Assert.Equal(after, fewer.Count);
        Assert.Equal("shop_orders_total{kind=\"new\"} 100", Assert.Single(fewer));
    }

    [Fact]
    public async Task With_the_route_pattern_there_is_one_series_for_each_route()
    {
        var (old, @new) = await BeforeAndAfterAsync("sibling", """
            using System.Threading.Tasks;
            using Microsoft.AspNetCore.Http;
            using Prometheus;
            public static class Program
            {
                public static CollectorRegistry Registry { get; set; } = null!;
                public static async Task Run(HttpContext context, RequestDelegate next)
                {
                    await next(context);
                    Metrics.WithCustomRegistry(Registry).CreateCounter("shop_requests_total", "Requests.", "path").WithLabels(context.Request.Path).Inc();
                }
            }
            """);
        Assert.Equal(22, (await ServeAsync(old)).Count);
        Assert.Equal(["shop_requests_total{path=\"/orders/{id}\"} 20", "shop_requests_total{path=\"unmatched\"} 2"], (await ServeAsync(@new)).Order(StringComparer.Ordinal));
    }

    /// <summary>A real server with the fixed middleware: 20 orders are asked for, and 2 paths that lead nowhere.</summary>
    private static async Task<List<string>> ServeAsync(MethodInfo middleware)
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        middleware.DeclaringType!.GetProperty("Registry")!.SetValue(null, registry);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.UseRouting();
        app.Use((context, next) => (Task)middleware.Invoke(null, [context, (RequestDelegate)(c => next(c))])!);
        app.MapGet("/orders/{id}", (HttpContext context) => context.Response.WriteAsync("ok"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        for (var i = 0; i < 20; i++) (await client.GetAsync($"/orders/{i}", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await client.GetAsync("/nowhere", TestContext.Current.CancellationToken);
        await client.GetAsync("/nowhere/else", TestContext.Current.CancellationToken);
        return await SamplesAsync(registry);
    }

    private static async Task<(MethodInfo Before, MethodInfo After)> BeforeAndAfterAsync(string choice, string code)
    {
        var project = TestProject.Create([("Program.cs", code), ("Main.cs", "static class Entry { static void Main() { } }")], kind: OutputKind.ConsoleApplication);
        return (await LoadAsync(project), await LoadAsync(await FixRunner.OneByOneAsync(project, choice, new UnboundedLabelValue())));
    }

    private static async Task<MethodInfo> LoadAsync(Project project)
    {
        await TestProject.AssertCompilesAsync(project);
        using var image = new MemoryStream();
        Assert.True((await project.GetCompilationAsync())!.Emit(image).Success);
        return Assembly.Load(image.ToArray()).GetType("Program")!.GetMethod("Run")!;
    }

    private static async Task<List<string>> SamplesAsync(Prometheus.CollectorRegistry registry)
    {
        using var exposition = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(exposition);
        return [.. Encoding.UTF8.GetString(exposition.ToArray()).Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }
}
