using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Code that teams write near the border of this rule, and that is right as it stands.</summary>
public class ActivityAroundHostRunQuietTests
{
    private const string Given = """
        using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;
        abstract class Poller : BackgroundService; static class Shop { public static void Ready() { } public static Task MigrateAsync() => Task.CompletedTask; }

        """;

    [Theory]
    [InlineData("class Start { async Task Run(WebApplication app) { using (var scope = app.Services.CreateScope()) using (source.StartActivity(\"migrate\")) await Shop.MigrateAsync(); await app.RunAsync(); } }")]
    [InlineData("class Start { async Task Run(IHost host, string[] args) { if (args.Contains(\"--migrate\")) { using var activity = source.StartActivity(\"migrate\"); await Shop.MigrateAsync(); return; } await host.RunAsync(); } }")]
    [InlineData("class Start { void Run(WebApplication app) { try { app.Run(); } catch (InvalidOperationException wrong) { using var activity = source.StartActivity(\"crash\"); activity?.AddException(wrong); throw; } } }")]
    [InlineData("class Start { void Run(IHost host) { try { host.Run(); } finally { using var activity = source.StartActivity(\"shut down\"); Shop.Ready(); } } }")]
    [InlineData("class Start { void Run(WebApplication app) { app.Use(async (context, next) => { using var activity = source.StartActivity(\"middleware\"); await next(context); }); app.MapGet(\"/\", () => { using var activity = source.StartActivity(\"home\"); return \"ok\"; }); app.Run(); } }")]
    [InlineData("class Start { void Run(WebApplication app) { app.Lifetime.ApplicationStarted.Register(() => { using var activity = source.StartActivity(\"warm up\"); Shop.Ready(); }); app.Run(); } }")]
    [InlineData("class Start { async Task Run(IHost host) { var running = host.RunAsync(); using (source.StartActivity(\"warm up\")) Shop.Ready(); await running; } }")]
    [InlineData("class Start { IHost Build(string[] args) { using var activity = source.StartActivity(\"build\"); return Host.CreateDefaultBuilder(args).ConfigureServices(services => services.AddHostedService<Ticks>()).Build(); } void Run(string[] args) => Build(args).Run(); } class Ticks : Poller { protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; }")]
    public Task Quiet_where_another_span_is_meant(string code) => Verify<ActivityAroundHostRun>.QuietAsync(Given + code);

    [Theory]
    [InlineData("class Start { void Configure(IApplicationBuilder app) { using var activity = source.StartActivity(\"configure\"); app.Run(async context => await context.Response.WriteAsync(\"ok\")); } }")]
    [InlineData("class Start { async Task Run(IHost host) { using var activity = source.StartActivity(\"start\"); Shop.Ready(); Activity.Current = null; await host.RunAsync(); } }")]
    [InlineData("class Start { async Task Run(IHost host) { using var activity = source.StartActivity(\"start\"); Task starting; using (ExecutionContext.SuppressFlow()) starting = Task.Run(() => host.StartAsync()); await starting; } }")]
    [InlineData("class HostTests { async Task Serves(IHost host) { await host.StartAsync(); using (var activity = source.StartActivity(\"test\")) Shop.Ready(); await host.StopAsync(); } }")]
    [InlineData("class Import { async Task Run(HostApplicationBuilder builder) { using var activity = source.StartActivity(\"import\"); using var host = builder.Build(); await host.StartAsync(); Shop.Ready(); } }")]
    [InlineData("class Import { void Run(IHostBuilder builder) { using var activity = source.StartActivity(\"import\"); using (var host = builder.Build()) { host.Start(); Shop.Ready(); } } }")]
    [InlineData("class Import { async Task Run(IHost host) { using var activity = source.StartActivity(\"import\"); await host.StartAsync(); try { await Shop.MigrateAsync(); } finally { using var limit = new CancellationTokenSource(1000); await host.StopAsync(limit.Token); } } }")]
    [InlineData("class Start { async Task Run(IHost host) { var activity = source.StartActivity(\"start\"); try { await Shop.MigrateAsync(); } finally { activity?.Dispose(); } await host.StartAsync(); await host.WaitForShutdownAsync(); } }")]
    public Task Quiet_where_the_host_is_apart(string code) => Verify<ActivityAroundHostRun>.QuietAsync(Given + code);
}
