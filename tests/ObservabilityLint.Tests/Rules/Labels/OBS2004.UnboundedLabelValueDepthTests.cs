using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

/// <summary>Values that come to a label through other methods, objects and types of the program.</summary>
public class UnboundedLabelValueDepthTests
{
    private const string Given = "using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Builder; using System.Security.Claims;\n"
        + "static class M { public static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); public static void Count(string value) => C.Add(1, new KeyValuePair<string, object?>(\"value\", value)); }\n";

    private static Task FiresAsync(string code) => Verify<UnboundedLabelValue>.FiresAsync(Given + code);

    private static Task QuietAsync(string code) => Verify<UnboundedLabelValue>.QuietAsync(Given + code);

    [Fact]
    public Task Fires_where_the_value_enters_a_chain_of_eight_methods() => FiresAsync(
        """
        static class Chain
        {
            static void A(HttpRequest request) => B([|request.Path|]);
            static void B(string b) => C(b);
            static void C(string c) => D(c.ToLowerInvariant());
            static void D(string d) { var local = d; E(local); }
            static void E(string e) => F(1, e);
            static void F(int n, string f) => G(value: f);
            static void G(string value) => H(value);
            static void H(string h) => M.Count(h);
        }
        """);

    [Fact]
    public Task Fires_where_a_local_function_and_a_lambda_hand_it_on() => FiresAsync(
        """
        static class Chain
        {
            static void A(Exception e) => B([|e.Message|]);
            static void B(string b) { void Local(string l) => C(l); Local(b); }
            static void C(string c) { Action<string> give = x => D(x); give(c); }
            static void D(string d) => M.Count(d.Trim());
        }
        """);

    [Fact]
    public Task Quiet_where_a_lambda_is_given_several_values() => QuietAsync(
        """
        static class Chain
        {
            static void A(Exception e) => B(e.Message);
            static void B(string b) { Action<string> give = x => M.Count(x); give("a"); give(b.Length > 3 ? "long" : "short"); }
        }
        """);

    [Fact]
    public Task Says_through_which_methods_the_value_goes() => Verify<UnboundedLabelValue>.SaysAsync(
        Given + "static class Track { public static void Visit(HttpRequest request) => Page([|request.Path|]); static void Page(string path) => M.Count(path); }",
        "Label 'value' of 'shop.requests' may take any value (HttpRequest.Path, via Page, Count): each new one creates a time series, and the OpenTelemetry SDK merges all beyond its limit (2,000 by default). Use a value from a fixed set, or put it on the span (Activity).");

    [Fact]
    public Task Fires_through_results_of_methods_that_call_methods() => FiresAsync(
        """
        class Names(IHttpContextAccessor accessor)
        {
            void Count() => M.Count([|Name()|]);
            string Name() => Prefix() + Part(3);
            static string Prefix() => "a";
            string Part(int n) => n == 0 ? Path() : Part(n - 1);
            string Path() => accessor.HttpContext!.Request.Path;
        }
        """);

    [Fact]
    public Task Fires_through_an_interface_of_one_implementation_and_of_three() => FiresAsync(
        """
        interface ISource { string Name(HttpRequest request); }
        class Only : ISource { public string Name(HttpRequest request) => request.Path; }
        interface IKind { string Name { get; } }
        class One : IKind { public string Name => "one"; }
        class Two : IKind { public string Name => "two"; }
        class Three(HttpRequest request) : IKind { public string Name => request.Path; }
        abstract class Sender { protected abstract string Peer(HttpRequest request); public void Send(HttpRequest request) => M.Count([|Peer(request)|]); }
        class Mail : Sender { protected override string Peer(HttpRequest request) => request.Headers["X-Peer"].ToString(); }
        static class Use { static void Do(ISource source, IKind kind, HttpRequest request) { M.Count([|source.Name(request)|]); M.Count([|kind.Name|]); } }
        """);

    [Fact]
    public Task Fires_where_a_constructor_is_given_what_a_request_sends() => FiresAsync(
        """
        class Visit(string path) { public void Done() => M.Count(path); }
        class Session
        {
            private readonly string peer;
            public Session(string peer) => this.peer = peer;
            public void Done() => M.Count(peer);
        }
        static class Use { static void Do(HttpRequest request) { new Visit([|request.Path|]).Done(); new Session([|request.Headers.UserAgent.ToString()|]).Done(); } }
        """);

    [Fact]
    public Task Quiet_where_what_others_give_is_bounded_or_unknown() => QuietAsync(
        """
        interface IKind { string Name { get; } }
        class One : IKind { public string Name => "one"; }
        class Two : IKind { public string Name => "two"; }
        class Node { private readonly string id; public Node(string id) => this.id = id; public void Done() => M.Count(id); }
        static class Use
        {
            static void Do(IKind kind, HttpRequest request) { M.Count(kind.Name); Private("a"); Private(kind.Name); Cycle(3, "x"); Known(request); }
            static void Private(string value) => M.Count(value);
            static void Cycle(int n, string value) { if (n > 0) Cycle(n - 1, value); M.Count(value); }
            static void Known(HttpRequest request) { string path = request.Path!; if (path is "/a" or "/b") Private(path); }
            static Node Create() => new(Guid.NewGuid().ToString());
        }
        """);

    [Theory]
    [InlineData("M.Count([|request.Query[\"q\"].ToString()|]);")]
    [InlineData("M.Count([|request.Query[\"q\"].FirstOrDefault() ?? \"none\"|]);")]
    [InlineData("var q = request.Headers.UserAgent.First(); M.Count([|q|]!);")]
    [InlineData("M.Count([|request.Headers[\"x\"][0]|]!);")]
    [InlineData("M.Count([|Guid.NewGuid().ToString()[..8]|]); M.Count([|Guid.NewGuid().ToString()[^6..]|]); M.Count([|Guid.NewGuid().ToString()[4..]|]);")]
    [InlineData("M.Count([|request.Headers[\"X-Tenant\"]|]!);")]
    [InlineData("M.Count([|request.Headers.UserAgent.ToString()|]);")]
    [InlineData("M.Count([|request.Cookies[\"theme\"]|]!);")]
    [InlineData("M.Count([|request.Form[\"name\"].ToString()|]);")]
    [InlineData("M.Count([|request.RouteValues[\"id\"]!.ToString()|]!);")]
    [InlineData("if (request.Query.TryGetValue(\"q\", out var q)) M.Count([|q.ToString()|]);")]
    public Task Fires_on_what_a_request_carries(string statement) => FiresAsync("static class Use { static void Do(HttpRequest request) { " + statement + " } }");

    [Theory]
    [InlineData("M.Count(request.RouteValues[\"action\"]!.ToString()!);")]
    [InlineData("M.Count(response.Headers.ContentType.ToString());")]
    [InlineData("string q = request.Query[\"q\"]!; if (q is \"a\" or \"b\") M.Count(q);")]
    [InlineData("var q = request.Query[\"q\"].FirstOrDefault(); M.Count(q is \"a\" or \"b\" ? q : \"other\"); M.Count(request.Query[\"q\"].Count.ToString());")]
    // A shard, or a part that depends on the text.
    [InlineData("var id = Guid.NewGuid().ToString(); M.Count(id[..2]); M.Count(id[^3..]); M.Count(id[1..4]); M.Count(id[..id.IndexOf('-')]); M.Count(id[2..Environment.ProcessorCount]);")]
    [InlineData("M.Count(bool.TryParse(request.Query[\"q\"], out var flag) ? flag.ToString() : \"none\");")]
    [InlineData("app.MapGet(\"/{size:regex(^(s|l)$)}\", (HttpRequest r) => M.Count(r.RouteValues[\"size\"]!.ToString()!));")]
    public Task Quiet_on_what_is_checked_or_declared(string statement) => QuietAsync("static class Use { static void Do(HttpRequest request, HttpResponse response, WebApplication app) { " + statement + " } }");

    /// <summary>What the program itself calls, and no attribute makes an action, is a helper that was left public.</summary>
    [Fact]
    public Task Quiet_on_public_helpers_of_controllers() => FiresAsync(
        """
        class HttpDeleteAttribute : System.Attribute { }
        [Route("orders")] public class OrdersController : ControllerBase
        {
            [HttpDelete] public void Delete(string id) { Count("deleted"); Find(id); Search(id); M.Count([|id|]); }
            public void Count(string outcome) => M.Count(outcome);
            public void Search(string text) => M.Count("search");
            public void Ask(string text) => M.Count([|text|]);
            [HttpDelete] public void Find(string text) => M.Count([|text|]);
        }
        """);

    [Fact]
    public Task Fires_on_texts_that_endpoints_are_given() => FiresAsync(
        """
        enum Size { S, L }
        interface IClock { }
        record Order(string Kind);
        public class OrdersController : ControllerBase
        {
            public void Get(string id, [FromHeader] string tenant) { M.Count([|id|]); M.Count([|tenant|]); }
            [NonAction] public void Helper(string id) => M.Count(id);
        }
        static class Endpoints
        {
            static void Map(WebApplication app)
            {
                app.MapGet("/a/{name}", (string name) => M.Count([|name|]));
                app.MapGet("/b/{kind:regex(^(x|y)$)}", (string kind) => M.Count(kind));
                app.MapGet("/c", ([FromServices] string service, bool flag) => { M.Count(service); M.Count(flag.ToString()); });
                app.MapPost("/d", (Order order) => M.Count(order.Kind));
                app.MapGet("/g/{code:guid}/{number:int:min(1)?}", (string code, string number) => { M.Count([|code|]); M.Count([|number|]); });
                app.MapGet("/h/{half:int:range(1,2)}/{plan:plans}/{word:length(2)}", (string half, string plan, string word) => { M.Count(half); M.Count(plan); M.Count(word); });
                app.MapGet("/e", Named);
                app.MapGet("/f", (string state) => { if (state is "on" or "off") M.Count(state); });
            }
            static void Named(string search) => M.Count([|search|]);
        }
        """);

    private const string Scopes = Given + "public record Run(Guid Id, string Kind); public class RunOptions { public Guid Id { get; set; } }\n"
        + "class Kept : IDisposable { readonly TagList tags; public Kept(Run run) { tags = new TagList { { \"run\", run.Id }, { \"kind\", run.Kind } }; } public void Dispose() => M.C.Add(1, tags); }\n"
        + "class Held(Work work, Guid id) : IDisposable { readonly TagList tags = new() { { \"run\", id } }; public void Dispose() { M.C.Add(1, tags); work.ToString(); } }\n"
        + "class Later(Run run) : IAsyncDisposable { public ValueTask DisposeAsync() { M.Count(run.Id.ToString()); return default; } }\n"
        + "class Few(Run run) : IDisposable { readonly TagList tags = new() { { \"kind\", run.Kind } }; public void Dispose() => M.C.Add(1, tags); }\n"
        + "class Set(RunOptions options) : IDisposable { readonly TagList tags = new() { { \"id\", options.Id } }; public void Dispose() => M.C.Add(1, tags); }\n"
        + "class Lists : IDisposable { readonly TagList tags; public Lists(TagList given) { tags = given; } public void Dispose() => M.C.Add(1, tags); }\n"
        + "class Work(Run main, Guid node) { readonly Guid own = Guid.NewGuid(); IDisposable? one; ";

    [Theory]
    [InlineData("void Do(Guid id) { using var held = new Held(this, [|id|]); } void More(Guid id) { using (new Held(this, [|id|])) { } }")]
    [InlineData("void Do(Guid id) { using var given = new Lists(new TagList { { \"run\", [|id|] } }); using (var same = new Lists(new() { { \"run\", [|id.ToString()|] } })) { } }")]
    [InlineData("IDisposable Track(Run run) => new Kept([|run|]); IAsyncDisposable Start(Run run) { return new Later([|run|]); }")]
    [InlineData("IDisposable? Track(bool on, Guid id) => on ? new Held(this, [|id|]) : null;")]
    public Task Fires_on_what_an_object_keeps_that_can_only_be_ended(string code) => Verify<UnboundedLabelValue>.FiresAsync(Scopes + code + " }");

    [Theory]
    [InlineData("IDisposable Track() => new Kept(main); IDisposable Again() => new Held(this, node); IDisposable Own() => new Held(this, own);")]
    [InlineData("Kept Track(Run run) => new Kept(run); IDisposable Once(Guid id) => one ??= new Held(this, id); IDisposable Few(Run run) => new Few(run); IDisposable Set(RunOptions options) => new Set(options);")]
    [InlineData("void Do(Run run, RunOptions options) { using var kept = new Kept(main); using var held = new Held(this, node); using (new Few(run)) using (new Set(options)) { } using var lists = new Lists(new TagList { { \"node\", node } }); }")]
    [InlineData("void Do(Run run, Guid id) { var kept = new Kept(run); var lists = new Lists(new TagList { { \"id\", id } }); one = kept; } static void Main() { using var once = new Lists(new TagList { { \"id\", Guid.NewGuid() } }); }")]
    public Task Quiet_on_what_may_be_one_object_or_one_value(string code) => Verify<UnboundedLabelValue>.QuietAsync(Scopes + code + " }");

    [Theory]
    [InlineData("M.Count([|user.FindFirst(c => c.Type == \"sub\")!.Value|]); M.Count([|user.Claims.First(c => c.Type == ClaimTypes.NameIdentifier).Value|]);")]
    [InlineData("M.Count([|user.Claims.FirstOrDefault(c => c.Type == ClaimTypes.NameIdentifier || c.Type == \"sub\")?.Value ?? \"none\"|]); M.Count([|user.Claims.Single(c => c.Type is \"sub\" or ClaimTypes.Email).Value|]);")]
    [InlineData("M.Count([|user.Claims.Where(c => c.Type == \"sub\" && c.Issuer == issuer).Select(c => c.Value).FirstOrDefault() ?? \"\"|]); M.Count([|user.FindAll(c => \"sub\".Equals(c.Type)).First().Value|]);")]
    [InlineData("M.Count([|own.Find(c => string.Equals(c.Type, \"sub\", StringComparison.Ordinal))!.Value|]); foreach (var claim in user.Claims.Where(c => c.Type == \"sub\")) M.Count([|claim.Value|]);")]
    public Task Fires_on_claims_that_are_searched(string statements) => FiresAsync(Claimed + statements + " } }");

    [Theory]
    [InlineData("M.Count(user.FindFirst(c => c.Type == \"sub\" || c.Type == \"role\")!.Value); M.Count(user.FindFirst(c => c.Type != \"sub\")!.Value); M.Count(user.FindFirst(c => c.Value == \"sub\")!.Value);")]
    [InlineData("M.Count(user.Claims.First(c => c.Type == issuer).Value); M.Count(user.Claims.First(c => c.Type == \"tenant\").Value); M.Count(user.Claims.First(c => c.Type is \"sub\" or \"role\").Value);")]
    [InlineData("M.Count(user.Claims.First(c => c.Type == \"sub\").Issuer); M.Count(user.Claims.Count(c => c.Type == \"sub\").ToString()); M.Count(user.Claims.Any(c => c.Type == \"sub\") ? \"yes\" : \"no\");")]
    [InlineData("var known = new List<Claim> { new(\"sub\", \"a\") }; M.Count(known.First(c => c.Type == \"sub\").Value); M.Count(known.Where(c => c.Type == \"sub\").First().Value);")]
    [InlineData("foreach (var claim in user.Claims.Where(c => c.Type == \"role\")) M.Count(claim.Value); var others = new[] { (Type: \"sub\", Value: issuer) }; M.Count(others.First(c => c.Type == \"sub\").Value);")]
    public Task Quiet_on_claims_that_are_searched(string statements) => QuietAsync(Claimed + statements + " } }");

    private const string Claimed = "static class Use { static void Do(System.Security.Claims.ClaimsPrincipal user, List<System.Security.Claims.Claim> own, string issuer) { ";

    [Fact]
    public Task Fires_on_objects_that_are_bound_part_by_part() => FiresAsync(
        """
        public class Filter { public string Text { get; set; } = ""; public string? Sort { get; set; } public DayOfWeek Day { get; set; } public string Length => Text.Length > 9 ? "long" : "short"; }
        public record Page(string Title);
        public class Parsed { public string Kind { get; set; } = ""; public static bool TryParse(string text, IFormatProvider? provider, out Parsed parsed) { parsed = new() { Kind = text == "a" ? "a" : "b" }; return true; } }
        [System.ComponentModel.TypeConverter(typeof(System.ComponentModel.TypeConverter))] public class Converted { public string Kind { get; set; } = ""; }
        public class SearchController : ControllerBase
        {
            public void Get([FromQuery] Filter filter, [FromForm] Page page) { M.Count([|filter.Text|]); M.Count([|filter.Sort ?? "none"|]); M.Count([|page.Title|]); M.Count(filter.Day.ToString()); M.Count(filter.Length); }
            public void Check([FromQuery] Filter filter) => M.Count(filter.Sort is "up" or "down" ? filter.Sort : "other");
            public void Post([FromBody] Filter filter, [FromServices] Page page) { M.Count(filter.Text); M.Count(page.Title); }
            public void Read([FromQuery] Parsed parsed, [FromRoute] Converted converted, [FromQuery] Version version) { M.Count(parsed.Kind); M.Count(converted.Kind); M.Count(version.ToString()); }
            [NonAction] public void Help([FromQuery] Filter filter) => M.Count(filter.Text);
        }
        static class Endpoints { static void Map(WebApplication app) => app.MapGet("/a", ([FromQuery] Parsed parsed) => M.Count(parsed.Kind)); }
        """);

    [Fact]
    public Task Fires_on_what_a_page_is_filled_with() => FiresAsync(
        """
        public class Input { public string Text { get; set; } = ""; public DayOfWeek Day { get; set; } }
        public class SearchModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
        {
            [BindProperty] public string Name { get; set; } = "";
            [BindProperty(Name = "q", SupportsGet = true)] public string Search { get; set; } = "";
            [BindProperty] public Input Input { get; set; } = new();
            public string Title { get; set; } = "";
            public void OnGet() { M.Count(Name); M.Count(Input.Text); M.Count([|Search|]); M.Count(Title); }
            public void OnPost(IFormFile file) { M.Count([|Name|]); M.Count([|Input.Text|]); M.Count(Input.Day.ToString()); M.Count(Name is "a" or "b" ? Name : "other"); M.Count([|file.FileName|]); M.Count(file.Length > 9 ? "large" : "small"); }
            public void OnPostFixed() { Name = "fixed"; Input = new() { Text = "a" }; M.Count(Name); M.Count(Input.Text); }
        }
        """);

    /// <summary>gRPC, by the shape of its library, and Blazor.</summary>
    [Fact]
    public Task Fires_on_who_calls_and_what_is_shown() => FiresAsync(
        """
        class Calls { void Do(Grpc.Core.ServerCallContext context, Microsoft.AspNetCore.Components.NavigationManager navigation) { M.Count([|context.Peer|]); M.Count(context.Method); M.Count([|navigation.Uri|]); M.Count([|navigation.ToBaseRelativePath(navigation.Uri)|]); M.Count(navigation.BaseUri); } }
        namespace Grpc.Core { abstract class ServerCallContext { public abstract string Peer { get; } public abstract string Method { get; } } }
        """);

    [Fact]
    public Task Fires_on_hashes_of_values_without_end() => FiresAsync(
        """
        static class Hashes
        {
            static void Do(HttpRequest request, Guid id)
            {
                M.Count([|Hex(id.ToString())|]);
                M.Count([|Convert.ToBase64String(System.Security.Cryptography.MD5.Create().ComputeHash(id.ToByteArray()))|]);
                var bytes = System.Text.Encoding.UTF8.GetBytes(request.Path);
                M.Count([|Convert.ToHexString(bytes)[..8]|]);
            }
            static string Hex(string text) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        }
        """);

    [Fact]
    public Task Quiet_on_parts_of_hashes_and_on_hashes_of_what_is_bounded() => QuietAsync(
        """
        static class Hashes
        {
            static void Do(Guid id, bool isLong)
            {
                var hash = System.Security.Cryptography.SHA256.HashData(id.ToByteArray());
                M.Count((hash[0] % 16).ToString());
                M.Count(hash.Length.ToString());
                M.Count((BitConverter.ToUInt32(hash) % 8).ToString());
                M.Count(Convert.ToHexString(hash, 0, 1));
                M.Count(Convert.ToBase64String(hash, 0, 1));
                M.Count(Convert.ToHexString(hash.AsSpan(0, 1)));
                M.Count(Convert.ToHexString(hash)[..2]);
                M.Count(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(isLong ? "long" : "short"))));
            }
        }
        """);

    [Fact]
    public Task Fires_where_one_method_fills_the_tags_and_another_records_them() => FiresAsync(
        """
        static class Tags { public static void AddTo(this string path, Dictionary<string, object?> tags) => tags["path"] = path; }
        static class Instruments
        {
            public static void SetUp(Meter meter, string path)
            {
                Dictionary<string, object?> tags = [];
                path.AddTo(tags);
                Players(meter, tags);
            }
            static void Players(Meter meter, Dictionary<string, object?> tags) => meter.CreateObservableGauge("players", () => new Measurement<int>(1, tags));
        }
        class Shop { public Shop(Meter meter, string path) => Instruments.SetUp(meter, path); }
        static class Use { static void Do(HttpRequest request, Meter meter) { Instruments.SetUp(meter, [|request.Path|]); new Shop(meter, [|request.Path|]); new Shop(meter, "main"); } }
        """);
}
