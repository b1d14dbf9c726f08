using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>Tags that methods of the program give back, or put into the list that they are given.</summary>
public class TagsOfMethodsTests
{
    private const string Pair = "KeyValuePair<string, object?>";

    private const string Given = "static class Use { static readonly Meter m = new(\"Shop\"); static readonly Counter<long> c = m.CreateCounter<long>(\"c\"); static void Do(HttpRequest request, bool any, string key) { ";

    private static string Code(string statements, string members) => "using Microsoft.AspNetCore.Http;\n" + Given + statements + " }\n" + members.Replace("PAIR", Pair) + " }";

    [Theory]
    [InlineData("c.Add(1, Tags());", "static TagList Tags() => new() { { \"a\", 1 }, { \"b\", 2 } };", "Recording on c [a=?, b=?]")]
    [InlineData("c.Add(1, Tags());", "static TagList Tags() { var tags = new TagList(); tags.Add(\"a\", 1); Inner(ref tags); return tags; } static void Inner(ref TagList list) => list.Add(\"b\", 2);", "Recording on c [a=?, b=?]")]
    [InlineData("c.Add(1, Tag(), Tag());", "static PAIR Tag() => new(\"a\", 1);", "Recording on c [a=?, a=?]")]
    [InlineData("c.Add(1, Named(\"a\"), Named(key));", "static PAIR Named(string key) => new(key, 1);", "Recording on c [a=?, …=?]")]
    [InlineData("var tag = Tag(); c.Add(1, tag);", "static PAIR Tag() => Deep(1); static PAIR Deep(int n) => KeyValuePair.Create(\"a\", (object?)n);", "Recording on c [a=?]")]
    [InlineData("c.Add(1, Tags());", "static PAIR[] Tags() => [new(\"a\", 1), .. More]; static PAIR[] More => new PAIR[] { new(\"b\", 2) };", "Recording on c [a=?, b=?]")]
    [InlineData("c.Add(1, Tags());", "static ReadOnlySpan<PAIR> Tags() => new PAIR[] { new(\"a\", 1) };", "Recording on c [a=?]")]
    [InlineData("c.Add(1, new TagList(Tags()));", "static PAIR[] Tags() { PAIR[] Local() => [new(\"a\", 1)]; return Local(); }", "Recording on c [a=?]")]
    [InlineData("c.Add(1, Tags(any));", "static TagList Tags(bool any) { if (any) return new() { { \"a\", 1 } }; return new() { { \"a\", 2 }, { \"b\", 2 } }; }", "Recording on c [a=?, b?=?]")]
    [InlineData("c.Add(1, Tags(any));", "static TagList Tags(bool any) { var t = new TagList(); if (any) t.Add(\"a\", 1); else t.Add(\"a\", 2); return t; }", "Recording on c [a?=?]")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; Fill(ref tags); c.Add(1, tags);", "static void Fill(ref TagList t) { t.Add(\"b\", 1); if (t.Count > 3) return; t.Add(\"c\", 1); }", "Recording on c [a=1, b=?, c?=?]")]
    [InlineData("TagList tags = new(); if (any) Fill(ref tags); c.Add(1, tags);", "static void Fill(ref TagList t) => t.Add(\"b\", 1);", "Recording on c [b?=?]")]
    [InlineData("var tags = new List<PAIR>(); Fill(tags); c.Add(1, tags.ToArray());", "static void Fill(List<PAIR> t) => t.Add(new(\"b\", 1));", "Recording on c [b=?]")]
    [InlineData("TagList tags = new(); tags.Tag(); c.Add(1, tags);", "} static class X { public static void Tag(ref this TagList t) => t.Add(\"b\", 1);", "Recording on c [b=?]")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; tags = With(tags); c.Add(1, tags);", "static TagList With(TagList t) { t.Add(\"b\", 1); return t; }", "Recording on c [a=1, b=?]")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; tags = new() { { \"b\", 2 } }; tags.Add(\"d\", 3); c.Add(1, tags);", "", "Recording on c [b=2, d=3]")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; if (any) tags = With(tags); c.Add(1, tags);", "static TagList With(TagList t) { t.Add(\"b\", 1); return t; }", "Recording on c [a=1, …]")]
    [InlineData("TagList tags = new() { { \"a\", 1 } }; while (any) { c.Add(1, tags); tags = With(tags); }", "static TagList With(TagList t) { t.Add(\"b\", 1); return t; }", "Recording on c [a=1, …]")]
    [InlineData("TagList tags = new(); Keep(ref tags); c.Add(1, tags);", "static void Keep(ref TagList t) { t.Add(\"b\", 1); t[0] = new(\"d\", 1); t.Clear(); }", "Recording on c out of sight")]
    [InlineData("c.Add(1, Source().Tags());", "static ISource Source() => new One(); interface ISource { TagList Tags(); } class One : ISource { public TagList Tags() => new() { { \"a\", 1 } }; }", "Recording on c [a=?]")]
    [InlineData("c.Add(1, Source().Tags());", "static ISource Source() => new One(); interface ISource { TagList Tags(); } class One : ISource { public TagList Tags() => new() { { \"a\", 1 } }; } class Two : ISource { public TagList Tags() => default; }", "Recording on c out of sight")]
    [InlineData("c.Add(1, Tags());", "static TagList Tags() => Tags();", "Recording on c out of sight")]
    public Task Reads(string statements, string members, string expected) => Measured.IsAsync(Code(statements.Replace("PAIR", Pair), members), expected);

    [Theory]
    [InlineData("c.Add(1, [|Tags(request)|]);", "static TagList Tags(HttpRequest r) => new() { { \"kind\", \"a\" }, { \"path\", r.Path } };")]
    [InlineData("c.Add(1, [|Tag(request.Path)|]);", "static PAIR Tag(string path) => Deep(path); static PAIR Deep(string value) => new(\"path\", value.ToLowerInvariant());")]
    [InlineData("c.Add(1, [|Named(\"path\", request.Path)|], Named(\"kind\", \"x\"));", "static PAIR Named(string key, string value) => new(key, value);")]
    [InlineData("var tag = Tag(request); c.Add(1, [|tag|]);", "static PAIR Tag(HttpRequest r) => new(\"path\", r.Path);")]
    [InlineData("TagList tags = new(); [|Fill(ref tags, request.Path)|]; c.Add(1, tags);", "static void Fill(ref TagList t, string path) => More(ref t, path); static void More(ref TagList t, string value) => t.Add(\"path\", value);")]
    [InlineData("c.Add(1, [|Tags(any, request)|]);", "static TagList Tags(bool any, HttpRequest r) { if (any) return new() { { \"path\", \"none\" } }; return new() { { \"path\", r.Path } }; }")]
    [InlineData("TagList tags = new(); tags = [|With(tags, request.Path)|]; c.Add(1, tags);", "static TagList With(TagList t, string path) { t.Add(\"path\", path); return t; }")]
    [InlineData("TagList tags = new(); tags = [|Sent(tags)|]; c.Add(1, tags);", "static TagList Sent(TagList t) { if (Activity.Current is null) return t; foreach (var entry in Activity.Current.Baggage) t.Add(entry.Key, entry.Value); return t; }")]
    [InlineData("TagList tags = new(); foreach (var (name, value) in Activity.Current!.Baggage) tags.Add(name, [|value|]); c.Add(1, tags);", "")]
    [InlineData("Track([|request.Path|]);", "static void Track(string path) => c.Add(1, Tags(path)); static TagList Tags(string p) => new() { { \"path\", p } };")]
    [InlineData("c.Add(1, [|Source().Tags(request)|]);", "static ISource Source() => new One(); interface ISource { TagList Tags(HttpRequest r); } class One : ISource { public TagList Tags(HttpRequest r) => new() { { \"path\", r.Path } }; }")]
    public Task Fires_on_unbounded_values(string statements, string members) => Verify<UnboundedLabelValue>.FiresAsync(Code(statements, members));

    [Theory]
    [InlineData("c.Add(1, Tags(request.Path));", "static TagList Tags(string p) => new() { { \"path\", p is \"/a\" or \"/b\" ? p : \"other\" } };")]
    [InlineData("c.Add(1, Tag(any ? \"a\" : \"b\"));", "static PAIR Tag(string path) => new(\"path\", path);")]
    [InlineData("TagList tags = new() { { \"path\", request.Path } }; tags = new() { { \"kind\", \"a\" } }; c.Add(1, tags);", "")]
    [InlineData("TagList tags = new(); foreach (var (name, value) in new Dictionary<string, string>()) tags.Add(name, value); c.Add(1, tags);", "")]
    [InlineData("c.Add(1, Kept); Kept.ToString();", "static readonly PAIR Kept = new(\"id\", Guid.NewGuid());")]
    [InlineData("TagList tags = new(); Fill(tags, request.Path); c.Add(1, tags);", "static void Fill(TagList t, string path) => t.Add(\"path\", path);")]
    public Task Quiet_on_bounded_ones_and_on_copies(string statements, string members) => Verify<UnboundedLabelValue>.QuietAsync(Code(statements, members));

    [Fact]
    public Task Says_through_which_methods() => Verify<UnboundedLabelValue>.SaysAsync(
        Code("c.Add(1, [|Tags(request)|]);", "static TagList Tags(HttpRequest r) => new() { Tag(r.Path) }; static PAIR Tag(string p) => new(\"path\", p);"),
        "Label 'path' of 'c' may take any value (HttpRequest.Path, via Tags, Tag): each new one creates a time series, and the OpenTelemetry SDK merges all beyond its limit (2,000 by default). Use a value from a fixed set, or put it on the span (Activity).");

    [Theory]
    [InlineData("c.Add(1, Kept); c.Add(1, All); c.Add(1, Tags(any));", "static readonly PAIR Kept = new(\"a\", \"x\"); static readonly PAIR[] All = [new(\"b\", true)]; static TagList Tags(bool any) => new() { { \"d\", any } };")]
    public Task Proves_what_fields_and_methods_hold(string statements, string members) => Verify<UnprovenLabelValue>.QuietAsync(Code(statements, members));

    [Theory]
    [InlineData("c.Add(1, Kept); c.Add(1, [|Tags(key)|]);", "static PAIR Kept => new(\"a\", [|Console.ReadLine()|]); static TagList Tags(string text) => new() { { \"d\", text } };")]
    public Task Proves_no_more(string statements, string members) => Verify<UnprovenLabelValue>.FiresAsync(Code(statements, members));

    [Fact]
    public Task Two_conditions_of_a_method_are_no_duplicate() => Verify<DuplicateLabel>.QuietAsync(
        Code("TagList tags = new() { { \"b\", 1 } }; One(ref tags, any); Two(ref tags, any); c.Add(1, tags);", "static void One(ref TagList t, bool any) { if (any) t.Add(\"a\", 1); } static void Two(ref TagList t, bool any) { if (!any) t.Add(\"a\", 2); }"));
}
