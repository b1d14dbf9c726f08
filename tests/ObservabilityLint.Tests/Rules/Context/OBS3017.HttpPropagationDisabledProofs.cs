using OpenTelemetry.Trace;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class HttpPropagationDisabledProofs
{
    [Fact]
    public Task At_run_time_the_called_service_begins_a_trace_of_its_own() => TracedRun.ProvesAsync(
        "OBS3017",
        """await using (var server = await ObservabilityLint.Tests.Harness.LocalServer.StartAsync()) await Test.AskAsync(server.Address);""",
        "ask\nMicrosoft.AspNetCore.Hosting.HttpRequestIn\n",
        "ask\n  GET\n    Microsoft.AspNetCore.Hosting.HttpRequestIn\n",
        configure: provider => provider.AddSource("System.Net.Http", "Microsoft.AspNetCore"));
}
