using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class ProviderNeverBuiltTests
{
    private const string Usings = "using OpenTelemetry; using OpenTelemetry.Trace; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using Microsoft.Extensions.Logging;\n";

    [Theory]
    [InlineData("var services = new ServiceCollection(); services.[|AddOpenTelemetry|]().WithTracing(tracing => tracing.AddSource(\"Shop.*\")); using var provider = services.BuildServiceProvider();")]
    [InlineData("IServiceCollection services = new ServiceCollection(); services.AddLogging().AddHttpClient(); services.AddSingleton<object>().[|AddOpenTelemetry|]().WithMetrics(); services.BuildServiceProvider();")]
    [InlineData("new ServiceCollection().[|AddOpenTelemetry|]().WithTracing();")]
    [InlineData("var services = new ServiceCollection(); Setup.Add(services); services.BuildServiceProvider();\nstatic class Setup { public static void Add(IServiceCollection services) => services.[|AddOpenTelemetry|]().WithTracing(); }")]
    [InlineData("var services = new ServiceCollection(); services.AddShop().AddLogging();\nstatic class Setup { public static IServiceCollection AddShop(this IServiceCollection services) { services.[|AddOpenTelemetry|]().WithTracing(); return services; } }")]
    [InlineData("var provider = Build(); static IServiceProvider Build() { var services = new ServiceCollection(); services.[|AddOpenTelemetry|]().WithTracing(); return services.BuildServiceProvider(); }")]
    public Task Fires(string program) => Verify<ProviderNeverBuilt>.FiresAsync(Usings + program);

    [Theory]
    [InlineData("var services = new ServiceCollection(); services.AddOpenTelemetry().WithTracing(); using var provider = services.BuildServiceProvider(); provider.GetRequiredService<TracerProvider>();")]
    [InlineData("var services = new ServiceCollection(); services.AddOpenTelemetry().WithTracing(); using var provider = services.BuildServiceProvider(); foreach (var hosted in provider.GetServices<IHostedService>()) await hosted.StartAsync(default);")]
    [InlineData("var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithTracing(); builder.Build().Run();")]
    [InlineData("var services = new ServiceCollection(); services.AddLogging(logging => logging.AddOpenTelemetry()); services.BuildServiceProvider();")]
    [InlineData("var services = new ServiceCollection(); services.AddLogging(); services.BuildServiceProvider(); Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry();")]
    // Others may run it.
    [InlineData("Action<IServiceCollection> run = Console.WriteLine; var services = new ServiceCollection(); services.AddOpenTelemetry().WithTracing(); run(services);")]
    [InlineData("var made = Make(); static IServiceCollection Make() { var services = new ServiceCollection(); services.AddOpenTelemetry().WithTracing(); return services; }")]
    [InlineData("new Shop(); class Shop { readonly ServiceCollection services = new(); public Shop() => services.AddOpenTelemetry().WithTracing(); }")]
    public Task Quiet(string program) => Verify<ProviderNeverBuilt>.QuietAsync(Usings + program);

    /// <summary>Who calls it may have a host.</summary>
    [Fact]
    public Task Quiet_in_methods_for_others() => Verify<ProviderNeverBuilt>.QuietAsync(Usings + "public static class Setup { public static IServiceCollection AddShop(this IServiceCollection services) { services.AddOpenTelemetry().WithTracing(); return services; } }");

    [Fact]
    public Task Says_what_happens() => Verify<ProviderNeverBuilt>.SaysAsync(
        Usings + "new ServiceCollection().[|AddOpenTelemetry|]().WithTracing();",
        "No host runs this ServiceCollection, and nobody resolves a TracerProvider or MeterProvider from it: what AddOpenTelemetry registers is never built, and nothing is recorded. Take the provider from the container when the program starts.");
}
