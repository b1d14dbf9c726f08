using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class MeterNotRegisteredTests
{
    private const string Pipeline = "using OpenTelemetry; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;\nSdk.CreateMeterProviderBuilder().AddMeter(\"Shop.*\").AddOtlpExporter().Build();\n";

    [Theory]
    [InlineData("static class Mail { static readonly Meter meter = [|new(\"Mail\")|]; }")]
    [InlineData("static class Mail { static readonly Meter meter = [|new Meter(\"Mail\", \"1.0\")|]; }")]
    [InlineData("class Mail(IMeterFactory meters) { readonly Meter meter = [|meters.Create(\"Mail\")|]; }")]
    [InlineData("class Mail(IMeterFactory meters) { readonly Meter meter = [|meters.Create(new MeterOptions(\"Mail\"))|]; }")]
    [InlineData("class Mail { const string Name = \"Mail\"; public Mail(IMeterFactory meters) { var meter = [|meters.Create(Name)|]; } }")]
    public Task Fires(string mail) => Verify<MeterNotRegistered>.FiresAsync(Pipeline + mail);

    [Theory]
    [InlineData("static class Mail { static readonly Meter meter = new(\"Shop.Mail\"); }")]
    [InlineData("static class Mail { static readonly Meter meter = new(Environment.MachineName); }")]
    [InlineData("class Mail(IMeterFactory meters) { readonly Meter meter = meters.Create(\"shop.mail\"); }")]
    [InlineData("static class Mail { static readonly Meter meter = new(\"Mail\"); static void Listen() => new MeterListener().Start(); }")]
    [InlineData("static class Mail { static readonly Meter meter = new(\"Mail\"); static void Set(MeterProviderBuilder builder) => builder.AddMeter(\"Mail\"); }")]
    [InlineData("static class Mail { static readonly ActivitySource source = new(\"Mail\"); }")]
    public Task Quiet(string mail) => Verify<MeterNotRegistered>.QuietAsync(Pipeline + mail);

    [Fact]
    public Task Quiet_in_libraries() => Verify<MeterNotRegistered>.QuietAsync("using OpenTelemetry; static class Mail { static readonly Meter meter = new(\"Mail\"); static void Start() => Sdk.CreateMeterProviderBuilder().AddMeter(\"Shop.*\").Build(); }");

    [Fact]
    public Task Says_what_happens() => Verify<MeterNotRegistered>.SaysAsync(Pipeline + "static class Mail { static readonly Meter meter = [|new(\"Mail\")|]; }", "No AddMeter of this program matches 'Mail', so that its instruments record nothing and nothing is exported. Register it with AddMeter.");

    [Fact]
    public Task Fixes() => Verify<MeterNotRegistered>.FixesAsync(
        Pipeline + "class Mail(IMeterFactory meters) { public const string Name = \"Mail\"; readonly Meter meter = [|meters.Create(Name)|]; }",
        Pipeline.Replace("\"Shop.*\")", "\"Shop.*\").AddMeter(Mail.Name)", StringComparison.Ordinal) + "class Mail(IMeterFactory meters) { public const string Name = \"Mail\"; readonly Meter meter = meters.Create(Name); }");
}
