using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class TelemetryObjectPerCallTests
{
    private const string Given = "using Microsoft.Extensions.DependencyInjection; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Mvc.Filters; using Microsoft.AspNetCore.Builder; using Microsoft.Extensions.Hosting;\n";

    [Theory]
    [InlineData("class Shop { void Place() { using var source = [|new ActivitySource(\"Shop\")|]; using var activity = source.StartActivity(\"place\"); } }")]
    [InlineData("class Shop { void Place() { using (var source = [|new ActivitySource(\"Shop\")|]) source.StartActivity(\"place\")?.Dispose(); } }")]
    [InlineData("class Shop { void Place() { var source = [|new ActivitySource(\"Shop\")|]; using var activity = source.StartActivity(\"place\"); source.Dispose(); } }")]
    [InlineData("class Shop { public Activity? Place() => [|new ActivitySource(\"Shop\")|].StartActivity(\"place\"); }")]
    [InlineData("class Shop { void Place() => [|new Meter(\"Shop\")|].CreateCounter<int>(\"orders\").Add(1); }")]
    [InlineData("class Shop { void Place() { var made = [|new Meter(\"Shop\")|]; var orders = made.CreateCounter<int>(\"orders\"); orders.Add(1); } }")]
    [InlineData("class Shop { async Task PlaceAsync(string name) { using Meter made = [|new(name)|]; await Task.Yield(); made.CreateCounter<int>(\"orders\").Add(1); } }")]
    [InlineData("static class Shop { static ActivitySource Source => [|new ActivitySource(\"Shop\")|]; }")]
    [InlineData("static class Shop { public static Meter Made { get { return [|new(\"Shop\")|]; } } }")]
    [InlineData("class Shop { void Run() { foreach (var i in new[] { 1, 2 }) { using var source = [|new ActivitySource(\"Shop\")|]; source.StartActivity(\"a\")?.Stop(); } } }")]
    [InlineData("class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { while (true) { using var source = [|new ActivitySource(\"Shop\")|]; await Task.Delay(1, stop); source.StartActivity(\"a\")?.Stop(); } } }")]
    // Objects that do not live long.
    [InlineData("public class OrdersController : ControllerBase { private readonly Meter made = [|new(\"Shop\")|]; }")]
    [InlineData("public class OrdersController : ControllerBase { private readonly ActivitySource source; public OrdersController() { source = [|new ActivitySource(\"Shop\")|]; } }")]
    [InlineData("public class OrdersController : ControllerBase { public void Place() { using var source = [|new ActivitySource(\"Shop\")|]; source.StartActivity(\"a\")?.Stop(); } }")]
    [InlineData("class Timing : IActionFilter { public void OnActionExecuting(ActionExecutingContext context) { using var source = [|new ActivitySource(\"Shop\")|]; source.StartActivity(\"a\")?.Stop(); } public void OnActionExecuted(ActionExecutedContext context) { } }")]
    [InlineData("class Orders { readonly ActivitySource source = [|new(\"Shop\")|]; } class Start { void Add(IServiceCollection services) => services.AddScoped<Orders>(); }")]
    [InlineData("interface IOrders; class Orders : IOrders { readonly Meter made; public Orders() => made = [|new Meter(\"Shop\")|]; } class Start { void Add(IServiceCollection services) => services.AddTransient<IOrders, Orders>(); }")]
    [InlineData("class Orders { readonly Meter made = [|new(\"Shop\")|]; } class Start { void Add(IServiceCollection services) => services.AddScoped(typeof(Orders)); }")]
    [InlineData("class Orders(int a) { public int A => a; readonly Meter made = [|new(\"Shop\")|]; } class Start { void Add(IServiceCollection services) => services.AddScoped(_ => new Orders(1)); }")]
    [InlineData("class Start { void Map(WebApplication app) => app.MapGet(\"/\", () => { using var source = [|new ActivitySource(\"Shop\")|]; source.StartActivity(\"a\")?.Stop(); return 1; }); }")]
    [InlineData("static class Tracing { public static Activity? StartActivity(string name) => [|new ActivitySource(\"Shop\")|].StartActivity(name); }")]
    [InlineData("class Orders : Microsoft.EntityFrameworkCore.DbContext { readonly ActivitySource source = [|new(\"Shop\")|]; } class Start { void Add(IServiceCollection services) => services.AddDbContext<Orders>(); }")]
    // What a lambda configures is made by the container all the same.
    [InlineData("class Orders : Microsoft.EntityFrameworkCore.DbContext { readonly ActivitySource source = [|new(\"Shop\")|]; } class Start { void Add(IServiceCollection services) => services.AddDbContext<Orders>(options => { }); }")]
    [InlineData("class Orders(HttpClient client) { public HttpClient Client => client; readonly ActivitySource source = [|new(\"Shop\")|]; } class Start { void Add(IServiceCollection services) => services.AddHttpClient<Orders>(client => client.Timeout = default); }")]
    [InlineData("interface IOrders; class Orders(HttpClient client) : IOrders { public HttpClient Client => client; readonly ActivitySource source = [|new(\"Shop\")|]; } class Start { void Add(IServiceCollection services) => services.AddHttpClient<IOrders, Orders>(\"orders\", (_, client) => client.Timeout = default); }")]
    // For each message, job or event.
    [InlineData("class Placed : MassTransit.IConsumer<string> { readonly ActivitySource source = [|new(\"Shop\")|]; public Task Consume(string message) => Task.CompletedTask; } namespace MassTransit { public interface IConsumer<T> { Task Consume(T message); } }")]
    [InlineData("class Nightly : Quartz.IJob { readonly Meter made; public Nightly() => made = [|new Meter(\"Shop\")|]; public Task Execute(object context) => Task.CompletedTask; } namespace Quartz { public interface IJob { Task Execute(object context); } }")]
    [InlineData("class Imports { readonly ActivitySource source = [|new(\"Shop\")|]; [Function] public void Run(string file) { } class FunctionAttribute : Attribute; }")]
    public Task Fires(string code) => Verify<TelemetryObjectPerCall>.FiresAsync(Given + code);

    [Theory]
    [InlineData("static class Shop { static readonly ActivitySource Source = new(\"Shop\"); static Meter Made { get; } = new(\"Shop\"); static readonly Lazy<Meter> late = new(() => new Meter(\"Shop\")); }")]
    [InlineData("class Shop { readonly Meter made = new(\"Shop\"); readonly ActivitySource source; public Shop() => source = new ActivitySource(\"Shop\"); }")]
    [InlineData("class Shop { readonly Meter made = new(\"Shop\"); } class Start { void Add(IServiceCollection services) => services.AddSingleton<Shop>(); }")]
    [InlineData("class Shop { readonly Meter made = new(\"Shop\"); } class Start { void Add(IServiceCollection services) { services.AddSingleton<Shop>(); services.AddScoped<Shop>(); } }")]
    // An alias of a singleton.
    [InlineData("interface IShop; class Shop : IShop { readonly Meter made = new(\"Shop\"); } class Start { void Add(IServiceCollection services) => services.AddScoped<IShop>(s => s.GetRequiredService<Shop>()); }")]
    [InlineData("class Start : IHostedService { readonly Meter made = new(\"Shop\"); public Task StartAsync(CancellationToken c) => Task.CompletedTask; public Task StopAsync(CancellationToken c) => Task.CompletedTask; void Add(IServiceCollection services) => services.AddTransient<IHostedService, Start>(); }")]
    // Kept.
    [InlineData("class Shop { Meter? made; void Ensure() => made ??= new Meter(\"Shop\"); void Open() { if (made == null) made = new Meter(\"Shop\"); } }")]
    [InlineData("class Shop { Counter<int>? orders; void Ensure() { var made = new Meter(\"Shop\"); orders = made.CreateCounter<int>(\"orders\"); } }")]
    [InlineData("class Shop { Counter<int> Make() { var made = new Meter(\"Shop\"); return made.CreateCounter<int>(\"orders\"); } Counter<int> Other() => new Meter(\"Shop\").CreateCounter<int>(\"orders\"); }")]
    [InlineData("class Shop { void Watch(Func<int> depth) { var made = new Meter(\"Shop\"); made.CreateObservableGauge(\"depth\", depth); } }")]
    [InlineData("class Shop { static ActivitySource Make(string name) => new(name); Meter MakeMeter() { var made = new Meter(\"Shop\"); return made; } }")]
    [InlineData("class Shop { readonly System.Collections.Concurrent.ConcurrentDictionary<string, ActivitySource> sources = new(); ActivitySource Of(string name) => sources.GetOrAdd(name, n => new ActivitySource(n)); }")]
    [InlineData("class Shop { readonly Dictionary<string, Meter> meters = new(); Meter Of(string name) { if (!meters.TryGetValue(name, out var made)) { made = new Meter(name); meters[name] = made; } return made; } }")]
    [InlineData("class Shop { readonly List<Meter> meters = new(); void Add(string name) { var made = new Meter(name); meters.Add(made); } }")]
    [InlineData("class Metrics(Meter made) { public Meter Made => made; } class Shop { Metrics Make() => new(new Meter(\"Shop\")); }")]
    // Once.
    [InlineData("static class Start { static void Add(IServiceCollection services) { services.AddSingleton(new ActivitySource(\"Shop\")); services.AddSingleton(_ => new Meter(\"Shop\")); } }")]
    [InlineData("static class Program { static void Main() { using var source = new ActivitySource(\"Shop\"); source.StartActivity(\"run\")?.Stop(); Demo(); } static void Demo() { using var made = new Meter(\"Demo\"); made.CreateCounter<int>(\"a\").Add(1); } }")]
    [InlineData("class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { using var source = new ActivitySource(\"Shop\"); while (true) { await Task.Delay(1, stop); source.StartActivity(\"a\")?.Stop(); } } }")]
    [InlineData("class Shop { public Shop() => Fill(); void Fill() { using var source = new ActivitySource(\"Shop\"); source.StartActivity(\"fill\")?.Stop(); } }")]
    [InlineData("class Shop { void SetUpTracing() { var source = new ActivitySource(\"Shop\"); source.StartActivity(\"start\")?.Stop(); } }")]
    [InlineData("class ShopTests { [Fact] public void Places() { using var source = new ActivitySource(\"Shop\"); source.StartActivity(\"a\")?.Stop(); } class FactAttribute : Attribute; }")]
    // What the factory of .NET makes is kept by it.
    [InlineData("class Orders { public Orders(IMeterFactory factory) { var made = factory.Create(\"Shop\"); made.CreateCounter<int>(\"orders\"); } } class Start { void Add(IServiceCollection services) => services.AddScoped<Orders>(); }")]
    // Registered as one, or made by the program itself.
    [InlineData("class Orders : Microsoft.EntityFrameworkCore.DbContext { readonly ActivitySource source = new(\"Shop\"); } class Start { void Add(IServiceCollection services) => services.AddDbContext<Orders>(options => { }, ServiceLifetime.Singleton); }")]
    [InlineData("class Orders(HttpClient client) { public HttpClient Client => client; readonly ActivitySource source = new(\"Shop\"); } class Start { void Add(IServiceCollection services) { services.AddHttpClient<Orders>(client => client.Timeout = default); services.AddSingleton<Orders>(); } }")]
    [InlineData("class Placed : MassTransit.IConsumer<string> { readonly ActivitySource source = new(\"Shop\"); public Task Consume(string message) => Task.CompletedTask; } class Start { void Add(IServiceCollection services) => services.AddSingleton<Placed>(); } namespace MassTransit { public interface IConsumer<T> { Task Consume(T message); } }")]
    [InlineData("class Placed : MassTransit.IConsumer<string> { readonly ActivitySource source = new(\"Shop\"); public Task Consume(string message) => Task.CompletedTask; } class Start { void Add(Action<object> instance) => instance(new Placed()); } namespace MassTransit { public interface IConsumer<T> { Task Consume(T message); } }")]
    [InlineData("class Placed : KafkaFlow.IMessageHandler<string> { readonly ActivitySource source = new(\"Shop\"); public Task Handle(string message) => Task.CompletedTask; } namespace KafkaFlow { public interface IMessageHandler<T> { Task Handle(T message); } }")]
    [InlineData("class Imports { readonly ActivitySource source = new(\"Shop\"); [Function] public static void Run(string file) { } class FunctionAttribute : Attribute; }")]
    public Task Quiet(string code) => Verify<TelemetryObjectPerCall>.QuietAsync(Given + code);

    [Fact]
    public Task Quiet_at_the_top_of_a_program() => Verify<TelemetryObjectPerCall>.QuietAsync("using var source = new ActivitySource(\"Shop\");\nusing (source.StartActivity(\"run\")) Console.WriteLine();\nclass Shop;");

    [Theory]
    [InlineData(
        "class Shop\n{\n    /// <summary>Places.</summary>\n    void Place()\n    {\n        // Each order.\n        using var source = [|new ActivitySource(\"Shop\")|];\n        using var activity = source.StartActivity(\"place\");\n    }\n}",
        "class Shop\n{\n    private static readonly ActivitySource source = new(\"Shop\");\n\n    /// <summary>Places.</summary>\n    void Place()\n    {\n        // Each order.\n        using var activity = source.StartActivity(\"place\");\n    }\n}")]
    [InlineData(
        "class Shop\n{\n    readonly int a = 1;\n    Activity? Place() => [|new ActivitySource(\"Shop.Orders\", \"1.0\")|].StartActivity(\"place\" + a); // kept\n}",
        "class Shop\n{\n    private static readonly ActivitySource shopOrdersSource = new(\"Shop.Orders\", \"1.0\");\n    readonly int a = 1;\n    Activity? Place() => shopOrdersSource.StartActivity(\"place\" + a); // kept\n}")]
    [InlineData(
        "static class Shop\n{\n    static ActivitySource Source => [|new(\"Shop\")|];\n}",
        "static class Shop\n{\n    private static readonly ActivitySource shopSource = new(\"Shop\");\n\n    static ActivitySource Source => shopSource;\n}")]
    [InlineData(
        "public class OrdersController : ControllerBase\n{\n    private readonly Meter made = [|new(\"Shop\")|];\n}",
        "public class OrdersController : ControllerBase\n{\n    private static readonly Meter made = new(\"Shop\");\n}")]
    [InlineData(
        "public class OrdersController : ControllerBase\n{\n    private readonly Meter made;\n    public OrdersController() => made = [|new Meter(\"Shop\")|];\n}",
        "public class OrdersController : ControllerBase\n{\n    private static readonly Meter shopMeter = new(\"Shop\");\n    private readonly Meter made;\n    public OrdersController() => made = shopMeter;\n}")]
    [InlineData(
        "static class Shop\n{\n    static Meter Made => [|new(\"Shop\")|];\n    static void Count() { var made = Made; made.CreateCounter<int>(\"a\").Add(1); }\n}",
        "static class Shop\n{\n    private static readonly Meter shopMeter = new(\"Shop\");\n\n    static Meter Made => shopMeter;\n    static void Count() { var made = Made; made.CreateCounter<int>(\"a\").Add(1); }\n}")]
    // Static members get their values in the order of the text.
    [InlineData(
        "static class Shop\n{\n    static Meter Made => [|new(Name)|];\n    static readonly string Name = nameof(Shop) + \".Orders\";\n    static string Show() => Name;\n}",
        "static class Shop\n{\n    static Meter Made => shopOrdersMeter;\n    static readonly string Name = nameof(Shop) + \".Orders\";\n    private static readonly Meter shopOrdersMeter = new(Name);\n\n    static string Show() => Name;\n}")]
    [InlineData(
        "public class OrdersController : ControllerBase\n{\n    private static readonly string Name = nameof(OrdersController);\n    private readonly Meter made = [|new(Name)|];\n}",
        "public class OrdersController : ControllerBase\n{\n    private static readonly string Name = nameof(OrdersController);\n    private static readonly Meter made = new(Name);\n}")]
    public Task Fixes(string before, string after) => Verify<TelemetryObjectPerCall>.FixesAsync(Given + before, Given + after);

    [Fact]
    public Task Fixes_several_as_one() => Verify<TelemetryObjectPerCall>.FixesAsync(
        "class Shop\n{\n    Activity? Place() => [|new ActivitySource(\"Shop\")|].StartActivity(\"place\");\n    Activity? Pay() => [|new ActivitySource(\"Shop\")|].StartActivity(\"pay\");\n    void Count() => [|new Meter(\"Shop\")|].CreateCounter<int>(\"a\").Add(1);\n}",
        "class Shop\n{\n    private static readonly ActivitySource shopSource = new(\"Shop\");\n\n    private static readonly Meter shopMeter = new(\"Shop\");\n\n    Activity? Place() => shopSource.StartActivity(\"place\");\n    Activity? Pay() => shopSource.StartActivity(\"pay\");\n    void Count() => shopMeter.CreateCounter<int>(\"a\").Add(1);\n}");

    [Theory]
    [InlineData("class Shop { void Place(string name) { using var source = [|new ActivitySource(name)|]; source.StartActivity(\"a\")?.Stop(); } }")]
    [InlineData("class Shop { void Place() { using (var source = [|new ActivitySource(\"Shop\")|]) source.StartActivity(\"a\")?.Stop(); } }")]
    [InlineData("class Shop { void Place() { var source = [|new ActivitySource(\"Shop\")|]; source.StartActivity(\"a\")?.Stop(); source.Dispose(); } }")]
    [InlineData("public sealed class OrdersController : ControllerBase, IDisposable { private readonly Meter made = [|new(\"Shop\")|]; public void Dispose() => made.Dispose(); }")]
    [InlineData("class Shop { int source; void Place() { using var source = [|new ActivitySource(\"Shop\")|]; source.StartActivity(\"a\" + this.source)?.Stop(); } }")]
    // Whoever disposes of it would take it from all.
    [InlineData("public sealed class OrdersController : ControllerBase { private readonly List<IDisposable> all = new(); private readonly Meter made = [|new(\"Shop\")|]; public OrdersController() => all.Add(made); }")]
    [InlineData("public sealed class OrdersController : ControllerBase { private readonly IDisposable[] all; private readonly Meter made; public OrdersController() { made = [|new Meter(\"Shop\")|]; all = [made]; } }")]
    [InlineData("static class Shop { public static Meter Made => [|new(\"Shop\")|]; } class Orders { void Count() { using var made = Shop.Made; made.CreateCounter<int>(\"a\").Add(1); } }")]
    [InlineData("static class Shop { public static ActivitySource Source { get { return [|new ActivitySource(\"Shop\")|]; } } } class Orders { void Place() { using (var source = Shop.Source) source.StartActivity(\"a\")?.Stop(); } }")]
    [InlineData("static class Shop { public static ActivitySource Source => [|new(\"Shop\")|]; } class Orders { void Place() { var source = Shop.Source; source.StartActivity(\"a\")?.Stop(); source.Dispose(); } }")]
    // It would be made before its name is.
    [InlineData("public class OrdersController : ControllerBase { private readonly Meter made = [|new(Name)|]; private static readonly string Name = nameof(OrdersController); }")]
    [InlineData("public partial class OrdersController : ControllerBase { private readonly Meter made = [|new(Name)|]; }\n=== Name.cs\npartial class OrdersController { private static readonly string Name = nameof(OrdersController); }")]
    // Another part asks the object for it.
    [InlineData("public partial class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase { private readonly Meter made = [|new(\"Shop\")|]; }\n=== Count.cs\npartial class OrdersController { void Count() => this.made.CreateCounter<int>(\"a\").Add(1); }")]
    public Task Offers_no_fix(string code) => Verify<TelemetryObjectPerCall>.OffersNoFixAsync(Given + code);

    [Fact]
    public Task Says_why() => Verify<TelemetryObjectPerCall>.SaysAsync(
        "class Shop { void Place() { using var source = [|new ActivitySource(\"Shop\")|]; source.StartActivity(\"a\")?.Stop(); } }",
        "An ActivitySource is created each time 'Place' is called: a span (Activity) that ends after it is disposed of is never exported. Keep one in a static readonly field.");
}
