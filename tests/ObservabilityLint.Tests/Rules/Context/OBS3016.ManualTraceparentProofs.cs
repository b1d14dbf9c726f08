using ObservabilityLint.Tests.Harness;

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

    /// <summary>The client names a span of its own that is exported nowhere, unless a header by hand names the one around.</summary>
    [Theory]
    [InlineData("", "ask\nMicrosoft.AspNetCore.Hosting.HttpRequestIn (parent lost)\n")]
    [InlineData("message.Headers.Add(\"traceparent\", Activity.Current!.Id);", "ask\n  Microsoft.AspNetCore.Hosting.HttpRequestIn\n")]
    public async Task At_run_time_a_suppressed_client_needs_it(string header, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(
        $$"""
        public static async Task AskAsync(Uri address)
        {
            using var ask = source.StartActivity("ask");
            using var message = new HttpRequestMessage(HttpMethod.Get, address);
            {{header}}
            using var client = new HttpClient();
            using var quiet = OpenTelemetry.SuppressInstrumentationScope.Begin();
            await client.SendAsync(message);
        }
        """,
        """await using (var server = await ObservabilityLint.Tests.Harness.LocalServer.StartAsync()) await Test.AskAsync(server.Address);""",
        provider => provider.AddSource("System.Net.Http", "Microsoft.AspNetCore")));
}
