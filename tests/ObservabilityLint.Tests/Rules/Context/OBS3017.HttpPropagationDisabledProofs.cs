using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class HttpPropagationDisabledProofs
{
    private const string Ask = "await using (var server = await ObservabilityLint.Tests.Harness.LocalServer.StartAsync()) await Test.AskAsync(server.Address);";

    [Fact]
    public Task At_run_time_the_called_service_begins_a_trace_of_its_own() => TracedRun.ProvesAsync(
        "OBS3017",
        Ask,
        "ask\nMicrosoft.AspNetCore.Hosting.HttpRequestIn\n",
        "ask\n  GET\n    Microsoft.AspNetCore.Hosting.HttpRequestIn\n",
        configure: provider => provider.AddSource("System.Net.Http", "Microsoft.AspNetCore"));

    /// <summary>The span of the request is there, and the called service does not know it.</summary>
    [Fact]
    public Task At_run_time_a_propagator_of_the_process_silences_every_client() => TracedRun.ProvesAsync(
        "OBS3017",
        "var before = DistributedContextPropagator.Current; try { " + Ask + " } finally { DistributedContextPropagator.Current = before; }",
        "ask\n  GET\nMicrosoft.AspNetCore.Hosting.HttpRequestIn\n",
        "ask\n  GET\n    Microsoft.AspNetCore.Hosting.HttpRequestIn\n",
        example: 1,
        configure: provider => provider.AddSource("System.Net.Http", "Microsoft.AspNetCore"));
}
