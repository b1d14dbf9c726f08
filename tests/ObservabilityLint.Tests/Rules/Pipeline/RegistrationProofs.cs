using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

/// <summary>The examples of the manual, run as they stand there, with the pipeline that they set up.</summary>
[Collection(nameof(Traces))]
public partial class RegistrationProofs
{
    private static Example ExampleOf(string id) => Manual.Find(id)!.Examples[0];

    [Fact]
    public async Task Spans_of_a_source_that_is_not_registered_are_missing()
    {
        Assert.Equal("place order", await ConsoleRun.SpansAsync(ExampleOf("OBS5001").Bad));
        Assert.Equal("send mail place order", await ConsoleRun.SpansAsync(ExampleOf("OBS5001").Good));
    }

    [Fact]
    public async Task Metrics_of_a_meter_that_is_not_registered_are_missing()
    {
        // A pipeline takes those of all meters in the process that fit its patterns, also what other tests have left.
        Assert.DoesNotContain("mail.sent", await ConsoleRun.MetricsAsync(ExampleOf("OBS5002").Bad));
        Assert.Contains("mail.sent", await ConsoleRun.MetricsAsync(ExampleOf("OBS5002").Good));
    }

    [Fact]
    public async Task A_request_carries_the_id_of_a_span_that_is_not_exported()
    {
        var parents = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.Run(context =>
        {
            parents.Add(context.Request.Headers.TraceParent.ToString().Split('-')[2]);
            return context.Response.WriteAsync("hello");
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        var (bad, good) = (await ConsoleRun.ConsoleAsync(ExampleOf("OBS5003").Bad, server.Urls.Single()), await ConsoleRun.ConsoleAsync(ExampleOf("OBS5003").Good, server.Urls.Single()));
        Assert.Single(SpanId().Matches(bad));
        Assert.DoesNotContain(parents[0], SpanId().Matches(bad).Select(match => match.Groups["id"].Value));
        Assert.Contains(parents[1], SpanId().Matches(good).Select(match => match.Groups["id"].Value));
    }

    [Fact]
    public async Task Spans_of_a_database_provider_are_missing_where_its_source_is_not_registered()
    {
        await using var postgres = await PostgresServer.StartAsync();
        Assert.Equal("place order", await ConsoleRun.SpansAsync(ExampleOf("OBS5004").Bad, postgres.ConnectionString));
        Assert.Equal("CONNECT postgres postgresql place order", await ConsoleRun.SpansAsync(ExampleOf("OBS5004").Good, postgres.ConnectionString));
    }

    [Fact]
    public async Task A_provider_that_nobody_resolves_records_nothing()
    {
        Assert.Equal("", await ConsoleRun.SpansAsync(ExampleOf("OBS5015").Bad));
        Assert.Equal("place order", await ConsoleRun.SpansAsync(ExampleOf("OBS5015").Good));
    }

    /// <summary>How names are compared, as the rules compare them.</summary>
    [Theory]
    [InlineData("MyCo", "MyCo", true)]
    [InlineData("myco", "MyCo", true)]
    [InlineData("MyCo.*", "MyCo.Sub", true)]
    [InlineData("myc?.s*", "MyCo.Sub", true)]
    [InlineData("*", "MyCo", true)]
    [InlineData("MyCo", "MyCo.Sub", false)]
    [InlineData("MyCo.*", "MyCo", false)]
    [InlineData("MyC?", "MyC", false)]
    [InlineData("MyCo.", "MyCox", false)]
    public void Names_are_compared_as_the_SDK_does(string registered, string name, bool isHeard)
    {
        using var source = new System.Diagnostics.ActivitySource(name);
        using var tracing = Sdk.CreateTracerProviderBuilder().AddSource(registered).Build();
        using var activity = source.StartActivity("place");
        Assert.Equal(isHeard, activity != null);
        Assert.Equal(isHeard, ObservabilityLint.Naming.NamePattern.Matches(registered, name));
    }

    /// <summary>Several calls add up, and the second argument of a source is no name.</summary>
    [Fact]
    public void A_version_is_no_name()
    {
        using var source = new System.Diagnostics.ActivitySource("Mail", "Post");
        using (Sdk.CreateTracerProviderBuilder().AddSource("Shop").AddSource("Post").Build()) Assert.Null(source.StartActivity("send"));
        using (Sdk.CreateTracerProviderBuilder().AddSource("Shop").AddSource("Mail").Build()) Assert.NotNull(source.StartActivity("send"));
    }

    [GeneratedRegex(@"Activity\.SpanId:\s*(?<id>\w+)")]
    private static partial Regex SpanId();
}
