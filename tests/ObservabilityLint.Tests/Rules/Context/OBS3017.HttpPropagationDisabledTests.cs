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
    [InlineData("class Silent : DistributedContextPropagator { public override IReadOnlyCollection<string> Fields => []; public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) { } public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? id, out string? state) => (id, state) = (null, null); public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null; } class A { readonly SocketsHttpHandler handler = new() { [|ActivityHeadersPropagator = new Silent()|] }; static void Set() => [|DistributedContextPropagator.Current = new Silent()|]; }")]
    // Words are no decision.
    [InlineData("// Once this wrote traceparent by propagator.Inject(request).\nvar handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] };")]
    [InlineData("var header = \"traceparent\"; Console.WriteLine(header); var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] };")]
    [InlineData("class Needle { public void Inject(string traceparent) { } } class A { void Do(Needle needle) { needle.Inject(\"x\"); var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] }; } }")]
    [InlineData("static string? Read(HttpRequestMessage request) => request.Headers.TryGetValues(\"traceparent\", out var ids) ? ids.First() : null; static readonly SocketsHttpHandler handler = new() { [|ActivityHeadersPropagator = null|] };")]
    // The SDK's propagator is that of W3C alone: its instrumentation leaves the headers to the handlers.
    [InlineData("static void Set(OpenTelemetry.Trace.TracerProviderBuilder tracing) { OpenTelemetry.Sdk.SetDefaultTextMapPropagator(new OpenTelemetry.Context.Propagation.TraceContextPropagator()); OpenTelemetry.Trace.HttpClientInstrumentationTracerProviderBuilderExtensions.AddHttpClientInstrumentation(tracing); [|DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator()|]; }")]
    // Without a propagator a handler has no span, and nothing that the instrumentation could see.
    [InlineData("static void Set(OpenTelemetry.Trace.TracerProviderBuilder tracing) { OpenTelemetry.Trace.HttpClientInstrumentationTracerProviderBuilderExtensions.AddHttpClientInstrumentation(tracing); var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] }; }")]
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
    [InlineData("class Counted : DistributedContextPropagator { int count; public override IReadOnlyCollection<string> Fields => []; public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) { count++; setter?.Invoke(carrier, \"x-trace\", activity?.Id ?? \"\"); } public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? id, out string? state) => (id, state) = (null, null); public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null; } class A { readonly SocketsHttpHandler handler = new() { ActivityHeadersPropagator = new Counted() }; }")]
    // Which requests carry the context is for the propagator to say.
    [InlineData("class OwnHosts(DistributedContextPropagator inner) : DistributedContextPropagator { public override IReadOnlyCollection<string> Fields => inner.Fields; public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) { if (carrier is not HttpRequestMessage { RequestUri.Host: \"partner.example\" }) inner.Inject(activity, carrier, setter); } public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? id, out string? state) => inner.ExtractTraceIdAndState(carrier, getter, out id, out state); public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => inner.ExtractBaggage(carrier, getter); static HttpMessageInvoker Make() => new(new SocketsHttpHandler { ActivityHeadersPropagator = new OwnHosts(DistributedContextPropagator.Current) }); }")]
    [InlineData("DistributedContextPropagator.Current = Both.Create(DistributedContextPropagator.CreatePreW3CPropagator()); static class Both { public static DistributedContextPropagator Create(DistributedContextPropagator old) => old; }")]
    [InlineData("class Clients { static readonly DistributedContextPropagator own = DistributedContextPropagator.CreateW3CPropagator(); readonly HttpClient client = new(new SocketsHttpHandler { ActivityHeadersPropagator = own }); }")]
    [InlineData("static SocketsHttpHandler Make(DistributedContextPropagator? propagator = null) => new() { ActivityHeadersPropagator = propagator ?? DistributedContextPropagator.Current };")]
    [InlineData("static void Complete(SocketsHttpHandler handler) => handler.ActivityHeadersPropagator ??= DistributedContextPropagator.CreateDefaultPropagator();")]
    [InlineData("var before = DistributedContextPropagator.Current; try { DistributedContextPropagator.Current = DistributedContextPropagator.CreatePassThroughPropagator(); } finally { DistributedContextPropagator.Current = before; }")]
    // Options and arguments decide.
    [InlineData("record HttpOptions(bool SendsContext); static class Clients { static SocketsHttpHandler Make(HttpOptions options) => new() { ActivityHeadersPropagator = options.SendsContext ? DistributedContextPropagator.Current : null }; }")]
    [InlineData("static HttpMessageHandler Make(string name) => name switch { \"partner\" => new SocketsHttpHandler { ActivityHeadersPropagator = null }, _ => new SocketsHttpHandler() };")]
    [InlineData("static void Make(bool isTraced) { DistributedContextPropagator? own = null; if (isTraced) own = DistributedContextPropagator.CreateDefaultPropagator(); var handler = new SocketsHttpHandler { ActivityHeadersPropagator = own }; }")]
    [InlineData("static void Main(string[] args) => AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", !args.Contains(\"--no-trace\"));")]
    [InlineData("static void Start(Uri? collector) { if (collector is not null) Console.WriteLine(collector); else AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", isEnabled: false); }")]
    [InlineData("static void Start(Func<bool> probe) { try { probe(); } catch (PlatformNotSupportedException) { AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", false); } }")]
    // The SDK's own instrumentation writes the headers.
    [InlineData("class B3 : OpenTelemetry.Context.Propagation.TextMapPropagator { public override ISet<string>? Fields => null; public override OpenTelemetry.Context.Propagation.PropagationContext Extract<T>(OpenTelemetry.Context.Propagation.PropagationContext context, T carrier, Func<T, string, IEnumerable<string>?> getter) => context; public override void Inject<T>(OpenTelemetry.Context.Propagation.PropagationContext context, T carrier, Action<T, string, string> setter) { } } class A { void Set() { OpenTelemetry.Sdk.SetDefaultTextMapPropagator(new B3()); DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator(); } }")]
    [InlineData("static void Set(OpenTelemetry.Trace.TracerProviderBuilder tracing) { OpenTelemetry.Trace.HttpClientInstrumentationTracerProviderBuilderExtensions.AddHttpClientInstrumentation(tracing); DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator(); }")]
    // What is off is something else.
    [InlineData("static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, DistributedContextPropagator.CreateNoOutputPropagator()); var handler = new SocketsHttpHandler { ActivityHeadersPropagator = DistributedContextPropagator.Current }; }")]
    [InlineData("record Settings { public DistributedContextPropagator? ActivityHeadersPropagator { get; init; } static Settings Inherit(Settings settings) => settings with { ActivityHeadersPropagator = null }; }")]
    // A handler or a propagator of OpenTelemetry writes the headers.
    [InlineData("class Traced : DelegatingHandler { public Traced() : base(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { } protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) { request.Headers.TryAddWithoutValidation(\"traceparent\", Activity.Current?.Id); return base.SendAsync(request, cancellation); } }")]
    [InlineData("static HttpMessageInvoker Make(HttpRequestMessage request) { OpenTelemetry.Context.Propagation.Propagators.DefaultTextMapPropagator.Inject(default, request, (message, key, value) => message.Headers.Add(key, value)); return new(new SocketsHttpHandler { ActivityHeadersPropagator = null }); }")]
    public Task Quiet(string code) => Verify<HttpPropagationDisabled>.QuietAsync(code);

    [Theory]
    [InlineData(
        """
        Console.WriteLine(1);
        [|AppContext.SetSwitch("System.Net.Http.EnableActivityPropagation", false)|];
        [|DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator()|]; // nobody reads it
        """,
        """
        Console.WriteLine(1);
        """)]
    [InlineData("Action off = () => [|AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", false)|];", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<HttpPropagationDisabled>.OffersNoFixAsync(before) : Verify<HttpPropagationDisabled>.FixesAsync(before, after);

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
        """,
        """
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1, // the partner allows one
        };
        """)]
    public Task Leaves_a_handler_to_its_author(string before, string after) => Verify<HttpPropagationDisabled>.DraftsAsync(before, after);

    [Fact]
    public async Task Is_a_suggestion_for_one_handler_and_a_warning_for_all()
    {
        var found = await Verify<HttpPropagationDisabled>.FiresAsync(
            "var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] }; [|AppContext.SetSwitch(\"System.Net.Http.EnableActivityPropagation\", false)|];");
        Assert.Equal([DiagnosticSeverity.Info, DiagnosticSeverity.Warning], found.Select(diagnostic => diagnostic.Severity));
    }

    [Fact]
    public Task Says_whose_requests() => Verify<HttpPropagationDisabled>.SaysAsync(
        "var handler = new SocketsHttpHandler { [|ActivityHeadersPropagator = null|] };", "Requests through this handler carry no trace headers, so the services that are called begin traces of their own. Delete this line, unless it keeps the headers from third parties.");
}
