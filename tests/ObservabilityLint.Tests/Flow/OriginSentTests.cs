using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ObservabilityLint.Tests.Flow;

/// <summary>What a client sends, where the program holds it: in an object that is made for the request, and in baggage.</summary>
public class OriginSentTests
{
    private const string Path = "unbounded HttpRequest.Path (RequestPath)", Sent = "class A { readonly string s; public A(", Kept = "; } void Do() => Label(s); }";

    [Theory]
    [InlineData(Sent + "HttpContext c) { s = c.Request.Path!" + Kept, Path)]
    [InlineData(Sent + "HttpContext c) { s = Of(c); } static string Of(HttpContext c) { return c.Request.Path!" + Kept, Path)]
    [InlineData(Sent + "HttpRequest r) { s = r.Headers[\"x-user\"]!" + Kept, "unbounded HttpRequest.Headers[\"x-user\"]")]
    [InlineData(Sent + "HttpContext c) { s = c.TraceIdentifier" + Kept, "unbounded HttpContext.TraceIdentifier")]
    [InlineData(Sent + "Microsoft.AspNetCore.Connections.ConnectionContext c) { s = c.ConnectionId" + Kept, "unbounded BaseConnectionContext.ConnectionId")]
    [InlineData(Sent + "System.Net.Sockets.TcpClient c) { s = c.Client.RemoteEndPoint!.ToString()!" + Kept, "unbounded Socket.RemoteEndPoint")]
    [InlineData(Sent + "HttpListenerContext c) { s = c.Request.RawUrl!" + Kept, "unbounded HttpListenerRequest.RawUrl")]
    [InlineData(Sent + "HttpContext c) { s = Guid.NewGuid().ToString()" + Kept, "unbounded Guid.NewGuid()")]
    [InlineData(Sent + "System.IO.Pipelines.IDuplexPipe p) { s = Guid.NewGuid().ToString()" + Kept, "unbounded Guid.NewGuid()")]
    [InlineData(Sent + "System.Net.Sockets.NetworkStream n) { s = n.Socket.RemoteEndPoint!.ToString()!" + Kept, "unbounded Socket.RemoteEndPoint")]
    [InlineData("class A(HttpContext c) { readonly string s = c.Request.Path!; void Do() => Label(s); }", Path)]
    [InlineData("class A(HttpContext c) { string S { get; } = c.Request.Path!; void Do() => Label(S); }", Path)]
    [InlineData("class A(HttpContext c) { public string S { get; } = c.Request.Path!; } class B { void Do(A a) => Label(a.S); }", Path)]
    [InlineData("class A { public A(HttpContext c) => S = c.Request.Path!; public string S { get; private set; } } class B { void Do(A a) => Label(a.S); }", Path)]
    [InlineData("struct A { readonly string s; public A(HttpContext c) { s = c.Request.Path!; } void Do() => Label(s); }", Path)]
    // Of all objects of the kind that are made in sight.
    [InlineData("record R(string S); class B { void In(HttpContext c) => c.Items[\"r\"] = new R(c.Request.Path!); void Do(HttpContext c) { var r = (R)c.Items[\"r\"]!; Label(r.S); } }", Path)]
    [InlineData("class R { public R(string s) { S = s; } public string S { get; } } class B { void In(HttpContext c) => c.Items[\"r\"] = new R(c.Request.Path!); void Do(HttpContext c) { var r = (R)c.Items[\"r\"]!; Label(r.S); } }", Path)]
    [InlineData("class R { public string? S { get; set; } } class B { void In(HttpContext c) => c.Items[\"r\"] = new R { S = c.Request.Path }; void Do(HttpContext c) { var r = (R)c.Items[\"r\"]!; Label(r.S); } }", Path)]
    [InlineData("class R { public R(string s) { S = s.Trim(); } public string S { get; } } class B { static readonly Queue<R> Q = new(); void In(HttpContext c) => Q.Enqueue(new R(c.Request.Path!)); void Do() => Label(Q.Dequeue().S); }", Path)]
    [InlineData("class R { static readonly AsyncLocal<R?> current = new(); public static R? Current { get => current.Value; set => current.Value = value; } public required string S { get; init; } } class B { void In(HttpContext c) => R.Current = new R { S = c.Request.Path! }; void Do() => Label(R.Current!.S); }", Path)]
    public async Task Objects_made_for_a_request(string code, string expected) => Assert.Equal(expected, await Origins.OfAsync(code));

    [Theory]
    // Made once, as far as anybody knows.
    [InlineData(Sent + "IHttpContextAccessor a) { s = a.HttpContext!.TraceIdentifier" + Kept)]
    [InlineData(Sent + "RequestDelegate next) { s = Guid.NewGuid().ToString()" + Kept)]
    [InlineData(Sent + "System.Net.Sockets.TcpListener l) { s = l.LocalEndpoint.ToString()!" + Kept)]
    [InlineData("class A { readonly string s; public A(HttpContext c) { s = c.TraceIdentifier; } public A() { s = \"none\"; } } class B(A a) { string s = Guid.NewGuid().ToString(); void Do() => Label(s); A Get => a; }")]
    // Looked at before it is kept, or after.
    [InlineData(Sent + "HttpContext c) { s = c.Request.Path!; if (!Known.Contains(s)) s = \"other\"; } static readonly HashSet<string> Known = [\"/a\"]; void Nothing() { " + Kept)]
    [InlineData("class A { string s = \"\"; void In(HttpContext c) { s = c.Request.Path!; if (!Known.Contains(s)) s = \"other\"; } static readonly HashSet<string> Known = [\"/a\"]; void Do() => Label(s); }")]
    // Some objects hold something else, or others may make them.
    [InlineData("record R(string S); class B { R Other => new(\"x\"); void In(HttpContext c) => c.Items[\"r\"] = new R(c.Request.Path!); void Do(HttpContext c) { var r = (R)c.Items[\"r\"]!; Label(r.S); } }")]
    [InlineData("record R(string S); class B { R Read() => System.Text.Json.JsonSerializer.Deserialize<R>(\"\")!; void In(HttpContext c) => c.Items[\"r\"] = new R(c.Request.Path!); void Do(HttpContext c) { var r = (R)c.Items[\"r\"]!; Label(r.S); } }")]
    [InlineData("record R(string S) { public R() : this(\"x\") { } } class B { void In(HttpContext c) => c.Items[\"r\"] = new R(c.Request.Path!); void Do(HttpContext c) { var r = (R)c.Items[\"r\"]!; Label(r.S); } }")]
    public async Task Unknown(string code) => Assert.Equal("unknown", await Origins.OfAsync(code));

    [Theory]
    [InlineData(Sent + "HttpContext c) { s = c.Request.Method" + Kept, "bounded 9")]
    [InlineData(Sent + "HttpContext c) { s = c.Request.Path.StartsWithSegments(\"/a\") ? \"a\" : \"b\"" + Kept, "bounded 2: a b")]
    public async Task Bounded(string code, string expected) => Assert.Equal(expected, await Origins.OfAsync(code));

    [Theory]
    [InlineData("Label(activity.GetBaggageItem(\"tenant\")); Label(Activity.Current?.GetBaggageItem(\"tenant\") ?? \"none\");", "unbounded baggage[\"tenant\"]; unbounded baggage[\"tenant\"]")]
    [InlineData("Label(OpenTelemetry.Baggage.GetBaggage(\"tenant\")); Label(OpenTelemetry.Baggage.Current.GetBaggage(\"tenant\")); var all = OpenTelemetry.Baggage.Current; Label(all.GetBaggage(text));", "unbounded baggage[\"tenant\"]; unbounded baggage[\"tenant\"]; unbounded baggage")]
    [InlineData("foreach (var (key, value) in activity.Baggage) { Label(key); Label(value); } foreach (var item in OpenTelemetry.Baggage.Current) Label(item.Value);", "unbounded baggage; unbounded baggage; unbounded baggage")]
    [InlineData("Label(activity.Baggage.FirstOrDefault(item => item.Key == \"tenant\").Value); Label(OpenTelemetry.Baggage.GetBaggage()[\"tenant\"]);", "unbounded baggage; unbounded baggage")]
    [InlineData("if (OpenTelemetry.Baggage.GetBaggage().TryGetValue(\"tenant\", out var tenant)) Label(tenant);", "unbounded baggage")]
    // All of it, whatever the program adds, unless it looks for its own.
    [InlineData("foreach (var item in activity.Baggage) Label(item.Value);", "unbounded baggage")]
    [InlineData("activity.SetBaggage(\"tier\", \"gold\"); foreach (var item in activity.Baggage) { Label(item.Key); Label(item.Value); } activity.Baggage.Select(item => { Label(item.Value); return 1; });", "unbounded baggage; unbounded baggage; unbounded baggage")]
    [InlineData("activity.SetBaggage(\"tier\", \"gold\"); foreach (var item in activity.Baggage) if (item.Key == \"tier\") Label(item.Value);", "unknown")]
    [InlineData("activity.SetBaggage(\"tier\", \"gold\"); foreach (var item in activity.Baggage) { if (!item.Key.StartsWith(\"app.\")) continue; Label(item.Value); }", "unknown")]
    // The program sets it too, from nothing better, or sets another.
    [InlineData("activity.SetBaggage(\"tenant\", request.Headers[\"tenant\"]); activity.AddBaggage(\"tier\", \"gold\"); Label(activity.GetBaggageItem(\"tenant\"));", "unbounded baggage[\"tenant\"]")]
    [InlineData("activity.SetBaggage(\"tier\", \"gold\"); Label(activity.GetBaggageItem(\"tier\")); Label(OpenTelemetry.Baggage.GetBaggage(\"tier\")); Label(activity.GetBaggageItem(text));", "unknown; unknown; unknown")]
    [InlineData("OpenTelemetry.Baggage.SetBaggage(text, \"gold\"); Label(activity.GetBaggageItem(\"tier\"));", "unknown")]
    [InlineData("Label(OpenTelemetry.Baggage.Create(new() { [\"tier\"] = \"gold\" }).GetBaggage(\"tier\"));", "unknown")]
    [InlineData("var tenant = activity.GetBaggageItem(\"tenant\"); if (tenant is null || !Known.Contains(tenant)) tenant = \"other\"; Label(tenant);", "unknown")]
    [InlineData("Label(activity.GetBaggageItem(\"mode\") == \"a\" ? \"a\" : \"b\");", "bounded 2: a b")]
    public async Task Baggage(string code, string expected) => Assert.Equal(expected, await Origins.OfBodyAsync(code));

    [Fact]
    public async Task Baggage_that_a_field_keeps() => Assert.Equal("unbounded baggage[\"tenant\"]", await Origins.OfAsync("class A { string? tenant; void In(Activity a) => tenant = a.GetBaggageItem(\"tenant\"); void Do() => Label(tenant); }"));

    /// <summary>A service that sets no baggage and asks for none: what its client sends is there.</summary>
    [Fact]
    public async Task At_run_time_baggage_is_what_a_client_sends()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var read = new List<string?>();
        app.MapGet("/", () => read.Add(Activity.Current?.GetBaggageItem("tenant")));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == "Microsoft.AspNetCore", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        foreach (var tenant in (string[])["anything", "else"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single());
            request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            request.Headers.Add("baggage", "tenant=" + tenant);
            (await client.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        }
        Assert.Equal(["anything", "else"], read);
    }

    private const string Shop = "class Shop { public event Action<string>? Placed; public void Place(HttpContext c, bool isWeb) { ";

    /// <summary>What an event is raised with is what its handlers are given.</summary>
    [Theory]
    [InlineData(Shop + "Placed?.Invoke(isWeb ? \"web\" : \"phone\"); if (Placed != null) Placed(\"mail\"); } } class M { public M(Shop s) => s.Placed += On; void On(string kind) => Label(kind); }", "bounded 3: mail phone web")]
    [InlineData(Shop + "Placed?.Invoke(isWeb ? \"web\" : \"phone\"); } } class M { public M(Shop s) => s.Placed += kind => Label(kind); }", "bounded 2: phone web")]
    [InlineData(Shop + "Placed?.Invoke(\"web\"); } } class M { public M(Shop s) { s.Placed += On; s.Placed -= On; On(\"own\"); } void On(string kind) => Label(kind); }", "bounded 2: own web")]
    [InlineData(Shop + "Placed?.Invoke(c.Request.Path!); } } class M { public M(Shop s) => s.Placed += On; void On(string path) => Label(path); }", Path)]
    [InlineData(Shop + "Placed?.Invoke(c.Request.Path!); } } class M { public M(Shop s) => s.Placed += path => Label(path); }", Path)]
    // Somebody else may raise it with anything.
    [InlineData(Shop + "var placed = Placed; placed?.Invoke(\"web\"); } } class M { public M(Shop s) => s.Placed += On; void On(string kind) => Label(kind); }", "unknown")]
    [InlineData(Shop + "Raise(Placed); } static void Raise(Action<string>? all) => all?.Invoke(\"web\"); } class M { public M(Shop s) => s.Placed += kind => Label(kind); }", "unknown")]
    [InlineData("interface IShop { event Action<string>? Placed; } class M { public M(IShop s) => s.Placed += On; void On(string kind) => Label(kind); }", "unknown")]
    [InlineData(Shop + "Placed?.Invoke(\"web\"); } } class M { public M(Shop s) { s.Placed += On; Keep(On); } static void Keep(Action<string> all) => all(Console.ReadLine()!); void On(string kind) => Label(kind); }", "unknown")]
    public async Task Values_that_events_are_raised_with(string code, string expected) => Assert.Equal(expected, await Origins.OfAsync(code));
}
