using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class ProviderDisposedEarlyTests
{
    private const string Given = "using OpenTelemetry; using OpenTelemetry.Trace; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Logging; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Hosting; using Microsoft.Extensions.Hosting;\n";

    [Theory]
    [InlineData("class Setup { void Run() { using var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").AddOtlpExporter().Build(); } }")]
    [InlineData("class Setup { void Run() { using (var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build()) { Console.WriteLine(\"ready\"); } } }")]
    [InlineData("class Setup { void Run() { using var traces = Sdk.[|CreateTracerProviderBuilder|]().Build(); using var metrics = Sdk.[|CreateMeterProviderBuilder|]().AddMeter(\"Shop\").Build(); } }")]
    [InlineData("class Setup { TracerProvider Run() { using var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build()!; return provider; } }")]
    [InlineData("class Setup { TracerProvider? held; public Setup(ILogger log) { using var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); held = provider; log.LogInformation(\"ready\"); } }")]
    [InlineData("class Setup { void Run(ILogger log) { using var provider = Sdk.[|CreateMeterProviderBuilder|]().AddMeter(\"Shop\").Build(); var runs = meter.CreateCounter<int>(\"runs\"); log.LogInformation(\"ready\"); } }")]
    [InlineData("class Setup { void Run(IServiceCollection services) { using var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); services.AddSingleton(provider); } }")]
    [InlineData("class Setup { void Run() { var builder = Sdk.CreateTracerProviderBuilder(); builder.AddSource(\"Shop\"); using var provider = builder.[|Build|](); } }")]
    [InlineData("class Setup { Tracer? tracer; void Run() { using var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); tracer = provider.GetTracer(\"Shop\"); } }")]
    [InlineData("static class Program { static void Main(string[] args) { if (args.Length > 0) { using var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); } Work(); } static void Work() { } }")]
    [InlineData("class Setup { void Run() { using var provider = [|Create|](); } static TracerProvider Create() => Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); }")]
    [InlineData("class Setup { void Run(TracerProviderBuilder builder) { using var provider = builder.[|AddSource|](\"Shop\").Build(); } }")]
    [InlineData("class Setup { void Run() { var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); Console.WriteLine(\"ready\"); provider.Dispose(); } }")]
    [InlineData("class Setup { void Run() { var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); try { Console.WriteLine(\"ready\"); } finally { provider?.Dispose(); } } }")]
    [InlineData("static class Program { static void Main() { var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); provider.Dispose(); Work(); } static void Work() { } }")]
    // What the host is given runs later, or sets up more.
    [InlineData("class Startup { void ConfigureServices(IServiceCollection services) { using var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); services.AddControllers(options => options.MaxModelValidationErrors = 5); services.AddSingleton<IDisposable>(_ => new System.IO.MemoryStream()); } }")]
    [InlineData("class Startup { void Configure(IApplicationBuilder app, IWebHostEnvironment environment) { using var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); if (environment.IsDevelopment()) app.UseDeveloperExceptionPage(); app.UseRouting(); app.UseEndpoints(endpoints => endpoints.MapControllers()); } }")]
    public Task Fires(string code) => Verify<ProviderDisposedEarly>.FiresAsync(Given + code);

    [Theory]
    [InlineData("static class Program { static void Main() { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); Work(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); } }")]
    [InlineData("static class Program { static async Task Main() { using (var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build()) await Task.Delay(1); } }")]
    [InlineData("class Job { void Run() { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); using var activity = source.StartActivity(\"run\"); } }")]
    [InlineData("class Job { void Run(Action work) { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); work(); } }")]
    [InlineData("class Job { void Run() { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); Console.ReadLine(); } }")]
    [InlineData("class Job { void Run() { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); new Import(1); } class Import { public Import(int a) { using var activity = source.StartActivity(\"run\" + a); } } }")]
    [InlineData("class Job { static readonly Counter<int> runs = meter.CreateCounter<int>(\"runs\"); void Run() { using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(\"Shop\").Build(); runs.Add(1); } }")]
    [InlineData("class Job { void Run(int n) { using (var provider = Sdk.CreateMeterProviderBuilder().AddMeter(\"Shop\").Build()) { var sizes = meter.CreateHistogram<int>(\"sizes\"); for (var i = 0; i < n; i++) sizes.Record(i); provider.ForceFlush(); } } }")]
    [InlineData("class Job { static readonly Counter<int> runs = meter.CreateCounter<int>(\"runs\"); void Run() { var provider = Sdk.CreateMeterProviderBuilder().AddMeter(\"Shop\").Build(); try { runs.Add(1); } finally { provider.Dispose(); } } }")]
    [InlineData("class Job { void Run(ILogger log) { using var sdk = OpenTelemetrySdk.Create(b => b.WithLogging()); log.LogInformation(\"done\"); } }")]
    [InlineData("class Job { void Run(Process process) { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); process.WaitForExit(); } }")]
    [InlineData("class Job { IEnumerable<int> Run() { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); yield return 1; } }")]
    [InlineData("class Setup { TracerProvider Run() => Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); void Keep() { var provider = Run(); } }")]
    [InlineData("class ShopTests { [Fact] public void Builds() { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); } class FactAttribute : Attribute; }")]
    [InlineData("static class Program { static void Main() { using var provider = Create(); Work(); } static void Work() { } static TracerProvider Create() => Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); }")]
    [InlineData("class Setup { void Run() { using var scope = new Builder().Build(); } } class Builder { public System.IO.MemoryStream Build() => new(); }")]
    [InlineData("static class Program { static void Main() { var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); Work(); provider.Dispose(); } static void Work() { } }")]
    [InlineData("static class Program { static void Main() { var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); provider.Dispose(); } }")]
    [InlineData("class Job { void Run(bool isOff) { var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); if (isOff) provider.Dispose(); } }")]
    [InlineData("class Job { void Run(WebApplication app) { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); app.MapGet(\"/\", () => 1); app.Run(); } }")]
    [InlineData("static class Job { static void Run(IServiceCollection services) { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); services.AddOwn(() => 1); } static void AddOwn(this IServiceCollection services, Func<int> work) => work(); }")]
    [InlineData("class Job { void Run(IServiceCollection services) { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); services.AddSingleton(Work()); } static object Work() => new(); }")]
    [InlineData("class Job { void Run(IServiceCollection services) { using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build(); Action work = () => source.StartActivity(\"run\")?.Stop(); work(); services.AddOptions(); } }")]
    public Task Quiet(string code) => Verify<ProviderDisposedEarly>.QuietAsync(Given + code);

    [Fact]
    public Task Fixes_what_is_returned() => Verify<ProviderDisposedEarly>.FixesAsync(
        Given + "class Setup { TracerProvider Run() { using var provider = Sdk.[|CreateTracerProviderBuilder|]().Build(); return provider; } }",
        Given + "class Setup { TracerProvider Run() { var provider = Sdk.CreateTracerProviderBuilder().Build(); return provider; } }");

    [Fact]
    public Task Fixes_a_helper_and_its_caller() => Verify<ProviderDisposedEarly>.FixesAsync(
        Given + """
        static class Program
        {
            static void Main()
            {
                SetUp("Shop"); // first
                Work();
            }

            // Traces.
            static void SetUp(string name)
            {
                using var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(name).AddOtlpExporter().Build();
                Console.WriteLine("ready");
            }

            static void Work() { }
        }
        """,
        Given + """
        static class Program
        {
            static void Main()
            {
                using var provider = SetUp("Shop"); // first
                Work();
            }

            // Traces.
            static TracerProvider SetUp(string name)
            {
                var provider = Sdk.CreateTracerProviderBuilder().AddSource(name).AddOtlpExporter().Build();
                Console.WriteLine("ready");
                return provider;
            }

            static void Work() { }
        }
        """);

    [Theory]
    [InlineData("static class Program { static void Main() { SetUp(); } static void SetUp() { using var provider = Sdk.[|CreateTracerProviderBuilder|]().Build(); } }")]
    [InlineData("static class Program { static void Main() { SetUp(); SetUp(); Console.ReadLine(); } static void SetUp() { using var provider = Sdk.[|CreateTracerProviderBuilder|]().Build(); } }")]
    [InlineData("class Setup { void Run() { using (var provider = Sdk.[|CreateTracerProviderBuilder|]().Build()) { } } }")]
    [InlineData("class Setup { public Setup() { using var provider = Sdk.[|CreateTracerProviderBuilder|]().Build(); } }")]
    [InlineData("class Setup { void Run() { var provider = Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop\").Build(); provider.Dispose(); } }")]
    public Task Offers_no_fix(string code) => Verify<ProviderDisposedEarly>.OffersNoFixAsync(Given + code);

    [Fact]
    public Task Says_what_is_lost() => Verify<ProviderDisposedEarly>.SaysAsync(
        Given + "class Setup { void Run() { using var provider = Sdk.[|CreateTracerProviderBuilder|]().Build(); } }",
        "This provider is disposed of before anything can happen: from then on StartActivity returns null. Keep it, and dispose of it when the program ends.");
}
