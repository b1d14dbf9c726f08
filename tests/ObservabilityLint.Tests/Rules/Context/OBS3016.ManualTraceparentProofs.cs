using ObservabilityLint.Tests.Harness;
using OpenTelemetry.Trace;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class ManualTraceparentProofs
{
    [Fact]
    public Task At_run_time_the_called_service_leaves_the_span_of_the_request() => TracedRun.ProvesAsync(
        "OBS3016",
        """await using (var server = await ObservabilityLint.Tests.Harness.LocalServer.StartAsync()) using (var client = new HttpClient()) await Test.AskAsync(client, server.Address);""",
        "ask\n  GET\n  Microsoft.AspNetCore.Hosting.HttpRequestIn\n",
        "ask\n  GET\n    Microsoft.AspNetCore.Hosting.HttpRequestIn\n",
        configure: provider => provider.AddSource("System.Net.Http", "Microsoft.AspNetCore"));
}
