using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class ActivityAroundHostRunTests
{
    private const string Given = "using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Hosting; using Microsoft.Extensions.Hosting; abstract class Poller : BackgroundService; ";

    [Theory]
    [InlineData("void Do(IHost host) { using var a = [|source.StartActivity(\"x\")|]; Ready(); host.Run(); }")]
    [InlineData("async Task Do(IHost host, CancellationToken t) { using var a = [|source.StartActivity(\"x\")|]; await host.RunAsync(token: t); }")]
    [InlineData("async Task Do(IHost host) { using (var a = [|source.StartActivity(\"x\")|]) { Ready(); await host.StartAsync(); } await host.WaitForShutdownAsync(); }")]
    [InlineData("void Do(WebApplication app) { using ([|source.StartActivity(\"x\")|]) app.Run(); }")]
    [InlineData("async Task Do(WebApplication app) { var a = [|source.StartActivity(\"x\")|]; try { await app.RunAsync(); } finally { a?.Stop(); } }")]
    [InlineData("async Task Do(WebApplication app) { using var a = [|source.StartActivity(\"x\")|]; await app.StartAsync(); Ready(); }")]
    [InlineData("async Task Do(IHostBuilder builder) { using var a = [|source.StartActivity(\"x\")|]; await builder.RunConsoleAsync(); }")]
    [InlineData("Task Do(IHost host) { var a = [|source.StartActivity(\"x\")|]; return host.RunAsync(); }")]
    [InlineData("void Do(IHost host) { var a = [|new Activity(\"x\")|].Start(); host.Run(); }")]
    [InlineData("async Task Do(WebApplication app) { using var a = [|source.StartActivity(\"x\")|]; await RunAppAsync(app); } static async Task RunAppAsync(WebApplication app) { Ready(); await app.RunAsync(); }")]
    [InlineData("void Do(IHost host) { using var a = [|source.StartActivity(\"x\")|]; RunIt(host); } static void RunIt(IHost host) => host.Run();")]
    public Task Fires(string member) => Verify<ActivityAroundHostRun>.FiresAsync(Given + "class C { static void Ready() { } " + member + " }");

    private const string Clients = "static class Clients { public static readonly HttpClient Http = new(); public static Task Ask() => Http.GetStringAsync(\"/\"); }\n";

    private static string Service(string execute) => "using System.Threading.Channels; using Microsoft.Extensions.Hosting;\n" + Clients + "class Orders(Channel<string> orders) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { " + execute + " } }";

    [Theory]
    [InlineData("using var a = [|source.StartActivity(\"orders\")|]; await foreach (var order in orders.Reader.ReadAllAsync(stop)) await Clients.Ask();")]
    [InlineData("using var a = [|source.StartActivity(\"orders\")|]; while (!stop.IsCancellationRequested) { await Clients.Ask(); await Task.Delay(1000, stop); }")]
    [InlineData("using (source.StartActivity(\"warm up\")) await Clients.Ask(); using ([|source.StartActivity(\"orders\")|]) while (true) { using var b = source.StartActivity(\"order\"); await Task.Delay(1000, stop); }")]
    [InlineData("var a = [|source.StartActivity(\"orders\")|]; try { using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync(stop)) await Clients.Ask(); } finally { a?.Dispose(); }")]
    // Only what a round does before has a parent of its own.
    [InlineData("using var a = [|source.StartActivity(\"orders\")|]; while (!stop.IsCancellationRequested) { using (source.StartActivity(\"take\", ActivityKind.Consumer, \"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\")) await Clients.Ask(); await Clients.Ask(); }")]
    public Task Fires_around_the_loop_of_a_service(string execute) => Verify<ActivityAroundHostRun>.FiresAsync(Service(execute));

    [Theory]
    [InlineData("while (!stop.IsCancellationRequested) { using var a = source.StartActivity(\"order\"); await Clients.Ask(); }")]
    [InlineData("using (source.StartActivity(\"warm up\")) await Clients.Ask(); while (!stop.IsCancellationRequested) await Clients.Ask();")]
    [InlineData("using var a = source.StartActivity(\"warm up\"); await Clients.Ask(); a?.Stop(); while (!stop.IsCancellationRequested) await Clients.Ask();")]
    // A round shows nothing in the trace, or something of its own.
    [InlineData("using var a = source.StartActivity(\"orders\"); await Clients.Ask(); while (!stop.IsCancellationRequested) await Task.Delay(1000, stop);")]
    [InlineData("using var a = source.StartActivity(\"orders\"); await foreach (var order in orders.Reader.ReadAllAsync(stop)) { using var b = source.StartActivity(\"order\", ActivityKind.Consumer, order); await Clients.Ask(); }")]
    [InlineData("using var a = source.StartActivity(\"orders\"); while (!stop.IsCancellationRequested) { Activity.Current = null; using (source.StartActivity(\"order\")) await Clients.Ask(); }")]
    // It has an end of its own.
    [InlineData("using var a = source.StartActivity(\"orders\"); while (orders.Reader.TryRead(out var order)) await Clients.Ask();")]
    [InlineData("using var a = source.StartActivity(\"orders\"); for (var i = 0; i < 3; i++) await Clients.Ask();")]
    [InlineData("using var a = source.StartActivity(\"orders\"); while (!stop.IsCancellationRequested) { await Clients.Ask(); if (orders.Reader.Count == 0) break; }")]
    // It is not current.
    [InlineData("using var a = source.CreateActivity(\"orders\", ActivityKind.Internal); while (!stop.IsCancellationRequested) await Clients.Ask();")]
    public Task Quiet_around_what_a_service_does(string execute) => Verify<ActivityAroundHostRun>.QuietAsync(Service(execute));

    [Fact]
    public Task Quiet_around_the_loop_of_a_class_that_is_no_service() => Verify<ActivityAroundHostRun>.QuietAsync(
        Clients + "class BackgroundService; class Orders : BackgroundService { public async Task ExecuteAsync(CancellationToken stop) { using var a = source.StartActivity(\"orders\"); while (!stop.IsCancellationRequested) await Clients.Ask(); } }");

    [Fact]
    public Task Says_what_a_service_should_do() => Verify<ActivityAroundHostRun>.SaysAsync(
        Service("using var a = [|source.StartActivity(\"orders\")|]; while (!stop.IsCancellationRequested) await Clients.Ask();"),
        "Span 'orders' (Activity) is still Activity.Current in the loop of this background service: all that the service ever does becomes part of this one trace. End it before the loop, and start a span in each round.");

    [Theory]
    // It has ended before.
    [InlineData("void Do(IHost host) { using (source.StartActivity(\"x\")) Ready(); host.Run(); }")]
    [InlineData("void Do(IHost host) { using var a = source.StartActivity(\"x\"); Ready(); a?.Stop(); host.Run(); }")]
    [InlineData("void Do(IHost host) { var a = source.StartActivity(\"x\"); Ready(); a?.Dispose(); host.Run(); }")]
    [InlineData("void Do(IHost host) { Traced(); host.Run(); void Traced() { using var a = source.StartActivity(\"x\"); Ready(); } }")]
    [InlineData("void Do(IHost host) { using (source.StartActivity(\"x\")) Ready(); RunIt(host); } static void RunIt(IHost host) => host.Run();")]
    [InlineData("async Task Do(IHost host) { using var a = source.StartActivity(\"x\"); await StartAndStopAsync(host); } static async Task StartAndStopAsync(IHost host) { await host.StartAsync(); await host.StopAsync(); }")]
    [InlineData("void Do(IHost host) { using var a = source.StartActivity(\"x\"); RunIt(host); } static void RunIt(IHost host) { Activity.Current = null; host.Run(); }")]
    [InlineData("void Do(IHost host) { using var a = source.StartActivity(\"x\"); if (a is null) { host.Run(); return; } Ready(); }")]
    // It is not current.
    [InlineData("void Do(IHost host, OpenTelemetry.Trace.Tracer tracer) { using var span = tracer.StartSpan(\"x\"); host.Run(); }")]
    [InlineData("void Do(IHost host) { using var a = source.CreateActivity(\"x\", ActivityKind.Internal); host.Run(); }")]
    // All of the program is one piece of work.
    [InlineData("async Task Do(IHost host) { using var a = source.StartActivity(\"x\"); await host.StartAsync(); Ready(); await host.StopAsync(); }")]
    [InlineData("async Task Do(WebApplication app) { using var a = source.StartActivity(\"x\"); await app.StartAsync(); try { Ready(); } finally { await app.StopAsync(); } }")]
    // Not a host, or not started.
    [InlineData("async Task Do(IHostedService service) { using var a = source.StartActivity(\"x\"); await service.StartAsync(default); }")]
    [InlineData("async Task Do(IHost host) { await host.StartAsync(); using var a = source.StartActivity(\"x\"); await host.WaitForShutdownAsync(); }")]
    [InlineData("void Do(Thread thread) { using var a = source.StartActivity(\"x\"); thread.Start(); Task.Run(Ready).Wait(); }")]
    [InlineData("IHost Do(HostApplicationBuilder builder) { using var a = source.StartActivity(\"x\"); return builder.Build(); }")]
    // Somebody else runs it.
    [InlineData("Action Do(IHost host) { using var a = source.StartActivity(\"x\"); return () => host.Run(); }")]
    public Task Quiet(string member) => Verify<ActivityAroundHostRun>.QuietAsync(Given + "class C { static void Ready() { } " + member + " }");

    /// <summary>Requests are roots of their own, whatever was current when the server started.</summary>
    [Fact]
    public Task Quiet_without_background_services() => Verify<ActivityAroundHostRun>.QuietAsync(
        "using Microsoft.AspNetCore.Builder; class C { void Do(WebApplication app) { using var a = source.StartActivity(\"x\"); app.Run(); } }");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<ActivityAroundHostRun>.QuietAsync(
        "class BackgroundService; interface IHost { void Run(); } class C { void Do(IHost host) { using var a = source.StartActivity(\"x\"); host.Run(); } }");

    private const string Top = "using Microsoft.AspNetCore.Builder;\nusing Microsoft.Extensions.DependencyInjection;\nvar builder = WebApplication.CreateBuilder();\n";

    [Fact]
    public Task Fixes_in_top_level_statements() => Verify<ActivityAroundHostRun>.FixesAsync(
        Top + """
        using var activity = [|source.StartActivity("start")|]; // the span
        var app = builder.Build();
        // Serve.
        await app.RunAsync(); // until the end
        abstract class Poller : Microsoft.Extensions.Hosting.BackgroundService;
        """,
        Top + """
        using var activity = source.StartActivity("start"); // the span
        var app = builder.Build();
        activity?.Stop();
        // Serve.
        await app.RunAsync(); // until the end
        abstract class Poller : Microsoft.Extensions.Hosting.BackgroundService;
        """);

    [Theory]
    [InlineData("void Do(IHost host) { using var a = [|source.StartActivity(\"x\")|]; Ready(); host.Run(); }", "void Do(IHost host) { using var a = source.StartActivity(\"x\"); Ready(); a?.Stop(); host.Run(); }")]
    [InlineData("Task Do(IHost host) { using ([|source.StartActivity(\"x\")|]) { Ready(); return host.RunAsync(); } }", "Task Do(IHost host) { using (var activity = source.StartActivity(\"x\")) { Ready(); activity?.Stop(); return host.RunAsync(); } }")]
    // A method of the program runs it.
    [InlineData("void Do(IHost host) { using var a = [|source.StartActivity(\"x\")|]; Ready(); RunIt(host); } static void RunIt(IHost host) => host.Run();", "void Do(IHost host) { using var a = source.StartActivity(\"x\"); Ready(); a?.Stop(); RunIt(host); } static void RunIt(IHost host) => host.Run();")]
    [InlineData("async Task Do(IHost host) { using (var a = [|Begin()|]) { Ready(); await RunIt(host); } } static Task RunIt(IHost host) => host.RunAsync(); static Activity? Begin() => source.StartActivity(\"x\");", "async Task Do(IHost host) { using (var a = Begin()) { Ready(); a?.Stop(); await RunIt(host); } } static Task RunIt(IHost host) => host.RunAsync(); static Activity? Begin() => source.StartActivity(\"x\");")]
    public Task Fixes(string before, string after) => Verify<ActivityAroundHostRun>.FixesAsync(Given + "class C { static void Ready() { } " + before + " }", Given + "class C { static void Ready() { } " + after + " }");

    [Theory]
    // Nothing would be left of the span.
    [InlineData("void Do(IHost host) { using var a = [|source.StartActivity(\"x\")|]; host.Run(); }")]
    [InlineData("void Do(IHost host) { using ([|source.StartActivity(\"x\")|]) host.Run(); }")]
    // The span goes on.
    [InlineData("async Task Do(IHost host) { using var a = [|source.StartActivity(\"x\")|]; Ready(); await host.StartAsync(); a?.AddEvent(new(\"started\")); }")]
    [InlineData("async Task Do(IHost host) { using var a = [|source.StartActivity(\"x\")|]; Ready(); await host.StartAsync(); using (source.StartActivity(\"warm up\")) { } }")]
    [InlineData("void Do(IHost host) { using var a = [|source.StartActivity(\"x\")|]; Ready(); RunIt(host); } static void RunIt(IHost host) { using (source.StartActivity(\"warm up\")) Ready(); host.Run(); }")]
    public Task Offers_no_fix(string member) => Verify<ActivityAroundHostRun>.OffersNoFixAsync(Given + "class C { static void Ready() { } " + member + " }");
}
