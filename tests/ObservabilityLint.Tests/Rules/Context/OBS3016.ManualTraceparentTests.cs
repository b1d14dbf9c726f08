using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class ManualTraceparentTests
{
    private const string Given = "static HttpRequestMessage request = new(); static HttpClient client = new(); ";

    [Theory]
    [InlineData("""[|request.Headers.Add("traceparent", Activity.Current?.Id)|];""")]
    // What a comment speaks of is no decision.
    [InlineData("_ = DistributedContextPropagator.Current.Fields.Count; [|request.Headers.Add(\"traceparent\", Activity.Current?.Id)|];")]
    [InlineData("/* No DistributedContextPropagator.Current, no ActivityHeadersPropagator. */ [|request.Headers.Add(\"traceparent\", Activity.Current?.Id)|];")]
    [InlineData("""[|request.Headers.Add(value: Activity.Current!.Id, name: Names.TraceParent)|];""")]
    [InlineData("""[|request.Headers.TryAddWithoutValidation("Traceparent", Activity.Current?.Id)|];""")]
    [InlineData("""if (Activity.Current is { } current) [|request.Headers.TryAddWithoutValidation(Microsoft.Net.Http.Headers.HeaderNames.TraceParent, current.Id)|];""")]
    [InlineData("""[|client.DefaultRequestHeaders.Add(Microsoft.Net.Http.Headers.HeaderNames.TraceParent, Activity.Current?.Id)|]; request.Headers.Add(Microsoft.Net.Http.Headers.HeaderNames.TraceState, "x=1");""")]
    [InlineData("""using var activity = source.StartActivity("work"); [|request.Headers.Add("traceparent", activity!.Id)|];""")]
    [InlineData("""if (Activity.Current is { } activity) [|request.Headers.Add("traceparent", $"00-{activity.TraceId}-{activity.SpanId}-01")|];""")]
    [InlineData("""var id = Activity.Current?.Id; if (id != null) { [|request.Headers.Add("traceparent", new[] { id })|]; }""")]
    [InlineData("""void Local(HttpRequestMessage r) => [|r.Headers.Add("traceparent", Activity.Current?.Id)|]; Local(request);""")]
    [InlineData("""Action<HttpRequestMessage> add = r => [|r.Headers.Add("traceparent", Activity.Current?.Id)|];""")]
    [InlineData("""[|client.DefaultRequestHeaders.Add("traceparent", Activity.Current?.Id)|];""")]
    [InlineData("""var http = new HttpClient { DefaultRequestHeaders = { { "user-agent", "x" } } }; [|http.DefaultRequestHeaders.Add("traceparent", Activity.Current?.Id)|];""")]
    [InlineData("""var message = new HttpRequestMessage { Headers = { [|{ "traceparent", Activity.Current?.Id }|] } };""")]
    [InlineData("""static void Forward(Microsoft.AspNetCore.Http.HttpContext context) => [|request.Headers.Add("traceparent", context.Request.Headers["traceparent"].ToString())|];""")]
    [InlineData("""static void Forward(Microsoft.AspNetCore.Http.HttpContext context) { if (context.Request.Headers.TryGetValue("traceparent", out var parent)) [|request.Headers.TryAddWithoutValidation("traceparent", parent.ToArray())|]; }""")]
    [InlineData("""static void Old(System.Net.HttpWebRequest web) { [|web.Headers.Add("traceparent", Activity.Current?.Id)|]; [|web.Headers.Set("traceparent", Activity.Current?.Id)|]; [|web.Headers["traceparent"] = Activity.Current?.Id|]; }""")]
    // A method of the program writes what it is given.
    [InlineData("""AddHeader(request, [|"traceparent"|], Activity.Current?.Id); AddHeader(request, "x-request-id", Activity.Current?.Id); static void AddHeader(HttpRequestMessage message, string name, string? value) { if (!string.IsNullOrEmpty(value)) message.Headers.TryAddWithoutValidation(name, value); }""")]
    [InlineData("""static void Ask() => new Caller().With(value: Activity.Current?.Id, [|key: "traceparent"|]).With("accept", "json"); class Caller { readonly HttpRequestMessage inner = new(); public Caller With(string key, string? value) { inner.Headers.Add(key, $"{value}"); return this; } }""")]
    [InlineData("""AddTo(client, [|"traceparent"|]); static void AddTo(HttpClient http, string name) => http.DefaultRequestHeaders.Add(name, Activity.Current?.Id);""")]
    [InlineData("""_ = Send("/", new() { [|["traceparent"] = Activity.Current?.Id ?? ""|], ["accept"] = "json" }); static HttpResponseMessage Send(string url, Dictionary<string, string> headers) { foreach (var header in headers) request.Headers.Add(header.Key, header.Value); return client.Send(request); }""")]
    [InlineData("""Send(new Dictionary<string, string?> { [|{ "traceparent", Activity.Current?.Id }|] }); static void Send(IReadOnlyDictionary<string, string?> headers) { foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value); }""")]
    // Behind a member, or in a variable that is set later.
    [InlineData("""static string? CurrentId => Activity.Current?.Id; static void Add() { [|client.DefaultRequestHeaders.Add("traceparent", CurrentId)|]; }""")]
    [InlineData("""static string CurrentId() { var current = Activity.Current; if (current == null) return string.Empty; return current.Id ?? ""; } static void Add() { if (CurrentId() is { } id) [|request.Headers.Add("traceparent", id)|]; }""")]
    [InlineData("""string? id = null; if (Activity.Current is { } current) id = current.Id; if (id != null) [|request.Headers.Add("traceparent", id)|];""")]
    [InlineData("""using var call = new Activity("call").Start(); [|request.Headers.Add("traceparent", call.Id)|];""")]
    [InlineData("""var call = new Activity("call"); call.Start(); [|request.Headers.Add("traceparent", call.Id)|]; call.Stop();""")]
    [InlineData("""static Activity? Begin() => source.StartActivity("call"); static void Add() { using var call = Begin(); if (call?.Id is { } id) [|request.Headers.Add("traceparent", id)|]; }""")]
    [InlineData("""static void Forward(Microsoft.AspNetCore.Http.HttpContext context) => [|request.Headers.Add("traceparent", context.Request.Headers.TraceParent.ToString())|];""")]
    [InlineData("""static class Caller { public static void Ask() { using var call = source.StartActivity("call"); Inject(request, call); } static void Inject(HttpRequestMessage message, Activity? call) { if (call?.Id is { } id) [|message.Headers.Add("traceparent", id)|]; } }""")]
    // A loop writes all entries of a list.
    [InlineData("""var headers = new (string Name, string? Value)[] { [|("traceparent", Activity.Current?.Id)|], ("accept", "json") }; foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);""")]
    [InlineData("""foreach (var header in new[] { [|("traceparent", Activity.Current?.Id)|], ("accept", "json") }) client.DefaultRequestHeaders.Add(header.Item1, header.Item2);""")]
    [InlineData("""foreach (var (name, value) in new Dictionary<string, string?> { [|["traceparent"] = Activity.Current?.Id|], ["accept"] = "json" }) request.Headers.Add(name, value);""")]
    // A private method gets the span from all of its callers.
    [InlineData("""static class Caller { public static void Ask() { using var call = source.StartActivity("call"); if (call != null) Inject(request, call); } static void Inject(HttpRequestMessage message, Activity call) { var (trace, span) = (0, call.SpanId.ToHexString()); var id = $"00-{call.TraceId.ToHexString()}-{span}-01"; message.Headers.Remove("traceparent"); [|message.Headers.TryAddWithoutValidation("traceparent", id)|]; } }""")]
    [InlineData("""static class Caller { public static void Ask() => Inject(Activity.Current?.Id); public static void Tell() { var now = Activity.Current; Inject(now?.Id); } static void Inject(string? id) { if (id != null) [|request.Headers.Add("traceparent", id)|]; } }""")]
    public Task Fires(string code) => Verify<ManualTraceparent>.FiresAsync(InMembers(code));

    [Theory]
    [InlineData("""request.Headers.Add("x-request-id", Activity.Current?.Id); client.DefaultRequestHeaders.Add("x-trace", Activity.Current?.Id);""")]
    [InlineData("""request.Headers.Remove("traceparent"); _ = request.Headers.Contains("traceparent"); _ = request.Headers.TryGetValues("traceparent", out var found);""")]
    // The carrier is not a request.
    [InlineData("""var message = new Dictionary<string, object?>(); message.Add("traceparent", Activity.Current?.Id); message["traceparent"] = Activity.Current?.Id;""")]
    [InlineData("""static void Reply(Microsoft.AspNetCore.Http.HttpContext context) => context.Response.Headers["traceparent"] = Activity.Current?.Id;""")]
    [InlineData("""static void Reply(HttpResponseMessage response) => response.Headers.Add("traceparent", Activity.Current?.Id);""")]
    [InlineData("""static void Reply(System.Net.HttpListenerResponse response) => response.Headers.Add("traceparent", Activity.Current?.Id);""")]
    [InlineData("""new StringContent("").Headers.Add("traceparent", Activity.Current?.Id); var all = new System.Net.WebHeaderCollection(); all.Add("traceparent", Activity.Current?.Id);""")]
    // What no client could know: a fixed trace, a random one, one that waited in a store.
    [InlineData("""request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");""")]
    [InlineData("""request.Headers.Add("traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01");""")]
    [InlineData("""static void Resume(Job job) => request.Headers.Add("traceparent", job.TraceParent);""")]
    [InlineData("""static void Resume(ActivityContext job) => request.Headers.Add("traceparent", $"00-{job.TraceId}-{job.SpanId}-01");""")]
    [InlineData("""static void Resume(Activity job) => request.Headers.Add("traceparent", job.Id);""")]
    [InlineData("""static void Resume(Job job) { var began = job.Activity; request.Headers.Add("traceparent", began.Id); }""")]
    [InlineData("""static string Parent(Job job) => job.TraceParent; static void Resume(Job job) => request.Headers.Add("traceparent", Parent(job));""")]
    [InlineData("""static string? Parent(Job job) { if (job.TraceParent != "") return job.TraceParent; return Activity.Current?.Id; } static void Resume(Job job) => request.Headers.Add("traceparent", Parent(job));""")]
    [InlineData("""static void Resume(Job job) { string? id = job.TraceParent; if (id == "") id = Activity.Current?.Id; request.Headers.Add("traceparent", id); }""")]
    [InlineData("""static void Resume(Dictionary<string, string> job) { var id = Activity.Current?.Id; if (job.TryGetValue("traceparent", out id)) request.Headers.Add("traceparent", id); }""")]
    [InlineData("""static void Resume(Job job) => AddHeader(request, "traceparent", job.TraceParent); static void AddHeader(HttpRequestMessage message, string name, string? value) => message.Headers.Add(name, value);""")]
    // Methods that write it elsewhere.
    [InlineData("""static void Reply(HttpResponseMessage response) => AddHeader(response, "traceparent", Activity.Current?.Id); static void AddHeader(HttpResponseMessage message, string name, string? value) => message.Headers.Add(name, value);""")]
    [InlineData("""Log("traceparent", Activity.Current?.Id); static void Log(string name, string? value) { request.Headers.Add("x-log", name); Console.WriteLine($"{name}={value}"); }""")]
    [InlineData("""Send(new() { ["traceparent"] = Activity.Current?.Id }); static void Send(Dictionary<string, string?> message) { foreach (var entry in message) Console.WriteLine(entry.Value); request.Headers.Add("x-count", $"{message.Count}"); }""")]
    // A propagator writes what it is told to.
    [InlineData("""DistributedContextPropagator.CreateW3CPropagator().Inject(Activity.Current, request, (carrier, name, value) => ((HttpRequestMessage)carrier!).Headers.Add(name, value));""")]
    // The client's own header is off, or the client is not one that has it.
    [InlineData("""var quiet = new SocketsHttpHandler { ActivityHeadersPropagator = null }; request.Headers.Add("traceparent", Activity.Current?.Id);""")]
    [InlineData("""DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator(); request.Headers.Add("traceparent", Activity.Current?.Id);""")]
    [InlineData("""DistributedContextPropagator.Current=DistributedContextPropagator.CreateNoOutputPropagator(); request.Headers.Add("traceparent", Activity.Current?.Id);""")]
    [InlineData("""AppContext.SetSwitch("System.Net.Http.EnableActivityPropagation", false); request.Headers.Add("traceparent", Activity.Current?.Id);""")]
    [InlineData("""new TestServer().ToString(); request.Headers.Add("traceparent", Activity.Current?.Id);""")]
    [InlineData("""new Lookalike().Headers.Add("traceparent", Activity.Current?.Id);""")]
    // Headers of other formats and purposes.
    [InlineData("""request.Headers.Add("ce-traceparent", Activity.Current?.Id);""")]
    [InlineData("""foreach (var (key, value) in OpenTelemetry.Baggage.Current) request.Headers.Add("baggage", $"{key}={Uri.EscapeDataString(value)}");""")]
    [InlineData("""if (Activity.Current is { } activity) { request.Headers.Add("X-B3-TraceId", activity.TraceId.ToHexString()); request.Headers.Add("X-B3-SpanId", activity.SpanId.ToHexString()); }""")]
    [InlineData("""request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", $"Root={Activity.Current?.TraceId};Parent={Activity.Current?.SpanId}");""")]
    // The header is read, told of or left out.
    [InlineData("""if (!request.Headers.Contains("traceparent")) Console.WriteLine("{0} is missing in {1}", "traceparent", Activity.Current?.Id);""")]
    [InlineData("""Activity.Current?.SetTag("http.request.header.traceparent", request.Headers.TryGetValues("traceparent", out var sent) ? sent.First() : null);""")]
    [InlineData("""static void Relay(Microsoft.AspNetCore.Http.HttpContext context) { foreach (var header in context.Request.Headers) if (header.Key is not ("traceparent" or "tracestate")) request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()); }""")]
    [InlineData("""static IDisposable? Begin(Microsoft.Extensions.Logging.ILogger logger) => logger.BeginScope(new Dictionary<string, object?> { ["traceparent"] = Activity.Current?.Id });""")]
    // Carriers that no client writes into.
    [InlineData("""var envelope = new System.Text.Json.Nodes.JsonObject { ["traceparent"] = Activity.Current?.Id }; request.Content = new StringContent(envelope.ToJsonString());""")]
    [InlineData("""var start = new ProcessStartInfo("import"); start.Environment["TRACEPARENT"] = Activity.Current?.Id; Process.Start(start);""")]
    [InlineData("""static void Publish(KafkaHeaders headers) => headers.Add("traceparent", System.Text.Encoding.UTF8.GetBytes(Activity.Current?.Id ?? "")); class KafkaHeaders { public void Add(string name, byte[] value) { } }""")]
    [InlineData("""static void Comment(DbCommand command) => command.CommandText += $" /*traceparent='{Activity.Current?.Id}'*/";""")]
    [InlineData("""static string Head() => $"<meta name=\"traceparent\" content=\"{Activity.Current?.Id}\">";""")]
    [InlineData("""static void Reply(Microsoft.AspNetCore.Http.HttpContext context) => context.Response.OnStarting(() => { context.Response.Headers["traceparent"] = Activity.Current?.Id; return Task.CompletedTask; });""")]
    [InlineData("""var incoming = new Microsoft.AspNetCore.Http.DefaultHttpContext(); incoming.Request.Headers["traceparent"] = Activity.Current?.Id;""")]
    // Traces that come from elsewhere than the current span.
    [InlineData("""static async Task RelayAsync(IAsyncEnumerable<Job> outbox) { await foreach (var row in outbox) { using var message = new HttpRequestMessage(HttpMethod.Post, "/"); message.Headers.TryAddWithoutValidation("traceparent", row.TraceParent); await client.SendAsync(message); } }""")]
    [InlineData("""static void Forward(IReadOnlyDictionary<string, string> properties) { if (properties.TryGetValue("traceparent", out var parent)) request.Headers.Add("traceparent", parent); else request.Headers.Add("x-origin", Activity.Current?.Id); }""")]
    [InlineData("""var pipeline = Environment.GetEnvironmentVariable("TRACEPARENT"); if (pipeline is not null) client.DefaultRequestHeaders.Add("traceparent", pipeline);""")]
    [InlineData("""static IEnumerable<HttpRequestMessage> Load(int users) { while (users-- > 0) { var message = new HttpRequestMessage(); message.Headers.Add("traceparent", "00-" + Guid.NewGuid().ToString("n") + "-00f067aa0ba902b7-01"); yield return message; } }""")]
    [InlineData("""static void Resume(Job job) { if (ActivityContext.TryParse(job.TraceParent, null, out var began)) request.Headers.Add("traceparent", $"00-{began.TraceId}-{began.SpanId}-01"); }""")]
    // Propagators and clients whose own header is off.
    [InlineData("""OpenTelemetry.Context.Propagation.Propagators.DefaultTextMapPropagator.Inject(new(Activity.Current!.Context, OpenTelemetry.Baggage.Current), request, static (message, key, value) => message.Headers.TryAddWithoutValidation(key, value));""")]
    [InlineData("""static HttpClient Make() => new(new Traced { InnerHandler = new SocketsHttpHandler { ActivityHeadersPropagator = null } }); class Traced : DelegatingHandler { protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellation) { message.Headers.Add("traceparent", Activity.Current?.Id); return base.SendAsync(message, cancellation); } }""")]
    [InlineData("""if (AppContext.TryGetSwitch("System.Net.Http.EnableActivityPropagation", out var isOn) && !isOn) request.Headers.Add("traceparent", Activity.Current?.Id);""")]
    [InlineData("""static async Task Places_an_order(WebApplicationFactory<Job> shop) { using var api = shop.CreateClient(); api.DefaultRequestHeaders.Add("traceparent", Activity.Current?.Id); await api.GetAsync("/"); } class WebApplicationFactory<T> { public HttpClient CreateClient() => new(); }""")]
    [InlineData("""foreach (var (name, value) in new[] { ("traceparent", Activity.Current?.Id), ("accept", "json") }) if (name != "traceparent") request.Headers.Add(name, value);""")]
    [InlineData("""foreach (var (name, value) in new[] { ("traceparent", Activity.Current?.Id), ("accept", "json") }) Console.WriteLine(name, value); foreach (var (name, value) in new[] { ("accept", "json") }) request.Headers.Add(name, value);""")]
    [InlineData("""static void Resume(Job job) { foreach (var (name, value) in new[] { ("traceparent", job.TraceParent), ("accept", "json") }) request.Headers.Add(name, value); }""")]
    // The client's own span is not recorded there: its header would name one that nobody has.
    [InlineData("""static async Task Ask() { using var message = new HttpRequestMessage(); message.Headers.Add("traceparent", Activity.Current?.Id); using var quiet = OpenTelemetry.SuppressInstrumentationScope.Begin(); await client.SendAsync(message); }""")]
    [InlineData("""static async Task Ask() { using (OpenTelemetry.SuppressInstrumentationScope.Begin()) { using var message = new HttpRequestMessage(); message.Headers.TryAddWithoutValidation("traceparent", Activity.Current?.Id); await client.SendAsync(message); } }""")]
    [InlineData("static void Resume(Microsoft.AspNetCore.Http.HttpContext context) { if (Find(context.Request.Headers[\"job\"].ToString(), out var parent)) request.Headers.Add(\"traceparent\", parent); } static bool Find(string job, out string parent) { parent = job; return true; }")]
    [InlineData("static void Forward(Dictionary<string, string> stored, Microsoft.AspNetCore.Http.HttpContext context) { if (stored.TryGetValue(\"traceparent\", out var parent)) request.Headers.Add(\"traceparent\", parent); }")]
    [InlineData("static void Forward(Dictionary<string, string> stored, Microsoft.AspNetCore.Http.HttpContext context) { if (!context.Request.Headers.TryGetValue(\"traceparent\", out var parent)) parent = stored[\"traceparent\"]; request.Headers.Add(\"traceparent\", parent.ToString()); }")]
    // One of its callers gives it another one, or others may call it.
    [InlineData("""static class Caller { public static void Ask(Job job) { Inject(Activity.Current?.Id); Inject(job.TraceParent); } static void Inject(string? id) { if (id != null) request.Headers.Add("traceparent", id); } }""")]
    [InlineData("""static class Caller { public static void Ask() => Inject(Activity.Current?.Id); public static void Inject(string? id) { if (id != null) request.Headers.Add("traceparent", id); } }""")]
    [InlineData("""static class Caller { public static void Ask() => Inject(Activity.Current?.Id, "1"); static void Inject(string? id, string span) { if (id != null) request.Headers.Add("traceparent", id + span); } }""")]
    [InlineData("""static class Caller { static void Inject(string? id) { if (id != null) request.Headers.Add("traceparent", id); } }""")]
    public Task Quiet(string code) => Verify<ManualTraceparent>.QuietAsync(InMembers(code));

    /// <summary>A pipeline that gets a handler's spans need not listen to those of the client.</summary>
    [Theory]
    [InlineData("ActivityKind.Client", "message.Headers.Add(\"traceparent\", Activity.Current?.Id);")]
    [InlineData("ActivityKind.Client", "Inject(message, Activity.Current?.Id);")]
    public Task Quiet_in_handlers_with_a_span_for_the_request(string kind, string write) => Verify<ManualTraceparent>.QuietAsync(Handler(kind, write).Replace("[|", "").Replace("|]", ""));

    [Theory]
    [InlineData("ActivityKind.Internal", "[|message.Headers.Add(\"traceparent\", Activity.Current?.Id)|];")]
    [InlineData("ActivityKind.Internal", "Inject(message, Activity.Current?.Id);")]
    public Task Fires_in_other_handlers(string kind, string write) => Verify<ManualTraceparent>.FiresAsync(Handler(kind, write));

    private static string Handler(string kind, string write) => "class Traced : DelegatingHandler { protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellation) { using var span = source.StartActivity(\"call\", "
        + kind + "); " + write + " return await base.SendAsync(message, cancellation); } "
        + (write.StartsWith("Inject", StringComparison.Ordinal) ? "static void Inject(HttpRequestMessage message, string? id) => [|message.Headers.Add(\"traceparent\", id)|]; }" : "}");

    [Theory]
    [InlineData(
        """
        [|request.Headers.Add("traceparent", Activity.Current?.Id)|];
        client.Send(request);
        """,
        """
        client.Send(request);
        """)]
    [InlineData(
        """
        // The other service needs it.
        if (Activity.Current is { } activity)
        {
            [|request.Headers.Add("traceparent", activity.Id)|];
        }
        client.Send(request); // now
        """,
        """
        // The other service needs it.
        client.Send(request); // now
        """)]
    [InlineData(
        """
        if (Activity.Current is { } activity)
        {
            [|request.Headers.Add("traceparent", activity.Id)|];
            request.Headers.Add("x-span", activity.SpanId.ToString());
        }
        """,
        """
        if (Activity.Current is { } activity)
        {
            request.Headers.Add("x-span", activity.SpanId.ToString());
        }
        """)]
    [InlineData("if (Ask()) [|request.Headers.Add(\"traceparent\", Activity.Current?.Id)|];", null)]
    [InlineData("_ = [|request.Headers.TryAddWithoutValidation(\"traceparent\", Activity.Current?.Id)|];", null)]
    [InlineData("Action<HttpRequestMessage> add = r => [|r.Headers.Add(\"traceparent\", Activity.Current?.Id)|];", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<ManualTraceparent>.OffersNoFixAsync(InMembers(before)) : Verify<ManualTraceparent>.FixesAsync(InMembers(before), InMembers(after));

    [Fact]
    public Task Says_what_happens_to_one_request() => Verify<ManualTraceparent>.SaysAsync(
        InMembers("""[|request.Headers.Add("traceparent", Activity.Current?.Id)|];"""),
        "The HTTP client writes its trace headers itself, and what is set by hand replaces them: the service that is called no longer hangs under the span (Activity) of the request. Delete this line.");

    [Fact]
    public Task Says_what_happens_to_all_requests() => Verify<ManualTraceparent>.SaysAsync(
        InMembers("""[|client.DefaultRequestHeaders.Add("traceparent", Activity.Current?.Id)|];"""),
        "The HTTP client writes its trace headers itself, and what is set by hand replaces them: all requests of this client join the trace of this moment. Delete this line.");

    private static string InMembers(string code) => Given
        + (code.StartsWith("static", StringComparison.Ordinal) ? code : "static bool Ask() => true; static void Do()\n{\n" + code + "\n}")
        + "\nrecord Job(string TraceParent, Activity Activity); class Lookalike { public Dictionary<string, string?> Headers { get; } = new(); } static class Names { public const string TraceParent = \"trace\" + \"parent\"; }"
        + (code.Contains("TestServer", StringComparison.Ordinal) ? " class TestServer;" : "");
}
