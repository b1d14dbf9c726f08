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

    [Theory]
    [InlineData("C.Add(1, tags?.ToArray() ?? []);")]
    [InlineData("C.Add(1, tags is null ? [] : tags.ToArray());")]
    [InlineData("C.Add(1, tags != null ? tags.ToArray() : Array.Empty<KeyValuePair<string, object?>>());")]
    [InlineData("TagList list = []; foreach (var (key, value) in tags ?? []) list.Add(key, value); C.Add(1, list);")]
    [InlineData("All.GetOrAdd(\"c\", key => new Meter(\"S\").CreateCounter<long>(key)).Add(1, tags?.ToArray() ?? []); } static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter<long>> All = new(); static void None() {")]
    public Task Fires_through_lists_that_may_be_missing(string record) => Verify<UnboundedLabelValue>.FiresAsync(
        "using Microsoft.AspNetCore.Http;\nclass Use { static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static void Count(Dictionary<string, object?>? tags = null) { " + record
        + " }\nvoid Do(HttpRequest request) { Count(); Count(new() { [\"kind\"] = request.Method, [\"path\"] = [|request.Path|] }); Count(new() { { \"kind\", request.Method } }); } }");
}
