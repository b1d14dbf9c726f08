using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>Tags that the callers of a method give it: whole lists of them, pairs, or a key with its value. Each such call is one of the library's, to all rules about labels and attributes.</summary>
public class TagsOfCallersTests
{
    private const string Pair = "KeyValuePair<string, object?>";

    private static string Code(string statements, string members) => ("""
        static class Shop {
            static readonly Meter m = new("Shop"); static readonly Counter<long> c = m.CreateCounter<long>("c"); static readonly ActivitySource source = new("Shop");
            static void Do(Guid id, string password, PAIR[] other) { STATEMENTS }
            MEMBERS
        }
        """).Replace("STATEMENTS", statements).Replace("MEMBERS", members).Replace("PAIR", Pair);

    [Theory]
    [InlineData("static void Track(params PAIR[] tags) => c.Add(1, tags);", "Track(new(\"a\", 1), new PAIR(\"b\", 2));", "Recording on c [a=1, b=2]")]
    [InlineData("static void Track(string name, params PAIR[] tags) => m.CreateCounter<long>(name).Add(1, tags);", "Track(\"x\", new PAIR(\"a\", 1));", "Recording [a=1]")]
    [InlineData("static void Track(PAIR tag) => c.Add(1, tag);", "Track(new(\"a\", 1));", "Recording on c [a=1]")]
    [InlineData("static void Track(in TagList tags) => c.Add(1, in tags);", "TagList tags = new() { { \"a\", 1 } }; tags.Add(\"b\", 2); Track(in tags);", "Recording on c [a=1, b=2]")]
    [InlineData("static void Track(ReadOnlySpan<PAIR> tags) => c.Add(1, tags);", "Track([new(\"a\", 1)]);", "Recording on c [a=1]")]
    [InlineData("static void Track(params ReadOnlySpan<PAIR> tags) => Inner(tags); static void Inner(ReadOnlySpan<PAIR> tags) => c.Add(1, tags);", "Track(new PAIR(\"a\", 1));", "Recording on c [a=1]")]
    [InlineData("static void Track(IEnumerable<PAIR> tags) { var all = new List<PAIR>(tags) { new(\"b\", 2) }; c.Add(1, all.ToArray()); }", "Track([new(\"a\", 1)]);", "Recording on c [a=1, …]")]
    [InlineData("static void Track(Dictionary<string, string> tags) { var list = new TagList(); foreach (var (key, value) in tags) list.Add(key, value); c.Add(1, list); }", "Track(new() { [\"a\"] = \"x\" });", "Recording on c [a=\"x\"]")]
    [InlineData("static void Track(Dictionary<string, string> tags) { var list = new TagList(); foreach (var tag in tags) list.Add(tag.Key, tag.Value ?? \"none\"); c.Add(1, list); }", "Track(new() { { \"a\", \"x\" } });", "Recording on c [a=\"x\"]")]
    [InlineData("static void Track(params (string Key, object? Value)[] tags) => c.Add(1, tags.Select(tag => new PAIR(tag.Key, tag.Value)).ToArray());", "Track((\"a\", 1));", "Recording on c [a=1]")]
    [InlineData("static void Track(PAIR[] tags) => c.Add(1, tags.Where(tag => tag.Value != null).Append(new(\"b\", 2)).ToArray());", "Track([new(\"a\", 1)]);", "Recording on c [a=1, …]")]
    [InlineData("static void Track(PAIR[] tags) => c.Add(1, All(tags)); static PAIR[] All(PAIR[] tags) => [.. tags, new(\"b\", 2)];", "Track([new(\"a\", 1)]);", "Recording on c [a=1, …]")]
    [InlineData("static void Track(string key, object? value) => c.Add(1, new PAIR(key, value));", "Track(\"a\", 1);", "Recording on c [a=1, …]")]
    [InlineData("static void Track(string key, object? value) => Inner(key, value); static void Inner(string k, object? v) => c.Add(1, new PAIR(k, v));", "Track(\"a\", 1);", "Recording on c [a=1, …]")]
    [InlineData("static void Track(PAIR[] tags) => c.Add(1, tags);", "Track(other);", "Recording on c out of sight")]
    [InlineData("static IMetrics metrics = new One(); interface IMetrics { void Track(params PAIR[] tags); } class One : IMetrics { public void Track(params PAIR[] tags) => c.Add(1, tags); } class None : IMetrics { public void Track(params PAIR[] tags) { } }", "metrics.Track(new PAIR(\"a\", 1));", "Recording on c [a=1]")]
    public async Task Reads(string members, string statements, string expected)
        => Assert.Contains(expected, (await Measured.LinesAsync(Code(statements, members))).Split('\n'));

    [Theory]
    [InlineData("static void Track(PAIR[] tags) { tags = []; c.Add(1, tags); }", "Track([new(\"a\", id)]);")]
    [InlineData("static void Track(params PAIR[] tags) { foreach (var tag in tags) Console.WriteLine(tag.Key); }", "Track(new PAIR(\"a\", id));")]
    [InlineData("static void Track(params PAIR[] tags) { var list = new TagList(tags); list.Clear(); c.Add(1, list); }", "Track(new PAIR(\"a\", id));")]
    [InlineData("static void Track(string key, object? value) { key = \"a\"; c.Add(1, new PAIR(key, 1)); }", "Track(\"a\", id);")]
    [InlineData("static Recorder one = new(new PAIR(\"a\", Guid.NewGuid())); class Recorder(params PAIR[] tags) { public void Record() => c.Add(1, tags); }", "one.Record();")]
    public Task Quiet_on_what_does_not_get_there(string members, string statements) => Verify<UnboundedLabelValue>.QuietAsync(Code(statements, members));

    [Theory]
    [InlineData("static void Track(params PAIR[] tags) => c.Add(1, tags);", "Track(new PAIR(\"kind\", \"a\"), new PAIR(\"id\", [|id|]));")]
    [InlineData("static void Track(string key, object? value) => c.Add(1, new PAIR(key, value));", "Track(\"id\", [|id|]);")]
    [InlineData("static void Track(string key, string value) => c.Add(1, new PAIR(key, value.ToLowerInvariant()));", "Track(\"id\", [|id.ToString()|]); Track(\"kind\", \"a\");")]
    public Task Fires_on_unbounded_values(string members, string statements) => Verify<UnboundedLabelValue>.FiresAsync(Code(statements, members));

    /// <summary>Where the method itself tells that, its callers are not told once more.</summary>
    [Fact]
    public Task One_cause_is_told_once() => Verify<UnboundedLabelValue>.FiresAsync(Code("Track(\"id\", id);", "static void Track(string key, Guid value) => c.Add(1, new PAIR(key, [|value|]));"));

    [Theory]
    [InlineData("static void Track(params PAIR[] tags) => c.Add(1, tags);", "Track(new PAIR([|\"shopName\"|], 1));")]
    [InlineData("static void Track(string key, object? value) => c.Add(1, new PAIR(key, value));", "Track([|\"shopName\"|], 1);")]
    public Task Names_are_judged_where_they_are_given(string members, string statements) => Verify<LabelNameCasing>.FiresAsync(Code(statements, members));

    [Theory]
    [InlineData("static void Tag(Activity? a, string key, object? value) { if (a is { IsAllDataRequested: true }) a.SetTag(key, value); }", "Tag(Activity.Current, \"shopName\", 1);")]
    [InlineData("static void Tag(Activity a, IEnumerable<PAIR> tags) { foreach (var tag in tags) a.SetTag(tag.Key, tag.Value); }", "Tag(Activity.Current!, [new(\"shopName\", 1)]);")]
    [InlineData("static Activity? Begin(string name, params PAIR[] tags) => source.StartActivity(name, ActivityKind.Client, default(ActivityContext), tags);", "using var span = Begin(\"x\", new PAIR(\"shopName\", 1));")]
    public Task Keys_of_attributes_are_judged_there(string members, string statements) => Verify<AttributeKeyStyle>.FiresAsync(Code(statements.Replace("\"shopName\"", "[|\"shopName\"|]"), members));

    [Fact]
    public Task Secrets_are_found() => Verify<SensitiveData>.FiresAsync(Code("Tag(Activity.Current, \"password\", [|password|]);", "static void Tag(Activity? a, string key, object? value) => a?.SetTag(key, value);"));

    /// <summary>What is named by the caller is many instruments, and not one with several sets of tags.</summary>
    [Theory]
    [InlineData("name")]
    [InlineData("\"shop.\" + name")]
    public Task Instruments_that_are_made_for_a_name_are_not_one(string name) => Verify<InconsistentTagKeys>.QuietAsync(Code(
        "Track(\"x\", new PAIR(\"a\", 1)); Track(\"y\", new PAIR(\"b\", 1));", "static void Track(string name, params PAIR[] tags) => m.CreateCounter<long>(" + name + ").Add(1, tags);"));

    /// <summary>What a method leaves out is not recorded with the others.</summary>
    [Fact]
    public Task Filters_are_not_compared() => Verify<InconsistentTagKeys>.QuietAsync(Code(
        "Track(new PAIR(\"a\", 1), new PAIR(\"b\", null)); Track(new PAIR(\"a\", 1));", "static void Track(params PAIR[] tags) => c.Add(1, tags.Where(tag => tag.Value != null).ToArray());"));

    [Fact]
    public Task Keys_are_compared() => Verify<InconsistentTagKeys>.FiresAsync(Code("Track(new PAIR(\"a\", 1)); [|Track|](new PAIR(\"b\", 1));", "static void Track(params PAIR[] tags) => c.Add(1, tags);"));

    [Fact]
    public Task Values_for_a_child_are_counted() => Verify<LabelCountMismatch>.FiresAsync("""
        static class Shop {
            static readonly Prometheus.Counter sold = Metrics.CreateCounter("sold_total", "Sold.", "shop", "kind");
            static void Sell(params string[] labels) => sold.WithLabels(labels).Inc();
            static void Do() { Sell("a", "b"); [|Sell|]("a"); }
        }
        """);
}
