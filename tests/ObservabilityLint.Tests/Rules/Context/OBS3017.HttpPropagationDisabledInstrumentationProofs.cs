using ObservabilityLint.Tests.Harness;
using OpenTelemetry.Trace;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>What the HTTP instrumentation of the SDK writes by itself.</summary>
[Collection(nameof(Traces))]
public class HttpPropagationDisabledInstrumentationProofs
{
    private const string Ask = """
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Ask");
            public static async Task AskAsync(Uri address, SocketsHttpHandler handler) { using var activity = source.StartActivity("ask"); using var client = new HttpClient(handler); await client.GetAsync(address); }
        }
        """;

    [Theory]
    [InlineData("new()", "ask\n  GET\nMicrosoft.AspNetCore.Hosting.HttpRequestIn\n", "new OpenTelemetry.Context.Propagation.TraceContextPropagator()")]
    [InlineData("new()", "ask\n  GET\n    Microsoft.AspNetCore.Hosting.HttpRequestIn\n", null)]
    [InlineData("new() { ActivityHeadersPropagator = null }", "ask\nMicrosoft.AspNetCore.Hosting.HttpRequestIn\n", null)]
    public async Task At_run_time(string handler, string tree, string? propagator)
    {
        var set = propagator is null ? "" : $"OpenTelemetry.Sdk.SetDefaultTextMapPropagator({propagator});";
        Assert.Equal(tree, await TracedRun.TreeAsync(Ask, $$"""
            var before = DistributedContextPropagator.Current; var text = OpenTelemetry.Context.Propagation.Propagators.DefaultTextMapPropagator;
            try { {{set}} DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator(); await using var server = await ObservabilityLint.Tests.Harness.LocalServer.StartAsync(); await Shop.AskAsync(server.Address, {{handler}}); }
            finally { DistributedContextPropagator.Current = before; OpenTelemetry.Sdk.SetDefaultTextMapPropagator(text); }
            """, provider => provider.AddHttpClientInstrumentation().AddSource("Microsoft.AspNetCore")));
    }
}
