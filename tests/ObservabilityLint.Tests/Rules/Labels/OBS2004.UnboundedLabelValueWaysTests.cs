using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

/// <summary>The ways that values take to a label, and the tests that they pass.</summary>
public class UnboundedLabelValueWaysTests
{
    private const string Given = "using System.IO; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Routing;\n"
        + "static class M { static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); public static void Count(object? value) => C.Add(1, new KeyValuePair<string, object?>(\"value\", value)); }\n";

    private const string Method = Given + "static class Use { static readonly string[] Known = []; static readonly List<string> Listed = []; static readonly DirectoryInfo Data = new(\"/data\");\n"
        + "static async Task Do(HttpRequest request, Exception e, string kind) { string path = request.Path; ";

    [Theory]
    [InlineData("var (code, text) = e switch { ArgumentException a => (400, a.Message), _ => (500, \"error\") }; M.Count([|text|]); M.Count(code);")]
    [InlineData("string text; (_, text) = kind switch { \"a\" => (1, \"a\"), _ => (2, path) }; M.Count([|text|]);")]
    [InlineData("var (code, text) = Map(e); M.Count([|text|]); M.Count(code); } static (int, string) Map(Exception e) => e switch { ArgumentException => (400, \"bad\"), _ => (500, e.Message) }; static void Other() {")]
    [InlineData("var problem = kind switch { \"a\" => new Problem(1, \"a\"), \"b\" => throw e, _ => new Problem(2, path) }; M.Count([|problem.Text|]); M.Count(problem.Code); } record Problem(int Code, string Text); static void Other() {")]
    public Task Fires_through_choices_of_tuples_and_objects(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Method + statements + " } }");

    [Theory]
    [InlineData("var (code, text) = e switch { ArgumentException a => (400, a.ParamName), _ => (500, \"error\") }; M.Count(text); M.Count(code);")]
    [InlineData("var (isKnown, text) = Known.Contains(path) ? (true, path) : (false, \"other\"); M.Count(text);")]
    [InlineData("var (text, code) = path switch { \"/a\" or \"/b\" => (path, 1), _ => (\"other\", 2) }; M.Count(text); M.Count(code);")]
    [InlineData("var (code, text) = kind switch { \"a\" => (1, path), _ => throw e }; M.Count(code);")]
    public Task Quiet_on_choices_of_tuples(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Method + statements + " } }");

    [Theory]
    [InlineData("if (Known.All(p => p != path)) M.Count([|path|]);")]
    [InlineData("if (!Known.Any(p => p == path)) M.Count([|path|]);")]
    [InlineData("if (!Array.Exists(Known, p => p == path)) M.Count([|path|]);")]
    [InlineData("if (path.All(char.IsLetter)) M.Count([|path|]);")]
    [InlineData("if (path.FirstOrDefault() != '/') M.Count([|path|]);")]
    [InlineData("string m; switch (e) { case TimeoutException: m = \"timeout\"; break; default: m = e.Message; break; } M.Count([|m|]);")]
    [InlineData("string m; switch (e) { case TimeoutException: m = \"timeout\"; break; case ArgumentException: m = e.Message; break; default: m = \"other\"; break; } var n = m; M.Count([|n|]);")]
    [InlineData("string m; switch (kind) { case \"path\": m = path; break; default: m = \"other\"; break; } M.Count([|m|]);")]
    [InlineData("switch (path) { case \"/health\": path = \"health\"; break; case \"\": path = \"none\"; break; } M.Count([|path|]);")]
    [InlineData("switch (kind) { case \"a\": if (Known.Length > 3) return; M.Count([|path|]); break; default: M.Count([|path|]); if (!Listed.Contains(path)) return; break; }")]
    public Task Fires_behind_tests(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Method + statements + " } }");

    [Theory]
    [InlineData("if (Known.All(p => p != path)) path = \"other\"; M.Count(path);")]
    [InlineData("if (!Known.Any(p => p == path)) path = \"other\"; M.Count(path);")]
    [InlineData("if (Array.TrueForAll(Known, p => !string.Equals(p, path))) path = \"other\"; M.Count(path);")]
    [InlineData("if (Listed.TrueForAll(p => { return p != path; })) return; M.Count(path);")]
    [InlineData("if (!Array.Exists(Known, p => p == path) && !Listed.Exists(p => p == path)) path = \"other\"; M.Count(path);")]
    [InlineData("if (Listed.Find(p => p == path) is null) path = \"other\"; M.Count(path);")]
    [InlineData("if (Array.Find(Known, p => p == path) == null) return; M.Count(path);")]
    [InlineData("if (Listed.FindIndex(p => p == path) < 0 || Known.Count(p => p == path) == 0) return; M.Count(path);")]
    [InlineData("var found = Listed.Find(p => p == path); if (found is null) return; M.Count(path);")]
    [InlineData("M.Count(Known.FirstOrDefault(p => p == path) is not null ? path : \"other\");")]
    [InlineData("switch (path) { case \"/health\": break; default: path = \"other\"; break; } M.Count(path);")]
    [InlineData("switch (path) { case \"/health\": case \"/ready\": break; default: return; } M.Count(path);")]
    [InlineData("string m; switch (kind) { case \"a\": m = \"b\"; break; default: m = \"other\"; break; } M.Count(m);")]
    [InlineData("M.Count(Listed.Contains(path) switch { true => path, false => \"other\" });")]
    [InlineData("M.Count((!Listed.Contains(path)) switch { true => \"other\", false => path });")]
    [InlineData("switch (Listed.Contains(path)) { case true: M.Count(path); break; default: M.Count(\"other\"); break; }")]
    [InlineData("foreach (var drive in DriveInfo.GetDrives()) { M.Count(drive.RootDirectory.FullName); M.Count(drive.RootDirectory.Name); M.Count(drive.RootDirectory); }")]
    [InlineData("M.Count(Data.FullName); M.Count(new FileInfo(path).Directory!.Root.Name);")]
    [InlineData("switch (kind) { case \"a\": if (!Listed.Contains(path)) path = \"other\"; M.Count(path); break; default: if (!Listed.Contains(path)) return; M.Count(path); break; }")]
    public Task Quiet_behind_tests(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Method + statements + " } }");

    [Fact]
    public Task Fires_on_tags_that_the_object_of_a_request_holds() => Verify<UnboundedLabelValue>.FiresAsync(Given +
        """
        static class T { public static readonly Counter<long> C = new Meter("T").CreateCounter<long>("c"); }
        class OfContext(HttpContext context)
        {
            private readonly KeyValuePair<string, object?> _tag = new("route", [|context.Request.Path.Value|]);
            private readonly KeyValuePair<string, object?>[] _tags = [new("kind", "a"), new("trace", [|context.TraceIdentifier|])];
            public void Done() { T.C.Add(1, _tag); T.C.Add(1, _tags); T.C.Add(2, _tags); }
        }
        class OfPath(string path)
        {
            private readonly TagList _tags = new() { { "route", path } };
            public void Done() => T.C.Add(1, _tags);
        }
        class OfWritten
        {
            private readonly TagList _tags;
            public OfWritten(string path) { _tags = new TagList { { "route", path } }; }
            public void Done() => T.C.Add(1, _tags);
        }
        static class Handler
        {
            public static void Do(HttpContext context) { new OfContext(context).Done(); new OfPath([|context.Request.Path|]).Done(); new OfWritten([|context.Request.Path|]).Done(); }
        }
        """);

    [Fact]
    public Task Quiet_on_tags_that_may_be_one_for_the_process() => Verify<UnboundedLabelValue>.QuietAsync(Given +
        """
        static class T { public static readonly Counter<long> C = new Meter("T").CreateCounter<long>("c"); }
        class Worker
        {
            private static readonly KeyValuePair<string, object?> Run = new("run", Guid.NewGuid());
            private static readonly TagList Failed = Of(new TimeoutException());
            private readonly TagList _tags;
            private readonly KeyValuePair<string, object?> _start = new("start", DateTime.UtcNow);
            public Worker(Guid id, string name) { _tags = new TagList { { "worker", id }, { "name", name } }; }
            public void Done() { T.C.Add(1, _tags); T.C.Add(1, _start); T.C.Add(1, Run); T.C.Add(1, Failed); }
            static TagList Of(Exception e) => new() { { "error", e.Message } };
        }
        static class Start { public static Worker Do(string name) => new(Guid.NewGuid(), name); }
        """);

    private const string Filled = "using Microsoft.AspNetCore.Http;\nstatic class Use { static readonly Counter<int> Hits = new Meter(\"Shop\").CreateCounter<int>(\"shop.hits\"); static void Do(HttpRequest request, bool any) { ";

    [Theory]
    [InlineData("List<KeyValuePair<string, object?>>? tags = null; if (any) (tags ??= new()).Add(new(\"page\", [|request.Path.Value|])); if (tags != null) Hits.Add(1, tags.ToArray());")]
    [InlineData("List<KeyValuePair<string, object?>>? tags = null; if (any) (tags ??= []).Add(new(\"page\", request.Path.Value)); (tags ??= new()).Add(new(\"page\", [|request.Path.Value|])); Hits.Add(1, tags.ToArray());")]
    [InlineData("List<KeyValuePair<string, object?>>? tags = any ? new() : null; tags?.Add(new(\"page\", [|request.Path.Value|])); if (tags != null) Hits.Add(1, tags.ToArray());")]
    [InlineData("var tags = new Dictionary<string, object?>(); tags.TryAdd(\"page\", [|request.Path.Value|]); Hits.Add(1, tags.ToArray());")]
    [InlineData("var tags = new Dictionary<string, object?> { [\"page\"] = \"none\" }; tags[\"page\"] = [|request.Path.Value|]; Hits.Add(1, tags.ToArray());")]
    [InlineData("var tags = new Dictionary<string, object?> { [\"page\"] = [|request.Path.Value|] }; if (any) tags[\"page\"] = \"none\"; Hits.Add(1, tags.ToArray());")]
    // Beside another list, which has its own entries.
    [InlineData("var tags = new Dictionary<string, object?>(); tags[\"page\"] = \"none\"; Hits.Add(1, [new(\"page\", [|request.Path.Value|]), .. tags]);")]
    [InlineData("List<KeyValuePair<string, object?>> tags = [new(\"kind\", 1)]; tags.Clear(); Hits.Add(1, [new(\"page\", [|request.Path.Value|]), .. tags]);")]
    public Task Fires_on_lists_that_are_filled(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Filled + statements + " } }");

    [Theory]
    [InlineData("var tags = new Dictionary<string, object?> { [\"page\"] = request.Path.Value }; tags[\"page\"] = \"none\"; Hits.Add(1, tags.ToArray());")]
    [InlineData("var tags = new Dictionary<string, object?>(); tags[\"page\"] = request.Path.Value; tags[\"page\"] = any ? \"a\" : \"b\"; Hits.Add(1, [.. tags]);")]
    [InlineData("List<KeyValuePair<string, object?>>? tags = null; (tags ??= new()).Add(new(\"page\", \"none\")); Hits.Add(1, tags.ToArray()); tags?.Add(new(\"page\", request.Path.Value));")]
    public Task Quiet_on_values_that_are_replaced_or_come_later(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Filled + statements + " } }");

    private const string Sources = Given + "public interface IStore { Guid Current(); Guid InstanceId(); Task<Guid> CreateAsync(); Task<string> NameAsync(); ValueTask<DateTime> WhenAsync(); }\n"
        + "class Own(IStore held) { static readonly Guid Main = Guid.Empty; static Task<string> Said(Exception e) => Task.FromResult(e.Message); static async Task<string> SaidLater(Exception e) { await Task.Yield(); return e.Message; }\n"
        + "static bool TrySay(Exception e, out string said) { if (e is TimeoutException) { said = \"timeout\"; return true; } said = e.Message; return false; }\n"
        + "static bool TryKnow(Exception e, out string said) { said = e.Message; return said.Length < 3; } static bool TryName(string kind, out string name) { name = kind == \"a\" ? \"a\" : \"b\"; return true; }\n"
        + "static void Say(Exception e, ref string said) => said = e.Message; static object Load() => Main; static Guid Tenant() => Main; static Task<Guid> TenantAsync() => Task.FromResult(Main);\n"
        + "async Task Do(IStore store, Exception e, Task<Guid> load, Func<Task<Guid>> make, Guid[] ids, Dictionary<string, Guid> byName, object boxed, System.Data.IDataRecord row, StoreOptions options, Guid[] nodeIds) { ";

    private const string SourcesEnd = " } } class StoreOptions { public Dictionary<string, Guid> Ids = []; public object Id = 1; }";

    [Theory]
    [InlineData("M.Count([|SaidLater(e).Result|]); M.Count([|SaidLater(e).GetAwaiter().GetResult()|]); M.Count([|await SaidLater(e)|]); M.Count([|Said(e).Result|]);")]
    [InlineData("M.Count([|await Said(e).WaitAsync(TimeSpan.FromSeconds(1))|]); M.Count([|await new ValueTask<string>(e.Message).AsTask()|]);")]
    [InlineData("var m = await Task.Run(() => e.Message); M.Count([|m|]); M.Count([|await Task.Run(async () => { await Task.Yield(); return e.Message; })|]);")]
    [InlineData("M.Count([|await load|]); M.Count([|load.Result.ToString()|]); M.Count([|await load.ConfigureAwait(false)|]); M.Count([|await make()|]);")]
    [InlineData("var id = await store.CreateAsync(); M.Count([|id.ToString()|]); M.Count([|$\"t-{await store.CreateAsync()}\"|]); M.Count([|await store.WhenAsync()|]);")]
    [InlineData("M.Count([|store.Current()|]); M.Count([|ids[0]|]); M.Count([|byName[\"x\"]|]); if (byName.TryGetValue(\"x\", out var id)) M.Count([|id|]);")]
    [InlineData("M.Count((Guid)[|boxed|]); M.Count((Guid)[|row[\"id\"]|]);")]
    [InlineData("M.Count([|string.Create(null, $\"id-{ids[0]}\")|]); M.Count([|string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"{e.Message}\")|]);")]
    [InlineData("TrySay(e, out var said); M.Count([|said|]); string text = \"\"; Say(e, ref text); M.Count([|text|]);")]
    public Task Fires_through_tasks_and_references(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Sources + statements + SourcesEnd);

    [Theory]
    [InlineData("M.Count(await TenantAsync()); M.Count(TenantAsync().Result); M.Count(Tenant()); M.Count((Guid)Load()); M.Count(await Task.Run(() => Main)); M.Count(await Task.Run(() => \"a\"));")]
    [InlineData("M.Count(await store.NameAsync()); M.Count(store.NameAsync().Result); M.Count(store.InstanceId()); M.Count(nodeIds[0]); M.Count(Task.FromResult(DayOfWeek.Friday).Result);")]
    [InlineData("M.Count(held.Current()); M.Count(await held.CreateAsync()); M.Count(options.Ids[\"x\"]); M.Count((Guid)options.Id);")]
    [InlineData("object o = Main; M.Count((Guid)o); var all = new[] { Guid.Empty }; M.Count(all[0]);")]
    // The method looks at what it has written.
    [InlineData("if (TryKnow(e, out var said)) M.Count(said); if (TryName(\"x\", out var name)) M.Count(name);")]
    [InlineData("M.Count(string.Create(null, $\"{DayOfWeek.Friday} {store.GetType().Name}\"));")]
    public Task Quiet_through_tasks_and_references(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Sources + statements + SourcesEnd);

    [Theory]
    [InlineData("M.Count([|context.GetRouteValue(\"id\")|]); M.Count([|context.GetRouteData().Values[\"id\"]|]); M.Count([|action.RouteData.Values[\"id\"]?.ToString()|]);")]
    [InlineData("if (context.Request.RouteValues.TryGetValue(\"id\", out var id)) M.Count([|id|]);")]
    public Task Fires_on_parts_of_the_route(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Given + "static class Use { static void Do(HttpContext context, ActionContext action) { " + statements + " } }");

    [Theory]
    [InlineData("M.Count(context.GetRouteValue(\"controller\")); M.Count(context.GetRouteData().Values[\"action\"]); M.Count(action.RouteData.Values[\"page\"]); M.Count(action.RouteData.Values[\"area\"]);")]
    [InlineData("if (context.Request.RouteValues.TryGetValue(\"action\", out var name)) M.Count(name); M.Count(action.RouteData.DataTokens[\"x\"]);")]
    [InlineData("app.MapGet(\"/{size:regex(^(s|l)$)}\", (HttpContext c) => M.Count(c.GetRouteValue(\"size\")));")]
    public Task Quiet_on_parts_of_the_route(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Given + "static class Use { static void Do(HttpContext context, ActionContext action, WebApplication app) { " + statements + " } }");

    [Fact]
    public Task Fires_on_texts_that_are_bound_part_by_part() => Verify<UnboundedLabelValue>.FiresAsync(Given +
        """
        record Search([FromQuery] string Text, string Sort, string Size, int Page);
        class Named { [FromQuery(Name = "q")] public string? Text { get; set; } [FromRoute] public string Id { get; set; } = ""; [FromServices] public string Service { get; set; } = ""; public string Kind => Id == "a" ? "a" : "b"; }
        static class Endpoints
        {
            static void Map(WebApplication app)
            {
                app.MapGet("/a/{size:regex(^(s|l)$)}", ([AsParameters] Search s) => { M.Count([|s.Text|]); M.Count([|s.Sort ?? "none"|]); M.Count(s.Size); M.Count(s.Page > 1 ? "more" : "first"); });
                app.MapGet("/b/{id}", Get);
                app.MapPost("/c", (Search body) => M.Count(body.Text));
                app.MapGet("/d", ([AsParameters] Search s) => { if (s.Sort is "up" or "down") M.Count(s.Sort); });
            }
            static void Get([AsParameters] Named named) { M.Count([|named.Text|]); M.Count([|named.Id|]); M.Count(named.Service); M.Count(named.Kind); }
            static void Other(Named named) => M.Count(named.Text);
        }
        """);

    [Fact]
    public Task Fires_through_records_that_are_taken_apart_and_generic_bases() => Verify<UnboundedLabelValue>.FiresAsync(Given +
        """
        record Visit(string Agent, string Kind);
        record Own(string Agent, string Kind) { public void Deconstruct(out string agent, out string kind) => (agent, kind) = (Agent is "a" ? "a" : "b", Kind); }
        static class Use
        {
            static void Do(HttpRequest request) { var visit = new Visit(request.Path, request.Method); var (agent, kind) = visit; M.Count([|agent|]); M.Count(kind); }
            static void Other(HttpRequest request) { var (agent, kind) = new Own(request.Path, request.Method); M.Count(agent); M.Count(kind); }
        }
        abstract class Job<T> { protected abstract string Label(T item); public void Run(T item) => M.Count([|Label(item)|]); }
        sealed class GuidJob : Job<Guid> { protected override string Label(Guid item) => $"job-{item:N}"; }
        abstract class Kind<T> { protected abstract string Label(T item); public void Run(T item) => M.Count(Label(item)); }
        sealed class GuidKind : Kind<Guid> { protected override string Label(Guid item) => item == Guid.Empty ? "none" : GetType().Name; }
        """);

    [Fact]
    public Task Fires_on_lists_of_texts_that_are_bound() => Verify<UnboundedLabelValue>.FiresAsync(Given +
        """
        [ApiController] [Route("lists")] public class ListsController : ControllerBase
        {
            [HttpGet("a")] public void Get([FromQuery] string[] tags, [FromHeader(Name = "X-Kind")] List<string> kinds, [FromForm] IEnumerable<string> colours) { foreach (var tag in tags) M.Count([|tag|]); M.Count([|kinds[0]|]); M.Count([|colours.First()|]); M.Count(tags.Length > 3 ? "many" : "few"); }
            [HttpPost("b")] public void Post([FromBody] string[] body, string[] other, [FromQuery] DayOfWeek[] days) { foreach (var one in body) M.Count(one); foreach (var one in other) M.Count(one); foreach (var day in days) M.Count(day); }
            [HttpGet("c")] public void Check([FromQuery] string[] tags) { foreach (var tag in tags) if (tag is "a" or "b") M.Count(tag); foreach (var tag in Known(tags)) M.Count(tag); }
            [NonAction] public void Help([FromQuery] string[] tags) => M.Count(tags[0]);
            static IEnumerable<string> Known(string[] tags) => tags.Where(new HashSet<string> { "a" }.Contains);
        }
        static class Endpoints { static void Map(WebApplication app) => app.MapGet("/lists", ([FromQuery] string[] tags) => { foreach (var tag in tags) M.Count([|tag|]); }); }
        """);

    [Fact]
    public Task Fires_on_texts_whose_validation_leaves_no_end() => Verify<UnboundedLabelValue>.FiresAsync(Validated(
        "M.Count([|b|]); M.Count([|c|]); M.Count([|d|]);", "[FromQuery, Required, StringLength(3)] string b, [FromQuery, RegularExpression(@\"^[a-z0-9-]+$\")] string c, [DeniedValues(\"x\")] string d",
        "app.MapGet(\"/a\", ([AsParameters] Search s) => M.Count([|s.Text|]));"));

    [Fact]
    public Task Quiet_on_texts_of_which_few_pass_validation() => Verify<UnboundedLabelValue>.QuietAsync(Validated(
        "M.Count(b); M.Count(c); M.Count(d); M.Count(e); M.Count(f);", "[FromQuery, AllowedValues(\"eu\", \"us\")] string b, [FromQuery, RegularExpression(@\"^(eu|us|[+*]|\\+1)$\")] string c, [EnumDataType(typeof(DayOfWeek))] string d, [Known] string e, [Range(1, 5)] string f",
        "app.MapGet(\"/a\", ([AsParameters] Search s) => { M.Count(s.Kind); M.Count(s.Other); });"));

    private static string Validated(string counts, string parameters, string map) => "using System.ComponentModel.DataAnnotations; " + Given +
        "class KnownAttribute : ValidationAttribute { public override bool IsValid(object? value) => value is \"a\"; }\n"
        + "record Search([AllowedValues(\"a\", \"b\")] string Kind, [property: RegularExpression(\"^(a|b)$\")] string Other, [MaxLength(9)] string Text);\n"
        + "[ApiController] [Route(\"few\")] public class FewController : ControllerBase { [HttpGet(\"a\")] public void Get(" + parameters + ") { " + counts + " } }\n"
        + "static class Endpoints { static void Map(WebApplication app) { " + map + " } }";

    private const string Capped = Given + "class Caps { const int Max = 50; readonly HashSet<string> seen = []; readonly Dictionary<string, string> names = []; static readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> hits = new(); readonly List<string> batch = []; readonly object gate = new();\n"
        + "void Do(HttpRequest request, int max) { string path = request.Path; ";

    [Theory]
    // What is taken out again is the work at hand, as what a list or a local holds is; and another value is put in.
    [InlineData("if (seen.Count >= Max) return; seen.Add(path); M.Count([|path|]); seen.Remove(path); } }")]
    [InlineData("if (batch.Count >= Max) return; batch.Add(path); M.Count([|path|]); } }")]
    [InlineData("var own = new HashSet<string>(); if (own.Count >= Max) return; own.Add(path); M.Count([|path|]); } }")]
    [InlineData("if (seen.Count >= Max) return; seen.Add(\"one\"); M.Count([|path|]); } }")]
    [InlineData("if (seen.Count > 0) { seen.Add(path); M.Count([|path|]); } } }")]
    [InlineData("if (seen.Count >= Max) return; seen.Add(path); M.Count([|path|]); } void Reset() => seen.Clear(); }")]
    public Task Fires_on_what_is_only_capped_for_now(string code) => Verify<UnboundedLabelValue>.FiresAsync(Capped + code);

    [Theory]
    [InlineData("M.Count(Of(path)); } string Of(string v) { lock (gate) { if (seen.Contains(v)) return v; if (seen.Count >= Max) return \"other\"; seen.Add(v); return v; } } }")]
    [InlineData("M.Count(Of(path)); } string Of(string v) { lock (seen) { if (seen.Count >= 100 && !seen.Contains(v)) return \"other\"; seen.Add(v); } return v; } }")]
    [InlineData("M.Count(Of(path)); } string Of(string v) { if (!names.TryGetValue(v, out var known)) { known = names.Count >= Max ? \"overflow\" : v; names.TryAdd(v, known); } return known; } }")]
    [InlineData("if (max <= hits.Count && !hits.ContainsKey(path)) path = \"other\"; hits[path] = 1; M.Count(path); } }")]
    [InlineData("if (seen.Count < max || seen.Contains(path)) { seen.Add(path); M.Count(path); } } }")]
    public Task Quiet_on_a_capped_number_of_values(string code) => Verify<UnboundedLabelValue>.QuietAsync(Capped + code);

    private const string Texts = Given + "static class Use { static void Do(Guid id, DateTime at, DayOfWeek day, double part, TimeSpan took, string kind) { ";

    [Theory]
    [InlineData("M.Count([|string.Create(null, $\"{id:N}\")|]); M.Count([|string.Create(null, $\"{id,40}\")|]); M.Count([|string.Create(null, $\"{kind}-{at,40:O}\")|]);")]
    [InlineData("M.Count([|FormattableString.Invariant($\"{kind}-{id:N}\")|]); M.Count([|FormattableString.CurrentCulture($\"{at:O}\")|]); M.Count([|at.ToShortDateString()|]);")]
    public Task Fires_on_texts_for_a_culture(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Texts + statements + " } }");

    [Theory]
    [InlineData("M.Count(string.Create(null, $\"{kind}-{at:HH:mm}\")); M.Count(string.Create(null, $\"{day:D}-{day,10}-{part:F1}-{took:c}\")); M.Count(FormattableString.Invariant($\"{day}-{at:HH}-{kind}\"));")]
    public Task Quiet_on_texts_for_a_culture(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Texts + statements + " } }");

    private const string Labelled = "using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Routing; using Prometheus.HttpMetrics;\nstatic class Use { static readonly string[] Known = []; static readonly string Instance = Guid.NewGuid().ToString();\n"
        + "static string Who(HttpContext c) => c.User.Identity?.Name ?? \"none\"; static string Kind(HttpContext c) => c.Request.IsHttps ? \"a\" : \"b\"; static void Configure(WebApplication app, HttpMetricsOptionsBase one) { var id = Guid.NewGuid().ToString(); app.UseHttpMetrics(o => { ";

    [Theory]
    [InlineData("o.AddCustomLabel(\"tenant\", c => [|c.Request.Headers[\"X-Tenant\"].FirstOrDefault() ?? \"none\"|]);")]
    [InlineData("o.AddCustomLabel(\"page\", c => [|c.Request.Path|]); o.AddCustomLabel(\"agent\", c => [|c.Request.Headers.UserAgent|]!);")]
    [InlineData("o.AddCustomLabel(\"search\", c => { if (c.Request.Query.Count == 0) return \"none\"; return [|c.Request.Query[\"q\"].ToString()|]; });")]
    [InlineData("o.AddCustomLabel(\"id\", _ => [|Guid.NewGuid().ToString()|]); o.AddCustomLabel(\"who\", [|Who|]);")]
    [InlineData("o.AddCustomLabel(new HttpCustomLabel(\"search\", c => [|c.Request.QueryString.Value ?? \"\"|])); one.CustomLabels.Add(new HttpCustomLabel(labelValueProvider: c => [|c.TraceIdentifier|], labelName: \"id\"));")]
    public Task Fires_on_labels_of_the_requests_metrics(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Labelled + statements + " }); } }");

    [Theory]
    [InlineData("o.AddCustomLabel(\"a\", c => c.Request.Method); o.AddCustomLabel(\"b\", c => c.Response.StatusCode.ToString()); o.AddCustomLabel(\"c\", c => (c.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? \"none\");")]
    [InlineData("o.AddCustomLabel(\"a\", Kind); o.AddCustomLabel(\"b\", c => { var q = c.Request.Query[\"q\"].ToString(); return Known.Contains(q) ? q : \"other\"; }); o.AddCustomLabel(\"c\", c => c.Items[\"x\"] as string ?? \"\");")]
    [InlineData("o.AddCustomLabel(\"a\", _ => id); o.AddCustomLabel(\"b\", _ => { var copy = id; return copy; }); o.AddCustomLabel(\"c\", _ => Instance); o.AddCustomLabel(\"d\", _ => Environment.MachineName);")]
    [InlineData("o.AddRouteParameter(\"region\"); o.ReduceStatusCodeCardinality();")]
    [InlineData("o.AddCustomLabel(\"page\", c => c.Request.Path); o.RequestCount.Counter = Metrics.WithManagedLifetime(TimeSpan.FromMinutes(1)).CreateCounter(\"shop_requests_total\", \"Requests.\", [\"page\"]).WithExtendLifetimeOnUse();")]
    public Task Quiet_on_labels_of_the_requests_metrics(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Labelled + statements + " }); } }");

    private const string Featured = "using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Http.Features;\nstatic class Use { static void Do(HttpContext context, IHttpMetricsTagsFeature? feature, Dictionary<string, object?> map) { ";

    [Theory]
    [InlineData("var tags = context.Features.Get<IHttpMetricsTagsFeature>()?.Tags; tags?.Add(new(\"user\", [|context.User.Identity?.Name|])); tags?.Add(new(\"method\", context.Request.Method));")]
    [InlineData("var tags = context.Features.GetRequiredFeature<IHttpMetricsTagsFeature>().Tags; Action a = () => tags.Add(new(\"id\", [|context.TraceIdentifier|]));")]
    [InlineData("if (feature is { Tags: var tags }) tags.Add(new(\"id\", [|context.TraceIdentifier|]));")]
    [InlineData("if (context.Features.Get<IHttpMetricsTagsFeature>() is { Tags: { } tags }) tags.Add(KeyValuePair.Create<string, object?>(\"id\", [|context.TraceIdentifier|]));")]
    public Task Fires_on_tags_of_a_request_in_a_variable(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Featured + statements + " } }");

    [Theory]
    [InlineData("var tags = new List<KeyValuePair<string, object?>>(); tags.Add(new(\"id\", context.TraceIdentifier)); map.Add(\"id\", context.TraceIdentifier);")]
    [InlineData("var tags = feature!.Tags; tags = new List<KeyValuePair<string, object?>>(); tags.Add(new(\"id\", context.TraceIdentifier));")]
    [InlineData("if (feature is { Tags: { } tags }) { tags = []; tags.Add(new(\"id\", context.TraceIdentifier)); }")]
    [InlineData("if (feature is { Tags: { } tags }) { tags.Add(new(\"form\", context.Request.HasFormContentType)); }")]
    public Task Quiet_on_other_lists_in_a_variable(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Featured + statements + " } }");
}
