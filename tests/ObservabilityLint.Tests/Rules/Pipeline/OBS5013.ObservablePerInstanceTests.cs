using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class ObservablePerInstanceTests
{
    private const string Given = "using Microsoft.Extensions.DependencyInjection; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Mvc.Filters; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http;\n";

    [Theory]
    [InlineData("class Cart { int count; public Cart() => meter.[|CreateObservableGauge|](\"items\", () => count++); } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    [InlineData("interface ICart; class Cart : ICart { int count; public Cart() { meter.[|CreateObservableUpDownCounter|](\"items\", () => count++); } } class Start { void Add(IServiceCollection services) => services.AddTransient<ICart, Cart>(); }")]
    [InlineData("class Cart { int count; readonly ObservableGauge<int> items; public Cart(Meter given) { items = given.[|CreateObservableGauge|](\"items\", () => count++); } } class Start { void Add(IServiceCollection services) => services.AddScoped(s => new Cart(meter)); }")]
    [InlineData("class Cart { int count; public Cart(IMeterFactory factory) { var made = factory.Create(\"Shop\"); made.[|CreateObservableCounter|](\"items\", () => count++); } } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    [InlineData("class Cart { static int count; readonly ObservableCounter<int> items = meter.[|CreateObservableCounter|](\"items\", () => count); } class Start { void Add(IServiceCollection services) => services.AddTransient<Cart>(); }")]
    [InlineData("class Cart { int count; public void Open() => meter.[|CreateObservableGauge|](\"items\", () => count++); } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    [InlineData("public class OrdersController : ControllerBase { public OrdersController(Queue<int> queue) => meter.[|CreateObservableGauge|](\"queued\", () => queue.Count); }")]
    [InlineData("public class OrdersController : ControllerBase { public void Place() => meter.[|CreateObservableGauge|](\"queued\", () => 1); }")]
    [InlineData("class Timing : IActionFilter { public void OnActionExecuting(ActionExecutingContext context) => meter.[|CreateObservableGauge|](\"open\", () => 1); public void OnActionExecuted(ActionExecutedContext context) { } }")]
    [InlineData("class Timing : ActionFilterAttribute { public override Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { meter.[|CreateObservableGauge|](\"open\", () => 1); return next(); } }")]
    [InlineData("class Timing : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) { meter.[|CreateObservableGauge|](\"open\", () => 1); return next(context); } }")]
    [InlineData("class Timing(RequestDelegate next) { public Task InvokeAsync(HttpContext context) { meter.[|CreateObservableGauge|](\"open\", () => 1); return next(context); } }")]
    [InlineData("class Start { void Map(WebApplication app) => app.MapGet(\"/\", () => { meter.[|CreateObservableGauge|](\"open\", () => 1); return 1; }); }")]
    // Each object asks for itself, or nothing tells that it has been done.
    [InlineData("class Cart { ObservableGauge<int>? items; public Cart() => items ??= meter.[|CreateObservableGauge|](\"items\", () => 1); } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    [InlineData("class Cart { static bool isOn; static object? last; public Cart() { if (isOn) last = meter.[|CreateObservableGauge|](\"items\", () => 1); } } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    // Once, where a method makes it: in that method if it is called for each request itself, else where it is called.
    [InlineData("class Cart { public void Open(string name) => Begin(name); void Begin(string name) => meter.[|CreateObservableGauge|](name, () => 1); } class Start { void Add(IServiceCollection services) => services.AddTransient<Cart>(); }")]
    [InlineData("static class Make { public static object Gauge(string name) => meter.CreateObservableGauge(name, () => 1); } class Cart { public Cart() => Make.[|Gauge|](\"items\"); } class Start { void Add(IServiceCollection services) => services.AddTransient<Cart>(); }")]
    [InlineData("class Placed : MassTransit.IConsumer<string> { int count; public Placed() => meter.[|CreateObservableGauge|](\"items\", () => count++); public Task Consume(string message) => Task.CompletedTask; } namespace MassTransit { public interface IConsumer<T> { Task Consume(T message); } }")]
    [InlineData("class Orders { int count; public Orders(HttpClient client) { meter.[|CreateObservableGauge|](\"items\", () => count++); } } class Start { void Add(IServiceCollection services) => services.AddHttpClient<Orders>(client => client.Timeout = default); }")]
    public Task Fires(string code) => Verify<ObservablePerInstance>.FiresAsync(Given + code);

    [Theory]
    [InlineData("class Cart { int count; public Cart() => meter.CreateObservableGauge(\"items\", () => count++); } class Start { void Add(IServiceCollection services) => services.AddSingleton<Cart>(); }")]
    [InlineData("class Cart { int count; public Cart() => meter.CreateObservableGauge(\"items\", () => count++); }")]
    [InlineData("class Cart { static readonly ObservableGauge<int> items = meter.CreateObservableGauge(\"items\", () => 1); static Cart() => meter.CreateObservableGauge(\"more\", () => 1); } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    // These are kept by the meter, one for all.
    [InlineData("class Cart { public Cart() => meter.CreateCounter<int>(\"items\").Add(1); } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    // Then the meter is the fault.
    [InlineData("class Cart { public Cart() { var made = new Meter(\"Shop\"); made.CreateObservableGauge(\"items\", () => 1); } } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    [InlineData("class Cart { readonly Meter made = new(\"Shop\"); public Cart() => made.CreateObservableGauge(\"items\", () => 1); } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    // Made once, by the pipeline of ASP.NET Core.
    [InlineData("class Timing { readonly RequestDelegate next; public Timing(RequestDelegate next) { this.next = next; meter.CreateObservableGauge(\"open\", () => 1); } public Task InvokeAsync(HttpContext context) => next(context); }")]
    [InlineData("class Start { void Map(WebApplication app) { meter.CreateObservableGauge(\"open\", () => 1); app.MapGet(\"/\", () => 1); } }")]
    // Done once, of which a member keeps a note.
    [InlineData("class Cart { static object? items; public Cart() => items ??= meter.CreateObservableGauge(\"items\", () => 1); } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    [InlineData("class Cart { static int isDone; public Cart() { if (Interlocked.Exchange(ref isDone, 1) == 0) meter.CreateObservableGauge(\"items\", () => 1); } } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    [InlineData("class Cart { static bool isDone; public Cart() { if (isDone) return; isDone = true; meter.CreateObservableGauge(\"items\", () => 1); } } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    [InlineData("class Cart { static bool isDone; static readonly object gate = new(); public Cart() { lock (gate) if (!isDone) { meter.CreateObservableGauge(\"items\", () => 1); isDone = true; } } } class Start { void Add(IServiceCollection services) => services.AddScoped<Cart>(); }")]
    [InlineData("class Timing(RequestDelegate next) { object? open; public Task InvokeAsync(HttpContext context) { open ??= meter.CreateObservableGauge(\"open\", () => 1); return next(context); } }")]
    // The method that makes it asks first, or calls another that does.
    [InlineData("static class Make { static readonly HashSet<string> known = []; public static void Gauge(string name) { if (known.Add(name)) meter.CreateObservableGauge(name, () => 1); } } class Cart { public Cart() => Make.Gauge(\"items\"); } class Start { void Add(IServiceCollection services) => services.AddTransient<Cart>(); }")]
    [InlineData("class Sink { readonly HashSet<string> known = []; public void Report(string name) { if (!known.Contains(name)) Begin(name); } void Begin(string name) { meter.CreateObservableGauge(name, () => 1); known.Add(name); } } class Cart(Sink sink) { public void Open(string name) => sink.Report(name); } class Start { void Add(IServiceCollection services) => services.AddTransient<Cart>(); }")]
    [InlineData("static class Make { static object? made; public static object Gauge(string name) => made ??= meter.CreateObservableGauge(name, () => 1); } class Cart { public Cart() => Make.Gauge(\"items\"); } class Start { void Add(IServiceCollection services) => services.AddTransient<Cart>(); }")]
    [InlineData("static class Make { static readonly System.Collections.Concurrent.ConcurrentDictionary<string, object> all = new(); public static object Gauge(string name) => all.GetOrAdd(name, n => meter.CreateObservableGauge(n, () => 1)); } class Cart { public Cart() => Make.Gauge(\"items\"); } class Start { void Add(IServiceCollection services) => services.AddTransient<Cart>(); }")]
    public Task Quiet(string code) => Verify<ObservablePerInstance>.QuietAsync(Given + code);

    private const string Jobs = "class Jobs { public string Name = \"\"; public int Count; public bool IsMain; public Meter Own = new(\"x\"); }\nclass Start { readonly Meter kept = new(\"Shop\"); void Watch(IEnumerable<Jobs> all, Meter given) { ";

    [Theory]
    [InlineData("foreach (var jobs in all) meter.[|CreateObservableGauge|](\"jobs\", () => jobs.Count);")]
    [InlineData("foreach (var jobs in all) { var held = jobs; given.[|CreateObservableUpDownCounter|](\"jobs\", () => held.Count, \"{job}\"); }")]
    [InlineData("foreach (var (name, jobs) in all.ToDictionary(j => j.Name)) kept.[|CreateObservableGauge|](\"jobs\", () => jobs.Count);")]
    [InlineData("var some = all.ToArray(); for (var i = 0; i < some.Length; i++) { var jobs = some[i]; meter.[|CreateObservableGauge|](\"jobs\", () => jobs.Count); }")]
    [InlineData("while (!new CancellationToken().IsCancellationRequested) { var count = all.Count(); meter.[|CreateObservableGauge|](\"jobs\", () => count); Thread.Sleep(1000); }")]
    [InlineData("all.ToList().ForEach(jobs => meter.[|CreateObservableGauge|](\"jobs\", () => jobs.Count));")]
    [InlineData("Array.ForEach(all.ToArray(), jobs => { meter.[|CreateObservableGauge|](\"jobs\", () => jobs.Count); });")]
    public Task Fires_on_one_name_in_a_loop(string loop) => Verify<ObservablePerInstance>.FiresAsync(Given + Jobs + loop + " } }");

    [Theory]
    [InlineData("foreach (var jobs in all) meter.CreateObservableGauge(\"jobs\", () => new Measurement<int>(jobs.Count, new KeyValuePair<string, object?>(\"queue\", jobs.Name)));")]
    [InlineData("foreach (var jobs in all) meter.CreateObservableGauge(\"jobs\", () => jobs.Count, null, null, [new(\"queue\", jobs.Name)]);")]
    [InlineData("foreach (var jobs in all) jobs.Own.CreateObservableGauge(\"jobs\", () => jobs.Count);")]
    [InlineData("foreach (var jobs in all) { var made = new Meter(jobs.Name); made.CreateObservableGauge(\"jobs\", () => jobs.Count); }")]
    [InlineData("foreach (var jobs in all) if (jobs.IsMain) meter.CreateObservableGauge(\"jobs\", () => jobs.Count);")]
    [InlineData("foreach (var jobs in all) { if (!jobs.IsMain) continue; meter.CreateObservableGauge(\"jobs\", () => jobs.Count); }")]
    [InlineData("foreach (var jobs in all) { meter.CreateObservableGauge(\"jobs\", () => jobs.Count); break; }")]
    [InlineData("foreach (var jobs in all) meter.CreateObservableGauge(\"jobs.\" + jobs.Name, () => jobs.Count);")]
    [InlineData("foreach (var name in new[] { \"a\", \"b\" }) meter.CreateObservableGauge(name, () => name.Length);")]
    [InlineData("foreach (var jobs in all) meter.CreateObservableGauge(\"jobs\", () => Environment.ProcessorCount);")]
    [InlineData("while (true) { var jobs = all.First(); try { meter.CreateObservableGauge(\"jobs\", () => jobs.Count); break; } catch (InvalidOperationException) { } }")]
    [InlineData("for (var i = 0; i < 2; i++) { var size = i; meter.CreateObservableGauge(\"jobs.\" + i, () => size); }")]
    [InlineData("var isDone = false; while (!isDone) { var count = all.Count(); isDone = true; meter.CreateObservableGauge(\"jobs\", () => count); }")]
    [InlineData("while (true) { var count = all.Count(); if (count > 0) return; meter.CreateObservableGauge(\"jobs\", () => count); }")]
    [InlineData("do { var count = all.Count(); meter.CreateObservableGauge(\"jobs\", () => count); } while (false);")]
    [InlineData("all.ToList().ForEach(jobs => { if (!jobs.IsMain) return; meter.CreateObservableGauge(\"jobs\", () => jobs.Count); });")]
    [InlineData("all.ToList().ForEach(jobs => jobs.Own.CreateObservableGauge(\"jobs\", () => jobs.Count));")]
    [InlineData("Action<Jobs> watch = jobs => meter.CreateObservableGauge(\"jobs\", () => jobs.Count); watch(all.First());")]
    public Task Quiet_on_other_loops(string loop) => Verify<ObservablePerInstance>.QuietAsync(Given + Jobs + loop + " } }");

    [Fact]
    public Task Says_what_happens() => Verify<ObservablePerInstance>.SaysAsync(
        Given + "public class OrdersController : ControllerBase { public OrdersController() => meter.[|CreateObservableGauge|](\"queued\", () => 1); }",
        "This instrument is created for each object of 'OrdersController', which is made again and again: the process keeps every callback, with the object that it reads, and exports the value of the last one only. Keep one of them, in a singleton.");

    [Fact]
    public void At_run_time_each_turn_adds_a_callback_and_nothing_tells_their_values_apart()
    {
        using var shop = new System.Diagnostics.Metrics.Meter("Shop.Loops");
        foreach (var count in new[] { 3, 7 }) shop.CreateObservableGauge("jobs", () => count);
        using var listener = new System.Diagnostics.Metrics.MeterListener { InstrumentPublished = (instrument, own) => { if (instrument.Meter == shop) own.EnableMeasurementEvents(instrument); } };
        var values = new List<(string Name, int Value, int Tags)>();
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => values.Add((instrument.Name, value, tags.Length)));
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.Equal([("jobs", 3, 0), ("jobs", 7, 0)], values);
    }
}
