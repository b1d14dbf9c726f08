using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Labels;
using ObservabilityLint.Fixes.Measurements;

namespace ObservabilityLint.Tests.Labels;

/// <summary>A label has one name: it changes wherever it is named, or nowhere.</summary>
public class LabelRenameTests
{
    [Theory]
    [InlineData("static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", [|\"userId\"|]); static void Use(string x) { C.WithLabels(x).Inc(); }", "static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", \"user_id\"); static void Use(string x) { C.WithLabels(x).Inc(); }")]
    [InlineData("static readonly string[] L = [[|\"userId\"|]]; static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", L);", "static readonly string[] L = [\"user_id\"]; static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", L);")]
    [InlineData("const string User = \"userId\"; static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", [|User|]);", "const string User = \"user_id\"; static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", User);")]
    [InlineData("static class Shop { static readonly Counter A = Metrics.CreateCounter(\"a_total\", \"A.\", [|\"userId\"|]), B = Metrics.CreateCounter(\"a_total\", \"A.\", \"userId\"); }", "static class Shop { static readonly Counter A = Metrics.CreateCounter(\"a_total\", \"A.\", \"user_id\"), B = Metrics.CreateCounter(\"a_total\", \"A.\", \"user_id\"); }")]
    [InlineData("static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", [|\"userId\"|], \"user_id\");", null)]
    [InlineData("static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", [|\"userId\"|], \"UserId\");", null)]
    [InlineData("const string User = \"userId\"; static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", [|User|]), D = Metrics.CreateCounter(User, \"D.\");", null)]
    public Task Of_Prometheus(string before, string? after) => LabelSnippet.Parse(before).GivesAsync(after, RenameAsync);

    [Theory]
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1)); C.Add(2, Tag(\"userId\", 2));", "C.Add(1, Tag(\"user_id\", 1)); C.Add(2, Tag(\"user_id\", 2));")]
    [InlineData("C.Add(1, new TagList { { [|\"UserId\"|], 1 } }); C.Add(1, [new(\"UserId\", 2)]);", "C.Add(1, new TagList { { \"user_id\", 1 } }); C.Add(1, [new(\"user_id\", 2)]);")]
    [InlineData("var tags = new TagList(); tags.Add([|\"User.Id\"|], 1); C.Add(1, tags);", "var tags = new TagList(); tags.Add(\"user.id\", 1); C.Add(1, tags);")]
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1)); D.Add(2, Tag(\"userId\", 2));", "C.Add(1, Tag(\"user_id\", 1)); D.Add(2, Tag(\"userId\", 2));")]
    [InlineData("const string User = \"userId\"; C.Add(1, Tag([|User|], 1)); D.Add(2, Tag(User, 2));", "const string User = \"user_id\"; C.Add(1, Tag(User, 1)); D.Add(2, Tag(User, 2));")]
    [InlineData("const string User = \"userId\"; C.Add(1, Tag([|User|], 1)); Activity.Current?.SetTag(User, 2);", "const string User = \"user_id\"; C.Add(1, Tag(User, 1)); Activity.Current?.SetTag(User, 2);")]
    [InlineData("const string User = \"User.Id\"; C.Add(1, Tag([|User|], 1)); Metrics.CreateCounter(\"a_total\", \"A.\", User);", null)]
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1), Tag(\"user_id\", 2));", null)]
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1)); C.Add(2, Tag(\"user_id\", 2));", null)]
    // A listener, or a test, picks the tag.
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1)); static bool Is(KeyValuePair<string, object?> tag) => tag.Key == \"userId\";", null)]
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1)); static bool Is(KeyValuePair<string, object?> tag) => tag is { Key: \"userId\" or \"user\" };", null)]
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1)); static bool Is(KeyValuePair<string, object?> tag) => tag.Key is \"shop\" or \"userId\";", null)]
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1)); static int Of(KeyValuePair<string, object?> tag) { switch (tag.Key) { case \"userId\": return 1; default: return 0; } }", null)]
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1)); static object? Of((int Value, IReadOnlyDictionary<string, object?> Tags) found) => found.Tags[\"userId\"];", null)]
    [InlineData("C.Add(1, Tag([|\"userId\"|], 1)); static bool Is(string column) => column == \"userId\";", "C.Add(1, Tag(\"user_id\", 1)); static bool Is(string column) => column == \"userId\";")]
    public Task Of_OpenTelemetry(string before, string? after)
    {
        const string counters = "static readonly Counter<int> C = meter.CreateCounter<int>(\"shop.orders\"), D = meter.CreateCounter<int>(\"shop.others\");\nstatic void Use() { ";
        return LabelSnippet.Parse(Code(before)).GivesAsync(after is null ? null : Code(after), RenameAsync);

        static string Code(string use) => counters + use.Replace("Tag(", "new KeyValuePair<string, object?>(", StringComparison.Ordinal).Replace("Setnew KeyValuePair<string, object?>(", "SetTag(", StringComparison.Ordinal) + " }";
    }

    [Theory]
    [InlineData("\"shop.orders\", new MetricStreamConfiguration { TagKeys = new[] { \"kind\", \"userId\" } }", "\"shop.orders\", new MetricStreamConfiguration { TagKeys = new[] { \"kind\", \"user_id\" } }")]
    [InlineData("\"Shop.Orders\", new ExplicitBucketHistogramConfiguration { TagKeys = [\"userId\"] }", "\"Shop.Orders\", new ExplicitBucketHistogramConfiguration { TagKeys = [\"user_id\"] }")]
    [InlineData("\"shop.others\", new MetricStreamConfiguration { TagKeys = [\"userId\"] }", "\"shop.others\", new MetricStreamConfiguration { TagKeys = [\"userId\"] }")]
    [InlineData("i => i.Name == \"shop.orders\" ? new MetricStreamConfiguration { TagKeys = [\"userId\"] } : null", "i => i.Name == \"shop.orders\" ? new MetricStreamConfiguration { TagKeys = [\"user_id\"] } : null")]
    [InlineData("\"*\", new MetricStreamConfiguration { TagKeys = [\"userId\"] }", null)]
    [InlineData("i => new MetricStreamConfiguration { TagKeys = [\"userId\"] }", null)]
    public Task Views_follow(string view, string? followed)
    {
        return LabelSnippet.Parse(Code("[|\"userId\"|]", view)).GivesAsync(followed is null ? null : Code("\"user_id\"", followed), RenameAsync);

        static string Code(string key, string view) => $"static void Set(MeterProviderBuilder b) {{ b.AddView({view}); }}\nstatic void Use() {{ meter.CreateCounter<int>(\"shop.orders\").Add(1, new KeyValuePair<string, object?>({key}, 1)); }}";
    }

    [Fact]
    public Task In_all_documents() => LabelSnippet.Parse(
        """
        static class Shop { internal static readonly Counter<int> Orders = meter.CreateCounter<int>("shop.orders"); }
        === Keys.cs
        static class Keys { public const string Prefix = "shop.", User = Prefix + "userId"; }
        === Use.cs
        class Use { void Do(int x) { Shop.Orders.Add(1, new KeyValuePair<string, object?>([|Keys.User|], x)); } }
        === UseToo.cs
        class UseToo { void Do(int x) { Shop.Orders.Add(1, new KeyValuePair<string, object?>("shop.userId", x)); } }
        """).GivesAsync(
        """
        static class Shop { internal static readonly Counter<int> Orders = meter.CreateCounter<int>("shop.orders"); }
        === Keys.cs
        static class Keys { public const string Prefix = "shop.", User = Prefix + "user_id"; }
        === Use.cs
        class Use { void Do(int x) { Shop.Orders.Add(1, new KeyValuePair<string, object?>(Keys.User, x)); } }
        === UseToo.cs
        class UseToo { void Do(int x) { Shop.Orders.Add(1, new KeyValuePair<string, object?>("shop.user_id", x)); } }
        """, RenameAsync);

    private static async Task<SolutionEdits?> RenameAsync(Document document, LabelPlace place) => (await LabelRename.ForAsync(document, place, default))?.Edits;
}
