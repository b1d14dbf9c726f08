using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

/// <summary>Values that are elements of lists, and lists of labels that may be missing.</summary>
public class UnboundedLabelValueElementTests
{
    private const string Lists = "using System.IO; using Microsoft.AspNetCore.Http;\nclass Site { public Uri Url { get; set; } = new(\"http://a\"); public Guid Id { get; set; } } class SiteOptions { public List<Site> Sites { get; } = []; } class SiteQueue { public List<Site> Sites { get; } = []; }\n"
        + "class Use(SiteOptions options, SiteQueue queue, HashSet<string> few, Uri[] given) { static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"c\"); private readonly Uri[] _uris = given; static void Count(object? value) => C.Add(1, new KeyValuePair<string, object?>(\"value\", value)); bool IsFew(string path) => few.Contains(path);\n"
        + "void Do(List<HttpRequest> requests, FileSystemWatcher watcher) { var paths = requests.Select(r => r.Path.ToString()); ";

    [Theory]
    [InlineData("foreach (var site in options.Sites) { Count(site.Url); Count(site.Url.AbsoluteUri); Count(site.Id.ToString()); Ask(site); } } static void Ask(Site site) { Count(site.Url);")]
    [InlineData("options.Sites.ForEach(site => Count(site.Url)); Count(options.Sites[0].Url); foreach (var uri in _uris) Count(uri); foreach (var uri in given) Count(uri);")]
    [InlineData("foreach (var path in paths.Where(few.Contains)) Count(path); foreach (var path in paths.Where(path => few.Contains(path))) Count(path); foreach (var path in paths.Where(IsFew)) Count(path);")]
    [InlineData("foreach (var path in paths.Intersect(few)) Count(path); Count(paths.FirstOrDefault(few.Contains)); Count(paths.First(path => path == \"/a\" || few.Contains(path)));")]
    [InlineData("foreach (var request in requests.Where(request => few.Contains(request.Path.ToString()))) Count(request.Path);")]
    public Task Quiet_on_elements_of_which_there_are_few(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Lists + statements + " } }");

    [Theory]
    [InlineData("foreach (var site in queue.Sites) { Count([|site.Url|]); Count([|site.Id.ToString()|]); }")]
    [InlineData("foreach (var path in paths.Where(path => path.Length > 1)) Count([|path|]); foreach (var path in paths.Where(path => !few.Contains(path))) Count([|path|]); Count([|paths.First()|]);")]
    [InlineData("foreach (var path in paths.Where(string.IsNullOrEmpty)) Count([|path|]); foreach (var path in paths.Except(few)) Count([|path|]); foreach (var path in paths.Intersect(paths)) Count([|path|]);")]
    [InlineData("foreach (var request in requests.Where(request => few.Contains(request.Method))) Count([|request.Path|]);")]
    [InlineData("watcher.Renamed += (_, e) => Count([|e.OldName|]); watcher.Renamed += (_, e) => Count([|e.OldFullPath|]);")]
    public Task Fires_on_elements_without_end(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Lists + statements + " } }");

    private const string Entries = "using System.Collections.Concurrent; using Microsoft.AspNetCore.Http;\nclass Site { public Uri Url { get; set; } = new(\"http://a\"); public Guid Key { get; set; } } class SiteOptions { public List<Site> Sites { get; } = []; public Dictionary<string, Uri> ByName { get; } = []; }\n"
        + "class Use(SiteOptions options) { static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static void Count(object? value) => C.Add(1, new KeyValuePair<string, object?>(\"value\", value));\n"
        + "static readonly string[] Known = [\"/a\", \"/b\"]; static string Clean(string path) => Known.Contains(path) ? path : \"other\"; readonly ConcurrentDictionary<string, int> hits = new(), clean = new();\n"
        + "void Put(HttpRequest request) { hits.AddOrUpdate(request.Path.Value!, 1, (_, n) => n + 1); clean.AddOrUpdate(Clean(request.Path.Value!), 1, (_, n) => n + 1); } void Do(List<HttpRequest> requests, HttpResponse response, HttpRequest own) { ";

    [Theory]
    [InlineData("foreach (var group in requests.GroupBy(r => r.Path.Value!)) Count([|group.Key|]); foreach (var group in requests.ToLookup(r => r.Path.Value!)) Count([|group.Key|]);")]
    [InlineData("foreach (var (path, count) in requests.CountBy(r => r.Path.Value!)) Count([|path|]); foreach (var entry in requests.CountBy(r => r.Path.Value!).OrderBy(e => e.Value)) Count([|entry.Key|]);")]
    [InlineData("foreach (var entry in requests.GroupBy(r => r.Path.Value!).ToDictionary(g => g.Key, g => g.Count())) Count([|entry.Key|]);")]
    [InlineData("foreach (var entry in hits.OrderByDescending(e => e.Value).Take(10)) Count([|entry.Key|]); foreach (var (path, count) in hits.Where(e => e.Value > 1)) Count([|path|]);")]
    [InlineData("var top = hits.OrderByDescending(e => e.Value).Take(10).ToList(); foreach (var entry in top) Count([|entry.Key|]);")]
    public Task Fires_on_keys_of_groups_and_of_chosen_entries(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Entries + statements + " } }");

    [Theory]
    [InlineData("foreach (var group in requests.GroupBy(r => r.Method)) Count(group.Key); foreach (var group in requests.GroupBy(r => Clean(r.Path.Value!))) Count(group.Key); foreach (var group in requests.GroupBy(r => r.Method, r => r.Path.Value)) Count(group.Key);")]
    [InlineData("foreach (var group in requests.GroupBy(r => r.Path.Value!).Where(g => Known.Contains(g.Key))) Count(group.Key); foreach (var group in requests.GroupBy(r => r.Path.Value!)) Count(Known.Contains(group.Key) ? group.Key : \"other\");")]
    [InlineData("foreach (var group in requests.Where(r => Known.Contains(r.Path.Value)).GroupBy(r => r.Path.Value!)) Count(group.Key); foreach (var path in requests.Where(r => Known.Contains(r.Path.Value)).OrderBy(r => r.Method).Select(r => r.Path.Value)) Count(path);")]
    [InlineData("foreach (var group in requests.GroupBy(r => new { r.Method, r.Path })) Count(group.Key.Method); foreach (var group in requests.GroupBy(r => r.Path.Value!)) Count(group.Count() > 10 ? \"hot\" : \"cold\");")]
    [InlineData("foreach (var group in options.Sites.GroupBy(s => s.Url)) Count(group.Key); foreach (var group in options.Sites.GroupBy(s => s.Key)) Count(group.Key); foreach (var entry in options.ByName.OrderBy(e => e.Key)) Count(entry.Value);")]
    [InlineData("foreach (var entry in clean.OrderByDescending(e => e.Value).Take(10)) Count(entry.Key); foreach (var (path, count) in clean.Where(e => e.Value > 1)) Count(path); var top = clean.Take(10).ToList(); foreach (var entry in top) Count(entry.Key);")]
    public Task Quiet_on_keys_of_groups_and_of_chosen_entries(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Entries + statements + " } }");

    [Theory]
    [InlineData("foreach (var header in own.Headers) { Count([|header.Key|]); Count([|header.Value.ToString()|]); } foreach (var (name, value) in own.Headers) { Count([|name|]); Count([|value.ToString()|]); }")]
    [InlineData("foreach (var key in own.Query.Keys) Count([|key|]); foreach (var key in own.Form.Keys) Count([|key|]); foreach (var (name, value) in own.Cookies) Count([|value|]);")]
    [InlineData("Count([|own.Query.First().Value.ToString()|]); Count([|own.Headers.Single(h => h.Key == \"X-Kind\").Value.ToString()|]);")]
    public Task Fires_on_all_that_a_request_lists(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Entries + statements + " } }");

    [Theory]
    [InlineData("foreach (var header in own.Headers) if (Known.Contains(header.Key)) Count(header.Key); foreach (var header in own.Headers.Where(h => Known.Contains(h.Key))) Count(header.Key); foreach (var header in own.Headers) Count(header.Value.Count);")]
    [InlineData("foreach (var key in own.Query.Keys.Where(Known.Contains)) Count(key); foreach (var key in own.Query.Keys.Intersect(Known)) Count(key); foreach (var key in Known.Where(own.Query.ContainsKey)) Count(key);")]
    [InlineData("Count(own.Query[\"q\"].Count); Count(own.Cookies[\"c\"]!.Length); Count(own.Headers[\"h\"][0]!.Length); Count(own.Headers.Max(h => h.Value.Count)); Count(requests.Select(r => r.Path.Value!).Max(p => p.Length));")]
    [InlineData("foreach (var header in response.Headers) Count(header.Key); foreach (var (name, value) in own.RouteValues) Count(name); Count(own.Query.Any()); Count(own.Headers.Keys.Count);")]
    public Task Quiet_on_what_is_known_of_all_that_a_request_lists(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Entries + statements + " } }");

    [Theory]
    [InlineData("C.Add(1, (tags ?? new Dictionary<string, object?>()).Select(tag => new KeyValuePair<string, object?>(tag.Key, tag.Value)).ToArray());")]
    [InlineData("C.Add(1, [.. (tags ?? new()).Select(tag => new KeyValuePair<string, object?>(tag.Key, tag.Value))]);")]
    [InlineData("C.Add(1, tags?.Select(tag => new KeyValuePair<string, object?>(tag.Key, tag.Value)).ToArray() ?? []);")]
    [InlineData("C.Add(1, tags?.ToArray() ?? []);")]
    [InlineData("C.Add(1, tags is null ? [] : tags.ToArray());")]
    [InlineData("C.Add(1, tags != null ? tags.ToArray() : Array.Empty<KeyValuePair<string, object?>>());")]
    [InlineData("TagList list = []; foreach (var (key, value) in tags ?? []) list.Add(key, value); C.Add(1, list);")]
    [InlineData("All.GetOrAdd(\"c\", key => new Meter(\"S\").CreateCounter<long>(key)).Add(1, tags?.ToArray() ?? []); } static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter<long>> All = new(); static void None() {")]
    public Task Fires_through_lists_that_may_be_missing(string record) => Verify<UnboundedLabelValue>.FiresAsync(
        "using Microsoft.AspNetCore.Http;\nclass Use { static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static void Count(Dictionary<string, object?>? tags = null) { " + record
        + " }\nvoid Do(HttpRequest request) { Count(); Count(new() { [\"kind\"] = request.Method, [\"path\"] = [|request.Path|] }); Count(new() { { \"kind\", request.Method } }); } }");

    private const string Facade = "using System.Collections.Concurrent;\nclass Facade { static readonly ConcurrentDictionary<string, Counter> All = new();\n";

    [Theory]
    [InlineData("params (string Key, string Value)[] tags", "tags.Select(t => t.Value).ToArray()", "(\"kind\", kind), (\"id\", [|id.ToString()|])")]
    [InlineData("params KeyValuePair<string, string>[] tags", "tags.Select(t => t.Value).ToArray()", "new(\"kind\", kind), new(\"id\", [|id.ToString()|])")]
    [InlineData("IReadOnlyDictionary<string, string>? tags = null", "tags?.Values.ToArray() ?? []", "new Dictionary<string, string> { [\"kind\"] = kind, [\"id\"] = [|id.ToString()|] }")]
    public Task Fires_on_values_that_stand_beside_their_names(string list, string values, string given) => Verify<UnboundedLabelValue>.FiresAsync(
        Facade + "public static void Count(string name, " + list + ") => All.GetOrAdd(name, n => Metrics.CreateCounter(n, \"C.\", [])).WithLabels(" + values + ").Inc(); }\nclass Use { void Do(Guid id, string kind) => Facade.Count(\"a_total\", " + given + "); }");

    [Theory]
    [InlineData("tags.Select(t => t.Value).ToArray()", "(\"kind\", kind), (\"known\", (id == Guid.Empty).ToString())")]
    [InlineData("tags.Select(t => t.Key).ToArray()", "(\"kind\", kind), (\"id\", id.ToString())")]
    [InlineData("tags.Where(t => t.Key != \"id\").Select(t => t.Value).ToArray()", "(\"kind\", kind), (\"id\", id.ToString())")]
    [InlineData("tags.Select(t => t.Value.Length.ToString()).ToArray()", "(\"kind\", kind), (\"id\", id.ToString())")]
    public Task Quiet_on_values_that_stand_beside_their_names(string values, string given) => Verify<UnboundedLabelValue>.QuietAsync(
        Facade + "public static void Count(string name, params (string Key, string Value)[] tags) => All.GetOrAdd(name, n => Metrics.CreateCounter(n, \"C.\", [])).WithLabels(" + values + ").Inc(); }\nclass Use { void Do(Guid id, string kind) => Facade.Count(\"a_total\", " + given + "); }");
}
