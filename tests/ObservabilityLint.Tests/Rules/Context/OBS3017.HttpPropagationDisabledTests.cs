using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class HttpPropagationDisabledTests
{
    [Theory]
    [InlineData("var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] };")]
    [InlineData("var handler = new SocketsHttpHandler(); [|handler.ActivityHeadersPropagator = null|];")]
    [InlineData("SocketsHttpHandler handler = new() { MaxConnectionsPerServer = 1, [|ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator()|] };")]
    [InlineData("var none = DistributedContextPropagator.CreateNoOutputPropagator(); var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = none|] };")]
    [InlineData("[|DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator()|];")]
    [InlineData("[|AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", false)|];")]
    [InlineData("const string Name = \"System.Net.Http.EnableActivityPropagation\"; [|AppContext.SetSwitch(isEnabled: false, switchName: Name)|];")]
    [InlineData("Func<HttpMessageHandler> make = () => new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] };")]
    [InlineData("class A { private readonly HttpClient client = new(new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] }); }")]
    public Task Fires(string code) => Verify<HttpPropagationDisabled>.FiresAsync(code);

    [Theory]
    [InlineData("var handler = new SocketsHttpHandler { ActivityHeadersPropagator = DistributedContextPropagator.CreateDefaultPropagator() };")]
    [InlineData("var handler = new SocketsHttpHandler { ActivityHeadersPropagator = DistributedContextPropagator.CreatePassThroughPropagator() };")]
    [InlineData("DistributedContextPropagator.Current = DistributedContextPropagator.CreateW3CPropagator();")]
    [InlineData("_ = new SocketsHttpHandler().ActivityHeadersPropagator is null;")]
    [InlineData("static SocketsHttpHandler Make(DistributedContextPropagator? propagator) => new() { ActivityHeadersPropagator = propagator };")]
    [InlineData("AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", true);")]
    [InlineData("AppContext.SetSwitch(\"System.Net.Http.SocketsHttpHandler.Http3Support\", false);")]
    [InlineData("static void Set(bool on) => AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", on);")]
    // A decision of each handler, or of the configuration.
    [InlineData("static void Set(SocketsHttpHandler handler, bool isPartner) { if (!isPartner) handler.ActivityHeadersPropagator = null; }")]
    [InlineData("static SocketsHttpHandler Make(bool isPartner) => isPartner ? new() : new() { ActivityHeadersPropagator = null };")]
    [InlineData("static void Set(string? setting) { if (setting == \"off\") { AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", false); } }")]
    [InlineData("static void Set(int mode) { switch (mode) { case 1: DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator(); break; } }")]
    // The context is sent in another way.
    [InlineData("var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null }; new HttpRequestMessage().Headers.Add(\"traceparent\", Activity.Current?.Id);")]
    [InlineData("static void Send(DistributedContextPropagator own, HttpRequestMessage request) { own.Inject(Activity.Current, request, null); var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null }; }")]
    [InlineData("class Lookalike { public object? ActivityHeadersPropagator { get; set; } } class A { object o = new Lookalike { ActivityHeadersPropagator = null }; }")]
    public Task Quiet(string code) => Verify<HttpPropagationDisabled>.QuietAsync(code);

    [Theory]
    [InlineData("var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] };", "var handler = new SocketsHttpHandler();")]
    [InlineData("SocketsHttpHandler handler = new() { [|ActivityHeadersPropagator = null|] };", "SocketsHttpHandler handler = new();")]
    [InlineData("var handler = new SocketsHttpHandler() { [|ActivityHeadersPropagator = null|], MaxConnectionsPerServer = 1 };", "var handler = new SocketsHttpHandler() { MaxConnectionsPerServer = 1 };")]
    [InlineData(
        """
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1, // the partner allows one
            [|ActivityHeadersPropagator = null|],
        };
        [|handler.ActivityHeadersPropagator = null|];
        [|AppContext.SetSwitch("System.Net.Http.EnableActivityPropagation", false)|];
        """,
        """
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1, // the partner allows one
        };
        """)]
    [InlineData("Action off = () => [|AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", false)|];", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<HttpPropagationDisabled>.OffersNoFixAsync(before) : Verify<HttpPropagationDisabled>.FixesAsync(before, after);

    [Fact]
    public async Task Is_a_suggestion_for_one_handler_and_a_warning_for_all()
    {
        var found = await Verify<HttpPropagationDisabled>.FiresAsync(
            "var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] }; [|AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", false)|];");
        Assert.Equal([DiagnosticSeverity.Info, DiagnosticSeverity.Warning], found.Select(diagnostic => diagnostic.Severity));
    }

    [Fact]
    public Task Says_whose_requests() => Verify<HttpPropagationDisabled>.SaysAsync(
        "var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] };", "Traces end here: requests through this handler carry no trace context");
}
