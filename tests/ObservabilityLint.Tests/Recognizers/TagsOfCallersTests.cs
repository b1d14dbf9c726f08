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
    [InlineData("static Recorder one = Recorder.Of(new PAIR(\"a\", Guid.NewGuid())); class Recorder(params PAIR[] tags) { public static Recorder Of(params PAIR[] tags) => new(tags); public void Record() => c.Add(1, tags); }", "one.Record();")]
    [InlineData("static void Track(Dictionary<string, object?> all) { var list = new TagList(); foreach (var key in new[] { \"a\", \"b\" }) list.Add(key, all[key]); c.Add(1, list); }", "Track(new() { [\"a\"] = 1, [\"id\"] = id });")]
    [InlineData("static Recorder one = new(new PAIR(\"a\", Guid.NewGuid())); class Recorder(params PAIR[] tags) { public void Record() => c.Add(1, tags); }", "one.Record();")]
    public Task Quiet_on_what_does_not_get_there(string members, string statements) => Verify<UnboundedLabelValue>.QuietAsync(Code(statements, members));

    private const string Known = " static readonly HashSet<string> known = [\"a\"]; static bool Knows(PAIR tag) => known.Contains(tag.Key);";

    /// <summary>What the method lets through depends on what it is given.</summary>
    [Theory]
    [InlineData("static void Track(params PAIR[] tags) { var list = new TagList(); foreach (var tag in tags) if (known.Contains(tag.Key)) list.Add(tag.Key, tag.Value); c.Add(1, list); }", "Track(new PAIR(\"id\", id));")]
    [InlineData("static void Track(params PAIR[] tags) { var list = new TagList(); foreach (var tag in tags) { if (tag.Key == \"id\") continue; list.Add(tag); } c.Add(1, list); }", "Track(new PAIR(\"id\", id));")]
    [InlineData("static void Track(params PAIR[] tags) { var list = new TagList(); foreach (var (key, value) in tags) if (value is not Guid) list.Add(key, value); c.Add(1, list); }", "Track(new PAIR(\"id\", id));")]
    [InlineData("static void Track(params PAIR[] tags) => c.Add(1, tags.Where(tag => tag.Key != \"id\").ToArray());", "Track(new PAIR(\"id\", id));")]
    [InlineData("static void Track(params PAIR[] tags) => c.Add(1, tags.Where(Knows).ToArray());", "Track(new PAIR(\"id\", id));")]
    [InlineData("static void Track(string key, object? value) { if (!known.Contains(key)) return; c.Add(1, new PAIR(key, value)); }", "Track(\"id\", id);")]
    [InlineData("static void Track(string key, object? value) { switch (key) { case \"id\": break; default: c.Add(1, new PAIR(key, value)); break; } }", "Track(\"id\", id);")]
    [InlineData("static void Track(string key, object? value) { var isKnown = known.Contains(key); if (isKnown) c.Add(1, new PAIR(key, value)); }", "Track(\"id\", id);")]
    [InlineData("static void Track(string key, object? value) { if (Map(key) is { } label) c.Add(1, new PAIR(label, value)); } static string? Map(string key) => key == \"a\" ? \"b\" : null;", "Track(\"id\", id);")]
    [InlineData("static void Track(string key, object? value, bool isLabel = false) { Activity.Current?.SetTag(key, 1); if (isLabel) c.Add(1, new PAIR(key, value)); }", "Track(\"id\", id);")]
    public Task Quiet_on_what_is_selected(string members, string statements) => Verify<UnboundedLabelValue>.QuietAsync(Code(statements, members + Known));

    /// <summary>Few values may be left of many.</summary>
    [Theory]
    [InlineData("static void Track(params PAIR[] tags) { var list = new TagList(); foreach (var tag in tags) list.Add(tag.Key, Half(tag.Value)); c.Add(1, list); }")]
    [InlineData("static void Track(params PAIR[] tags) { var list = new TagList(); foreach (var (key, value) in tags) list.Add(key, value is null ? \"none\" : \"some\"); c.Add(1, list); }")]
    [InlineData("static void Track(params PAIR[] tags) => c.Add(1, tags.Select(tag => new PAIR(tag.Key, Half(tag.Value))).ToArray());")]
    public Task Quiet_on_what_is_made_of_values(string members) => Verify<UnboundedLabelValue>.QuietAsync(Code("Track(new PAIR(\"id\", id));", members + " static string Half(object? value) => value?.GetHashCode() % 2 == 0 ? \"even\" : \"odd\";"));

    /// <summary>Whether there is a key or a value at all is no selection.</summary>
    [Theory]
    [InlineData("static void Track(string key, object? value) { if (string.IsNullOrEmpty(key) || value is null) return; c.Add(1, new PAIR(key, value)); }", "Track(\"id\", [|id|]);")]
    [InlineData("static void Track(params PAIR[] tags) { var list = new TagList(); foreach (var tag in tags) { if (tag.Value is not { }) continue; list.Add(tag.Key, tag.Value?.ToString()); } c.Add(1, list); }", "Track(new PAIR(\"id\", [|id|]));")]
    public Task Fires_where_only_missing_ones_are_left_out(string members, string statements) => Verify<UnboundedLabelValue>.FiresAsync(Code(statements, members));

    /// <summary>What is put into a list that an object keeps is recorded by another of its methods.</summary>
    [Theory]
    [InlineData("class Builder { readonly List<PAIR> tags = new(); public Builder With(string key, object? value) { tags.Add(new(key, value)); return this; } public void Record() => c.Add(1, tags.ToArray()); }", "new Builder().With(\"id\", [|id|]).Record();")]
    [InlineData("class Builder { readonly List<PAIR> tags = []; public void Add(string key, object? value) => this.tags.Add(new(key, value)); public void Record() { c.Add(1, tags.ToArray()); tags.Clear(); } }", "var b = new Builder(); b.Add(\"id\", [|id|]); b.Record();")]
    [InlineData("class Builder { TagList tags; public Builder With(string key, object? value) { tags.Add(key, value); return this; } public void Record() => c.Add(1, tags); }", "new Builder().With(\"id\", [|id|]).Record();")]
    [InlineData("class Job { readonly Dictionary<string, object?> tags = new(); public void Begin(Guid id) => tags[\"id\"] = [|id|]; public void End() => c.Add(1, tags.ToArray()); }", "var job = new Job(); job.Begin(id); job.End();")]
    public Task Fires_on_lists_that_are_filled_before(string members, string statements) => Verify<UnboundedLabelValue>.FiresAsync(Code(statements, members));

    [Theory]
    [InlineData("class Builder { readonly List<PAIR> tags = new(); public Builder With(string key, object? value) { tags.Add(new(key, value)); return this; } public string Text() => string.Join(',', tags); }", "Console.WriteLine(new Builder().With(\"id\", id).Text());")]
    [InlineData("class Builder { readonly List<PAIR> tags = new(); public Builder With(string key, object? value) { tags.Add(new(key, value)); return this; } public void Record() { tags.RemoveAll(tag => tag.Key == \"id\"); c.Add(1, tags.ToArray()); } }", "new Builder().With(\"id\", id).Record();")]
    [InlineData("class Bag { readonly List<PAIR> tags = new(); public void User(Guid user) => tags.Add(new(\"id\", user)); public PAIR[] All() => tags.ToArray(); }", "var bag = new Bag(); c.Add(1, bag.All()); var second = new Bag(); second.User(id);")]
    public Task Quiet_on_lists_that_others_record(string members, string statements) => Verify<UnboundedLabelValue>.QuietAsync(Code(statements, members));

    [Theory]
    [InlineData("static void Track(params PAIR[] tags) => c.Add(1, tags);", "Track(new PAIR(\"kind\", \"a\"), new PAIR(\"id\", [|id|]));")]
    [InlineData("static void Track(string key, object? value) => c.Add(1, new PAIR(key, value));", "Track(\"id\", [|id|]);")]
    [InlineData("static void Track(string key, object? value) { Activity.Current?.SetTag(key, value); c.Add(1, new PAIR(key, value)); }", "Track(\"id\", [|id|]);")]
    [InlineData("static void Track(string key, string value) => c.Add(1, new PAIR(key, value.ToLowerInvariant()));", "Track(\"id\", [|id.ToString()|]); Track(\"kind\", \"a\");")]
    public Task Fires_on_unbounded_values(string members, string statements) => Verify<UnboundedLabelValue>.FiresAsync(Code(statements, members));

    /// <summary>Where the method itself tells that, its callers are not told once more.</summary>
    [Fact]
    public Task One_cause_is_told_once() => Verify<UnboundedLabelValue>.FiresAsync(Code("Track(\"id\", id);", "static void Track(string key, Guid value) => c.Add(1, new PAIR(key, [|value|]));"));

    [Theory]
    [InlineData("static void Track(params PAIR[] tags) => c.Add(1, tags);", "Track(new PAIR([|\"shopName\"|], 1));")]
    [InlineData("static void Track(string key, object? value) => c.Add(1, new PAIR(key, value));", "Track([|\"shopName\"|], 1);")]
    public Task Names_are_judged_where_they_are_given(string members, string statements) => Verify<LabelNameCasing>.FiresAsync(Code(statements, members));

    /// <summary>The method may write the key in the right style itself.</summary>
    [Theory]
    [InlineData("static void Track(string key, object? value) { key = key.ToLowerInvariant(); c.Add(1, new PAIR(key, value)); }", "Track(\"Shop\", 1);")]
    [InlineData("static void Track(params PAIR[] tags) => c.Add(1, tags.Select(tag => new PAIR(tag.Key.ToLowerInvariant(), tag.Value)).ToArray());", "Track(new PAIR(\"Shop\", 1));")]
    public Task Quiet_on_names_that_are_changed(string members, string statements) => Verify<LabelNameCasing>.QuietAsync(Code(statements, members));

    [Fact]
    public Task Names_for_the_tags_of_an_object_are_judged() => Verify<LabelNameCasing>.FiresAsync(Code(
        "new Recorder(new PAIR([|\"shopName\"|], 1)).Record();", "class Recorder { readonly PAIR[] tags; public Recorder(params PAIR[] tags) => this.tags = tags; public void Record() => c.Add(1, tags); }"));

    [Theory]
    [InlineData("static void Tag(Activity? a, string key, object? value) { if (a is { IsAllDataRequested: true }) a.SetTag(key, value); }", "Tag(Activity.Current, \"shopName\", 1);")]
    [InlineData("static void Tag(Activity a, IEnumerable<PAIR> tags) { foreach (var tag in tags) a.SetTag(tag.Key, tag.Value); }", "Tag(Activity.Current!, [new(\"shopName\", 1)]);")]
    [InlineData("static Activity? Begin(string name, params PAIR[] tags) => source.StartActivity(name, ActivityKind.Client, default(ActivityContext), tags);", "using var span = Begin(\"x\", new PAIR(\"shopName\", 1));")]
    public Task Keys_of_attributes_are_judged_there(string members, string statements) => Verify<AttributeKeyStyle>.FiresAsync(Code(statements.Replace("\"shopName\"", "[|\"shopName\"|]"), members));

    [Fact]
    public Task Secrets_are_found() => Verify<SensitiveData>.FiresAsync(Code("Tag(Activity.Current, \"password\", [|password|]);", "static void Tag(Activity? a, string key, object? value) => a?.SetTag(key, value);"));

    /// <summary>What a method makes of a secret is none any more.</summary>
    [Theory]
    [InlineData("static void Tag(Activity? a, string key, string value) => a?.SetTag(key, new string('*', value.Length));")]
    [InlineData("static void Tag(Activity? a, string key, string value) => Inner(a, key, Mask(value)); static void Inner(Activity? a, string key, string value) => a?.SetTag(key, value); static string Mask(string text) { return text[..1]; }")]
    [InlineData("static void Tag(Activity? a, string key, string value) => a?.SetTag(key, value.Length > 0 ? \"***\" : value);")]
    public Task Quiet_on_disguised_secrets(string members) => Verify<SensitiveData>.QuietAsync(Code("Tag(Activity.Current, \"password\", password);", members));

    /// <summary>Lists that are given apart, or to an object and to its method, are recorded as one set.</summary>
    [Theory]
    [InlineData("static void Track(PAIR a, PAIR b) => c.Add(1, a, b);", "Track(new(\"a\", 1), new(\"b\", 1)); Track(new(\"a\", 2), new(\"b\", 2));")]
    [InlineData("class Recorder(params PAIR[] all) { public void Track(params PAIR[] tags) => c.Add(1, [.. all, .. tags]); }", "new Recorder(new PAIR(\"a\", 1)).Track(new PAIR(\"b\", 1));")]
    [InlineData("static void Track(params PAIR[] tags) { var list = new TagList(tags); more.Add(ref list); c.Add(1, list); } static More more = null!; abstract class More { public abstract void Add(ref TagList list); }", "Track(new PAIR(\"a\", 1)); c.Add(1, new PAIR(\"a\", 1), new PAIR(\"b\", 1));")]
    [InlineData("static readonly Counter<long> d = m.CreateCounter<long>(\"d\"); static void Track(bool ok, params PAIR[] tags) { if (ok) c.Add(1, tags); else d.Add(1, tags); }", "Track(true, new PAIR(\"a\", 1)); Track(false, new PAIR(\"b\", 1));")]
    public Task Sets_that_are_not_all_of_it_are_not_compared(string members, string statements) => Verify<InconsistentTagKeys>.QuietAsync(Code(statements, members));

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

    [Fact]
    public Task Values_for_one_of_several_metrics_are_not_counted() => Verify<LabelCountMismatch>.QuietAsync("""
        static class Shop {
            static readonly Prometheus.Counter sold = Metrics.CreateCounter("sold_total", "Sold.", "shop", "kind");
            static readonly Prometheus.Gauge stock = Metrics.CreateGauge("stock", "Stock.", "shop");
            static void Sell(params string[] labels) { if (labels.Length == 2) sold.WithLabels(labels).Inc(); else stock.WithLabels(labels).Set(1); }
            static void Do() { Sell("a", "b"); Sell("a"); }
        }
        """);
}
