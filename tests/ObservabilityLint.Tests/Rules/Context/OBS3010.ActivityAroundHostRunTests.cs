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

[Collection(nameof(Traces))]
public class ActivityAroundHostRunProofs
{
    [Fact]
    public Task At_run_time_background_services_become_part_of_the_start() => TracedRun.ProvesAsync(
        "OBS3010",
        "using var stop = new CancellationTokenSource(300); await Shop.RunAsync(stop.Token);",
        "start shop\n  poll\n", "start shop\npoll\n");
}
