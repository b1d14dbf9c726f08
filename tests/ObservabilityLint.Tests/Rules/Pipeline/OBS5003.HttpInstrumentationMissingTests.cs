using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class HttpInstrumentationMissingTests
{
    private const string Usings = "using OpenTelemetry; using OpenTelemetry.Trace; using Microsoft.AspNetCore.Builder; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;\n";

    private const string Send = "\nclass Orders(HttpClient client) { public async Task SendAsync() { using var activity = source.StartActivity(\"send\"); await client.GetAsync(\"http://localhost\"); } }";

    private const string Rates = "\nclass Rates(HttpClient client) { public Task<string> LatestAsync() => client.GetStringAsync(\"http://localhost\"); }\n";

    [Theory]
    [InlineData("Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();", Send)]
    [InlineData("Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry().[|WithTracing|](tracing => tracing.AddSource(\"Shop.*\").AddAspNetCoreInstrumentation());", Send)]
    [InlineData("Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\", \"System.Net\").Build();", Send)]
    [InlineData("WebApplication.Create(args).MapGet(\"/\", async (HttpClient client) => await client.GetStringAsync(\"http://localhost\")); Sdk.[|CreateTracerProviderBuilder|]().AddAspNetCoreInstrumentation().Build();", "")]
    // The span is one of who calls, and it is asked for its source.
    [InlineData("Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();", Rates + "class Worker(Rates rates) { public async Task RunAsync() { using var activity = source.StartActivity(\"load\"); await rates.LatestAsync(); } }")]
    [InlineData("Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();", "\nclass Worker(HttpClient client) { public async Task RunAsync() { using (source.StartActivity(\"load\")) await LoadAsync(); } async Task LoadAsync() => await client.GetAsync(\"http://localhost\"); }")]
    [InlineData("Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();", Rates + "class Worker(Rates rates, ActivitySource given) { public async Task RunAsync() { using var activity = given.StartActivity(\"load\"); await rates.LatestAsync(); } }")]
    [InlineData("Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();", Rates + "class Worker(Rates rates, TracerProvider provider) { public async Task RunAsync() { var tracer = provider.GetTracer(\"Shop.Rates\"); using var span = tracer.StartActiveSpan(\"load\"); await rates.LatestAsync(); } }")]
    // The span lasts until the program ends.
    [InlineData("Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build(); using (source.StartActivity(\"load\")) await new HttpClient().GetStringAsync(\"http://localhost\");", "")]
    [InlineData("Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build(); using var client = new HttpClient(); using var activity = source.StartActivity(\"load\"); await client.GetStringAsync(\"http://localhost\");", "")]
    public Task Fires(string pipeline, string send) => Verify<HttpInstrumentationMissing>.FiresAsync(Usings + pipeline + send);

    [Theory]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").AddHttpClientInstrumentation().Build();", Send)]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\", \"System.Net.Http\").Build();", Send)]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\", \"System.*\").Build();", Send)]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"*\").Build();", Send)]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(Environment.MachineName).Build();", Send)]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddOtlpExporter().Build();", Send)]
    [InlineData("Sdk.CreateMeterProviderBuilder().AddMeter(\"Shop.*\").Build();", Send)]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build();", "")]
    // Nothing is sent under a span.
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build();", "\nclass Orders(HttpClient client) { public async Task SendAsync() { await client.GetAsync(\"http://localhost\"); } }")]
    [InlineData("WebApplication.Create(args).MapGet(\"/\", async (HttpClient client) => await client.GetStringAsync(\"http://localhost\")); Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build();", "")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build(); AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", false);", Send)]
    // The span is of a source that the pipeline does not take, so that there is none.
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Other\").Build();", Send)]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Other\").Build();", Rates + "class Worker(Rates rates) { public async Task RunAsync() { using var activity = source.StartActivity(\"load\"); await rates.LatestAsync(); } }")]
    [InlineData("Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddAspNetCoreInstrumentation());", Rates + "class Worker(Rates rates) { public async Task RunAsync() { using var activity = source.StartActivity(\"load\"); await rates.LatestAsync(); } }")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Other\").Build();", Rates + "class Worker(Rates rates, TracerProvider provider) { public async Task RunAsync() { var tracer = provider.GetTracer(\"Shop.Rates\"); using var span = tracer.StartActiveSpan(\"load\"); await rates.LatestAsync(); } }")]
    // Messages are no requests.
    [InlineData("Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddAspNetCoreInstrumentation());", "\npublic class Placed(HttpClient client) : MassTransit.IConsumer<string> { public async Task Consume(string message) => await client.GetAsync(\"http://localhost\"); }\nnamespace MassTransit { public interface IConsumer<T> { Task Consume(T message); } }")]
    public Task Quiet(string pipeline, string send) => Verify<HttpInstrumentationMissing>.QuietAsync(Usings + pipeline + send);

    [Fact]
    public Task Quiet_in_libraries() => Verify<HttpInstrumentationMissing>.QuietAsync(Usings + "static class Tracing { static void Start() => Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build(); }" + Send);

    [Fact]
    public Task Says_what_happens() => Verify<HttpInstrumentationMissing>.SaysAsync(
        Usings + "Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();" + Send,
        "'GetAsync' is called under a span (Activity), and its request carries the id of HttpClient's own, which this pipeline does not export: what the called service does has a parent that nobody knows. Add AddHttpClientInstrumentation().");

    [Theory]
    [InlineData("Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();", "Sdk.CreateTracerProviderBuilder().AddHttpClientInstrumentation().AddSource(\"Shop.*\").Build();")]
    [InlineData("Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry()\n    .[|WithTracing|](tracing => tracing\n        .AddSource(\"Shop.*\") // ours\n        .AddOtlpExporter());", "Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry()\n    .WithTracing(tracing => tracing\n        .AddHttpClientInstrumentation()\n        .AddSource(\"Shop.*\") // ours\n        .AddOtlpExporter());")]
    public Task Fixes(string before, string after) => Verify<HttpInstrumentationMissing>.FixesAsync(Usings + before + Send, Usings + after + Send);
}
