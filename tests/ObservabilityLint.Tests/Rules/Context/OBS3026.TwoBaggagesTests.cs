using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class TwoBaggagesTests
{
    private const string Given = "using OpenTelemetry;\nstatic class Keys { public const string Tenant = \"tenant\"; public static string Any = \"a\" + Environment.TickCount; }\n";

    private static string File(string members) => Given + "class C { " + members + " }";

    [Theory]
    // Set on an Activity, and read with OpenTelemetry.
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() => [|Baggage.GetBaggage(\"tenant\")|];")]
    [InlineData("void Set(string t) => Activity.Current!.AddBaggage(Keys.Tenant, t); string? Get() => [|Baggage.Current.GetBaggage(\"tenant\")|];")]
    [InlineData("void Set(Activity a) => a.SetTag(\"k\", 1).SetBaggage(\"tenant\", \"t\"); string? Get() { var all = Baggage.Current; return [|all.GetBaggage(Keys.Tenant)|]; }")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() => [|OpenTelemetry.Baggage.GetBaggage(name: \"tenant\")|];")]
    // The reverse.
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); string? Get() => Activity.Current?[|.GetBaggageItem(\"tenant\")|];")]
    [InlineData("void Set(string t) => Baggage.Current = Baggage.Current.SetBaggage(\"tenant\", t); string? Get(Activity a) => [|a.GetBaggageItem(Keys.Tenant)|];")]
    // Other entries, removals and restorations do not count.
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.SetBaggage(\"user\", t); } string? Get() => [|Baggage.GetBaggage(\"tenant\")|];")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.SetBaggage(\"tenant\", null); Baggage.RemoveBaggage(\"tenant\"); } string? Get() => [|Baggage.GetBaggage(\"tenant\")|];")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); var before = Baggage.Current; Baggage.Current = default; Baggage.Current = Baggage.Create(); Baggage.Current = before; } string? Get() => [|Baggage.GetBaggage(\"tenant\")|];")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Activity.Current?.SetBaggage(Keys.Any, t); } string? Get() => [|Baggage.GetBaggage(\"tenant\")|];")]
    // Lists and dictionaries, as far as their keys are in sight.
    [InlineData("void Set(string t) => Baggage.Current = Baggage.Create(new Dictionary<string, string> { [\"tenant\"] = t, [\"user\"] = t }); string? Get(Activity a) => [|a.GetBaggageItem(\"tenant\")|];")]
    [InlineData("void Set(string t) => Baggage.SetBaggage([new(\"tenant\", t)]); string? Get(Activity a) => [|a.GetBaggageItem(\"tenant\")|];")]
    [InlineData("void Set(string t) => Baggage.Current = Baggage.Current.SetBaggage(new KeyValuePair<string, string?>(Keys.Tenant, t)); string? Get(Activity a) => [|a.GetBaggageItem(\"tenant\")|];")]
    [InlineData("void Set(string t) { var all = new Dictionary<string, string>(); all.Add(\"tenant\", t); all[\"user\"] = t; Baggage.Current = Baggage.Create(all); } string? Get(Activity a) => [|a.GetBaggageItem(\"tenant\")|] + [|a.GetBaggageItem(\"user\")|];")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.SetBaggage(new Dictionary<string, string?> { { \"user\", t } }); } string? Get() => [|Baggage.GetBaggage(\"tenant\")|];")]
    [InlineData("void Set(string t) { var all = new List<KeyValuePair<string, string?>>(); all.Add(new(\"tenant\", t)); Baggage.SetBaggage(all); } string? Get(Activity a) => [|a.GetBaggageItem(\"tenant\")|];")]
    [InlineData("static readonly string[] All = [Keys.Tenant, \"user\"]; void Set(string t) { foreach (var key in All) Activity.Current?.SetBaggage(key, t); } string? Get() => [|Baggage.GetBaggage(\"tenant\")|] + [|Baggage.GetBaggage(\"user\")|] + Baggage.GetBaggage(\"other\");")]
    [InlineData("void Set(string t) { foreach (var key in new[] { \"tenant\" }) Baggage.SetBaggage(key, t); } string? Get(Activity a) => [|a.GetBaggageItem(\"tenant\")|];")]
    [InlineData("static readonly string Key = \"tenant\"; void Set(string t) => Activity.Current?.SetBaggage(Key, t); string? Get() => [|Baggage.GetBaggage(Key)|];")]
    public Task Fires(string members) => Verify<TwoBaggages>.FiresAsync(File(members));

    /// <summary>What takes one entry out of the whole. There is no fix: it does not give the entry's value.</summary>
    [Theory]
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); string? Get(Activity a) => [|a.Baggage.First(b => b.Key == \"tenant\")|].Value;")]
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); string? Get() => Activity.Current?[|.Baggage.FirstOrDefault(b => Keys.Tenant == b.Key)|].Value;")]
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); bool? Get() => Activity.Current?.Baggage?[|.Any(b => b.Key.Equals(\"tenant\"))|];")]
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); object Get(Activity a) => [|a.Baggage.Where(static b => string.Equals(b.Key, \"tenant\", StringComparison.Ordinal) && b.Value != null)|].Select(b => b.Value).Single();")]
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); bool Get(Activity a) { var all = a.Baggage; return [|all.SingleOrDefault(b => b.Key is \"tenant\")|].Value is null || [|all.Count(b => b.Key == Keys.Tenant)|] == 1; }")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() => [|Baggage.GetBaggage()[\"tenant\"]|];")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() => [|Baggage.Current.GetBaggage()[Keys.Tenant]|];")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() => [|Baggage.GetBaggage().TryGetValue(\"tenant\", out var tenant)|] ? tenant : null;")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() { var all = Baggage.GetBaggage(); if (![|all.ContainsKey(\"tenant\")|]) return [|all.GetValueOrDefault(\"tenant\")|]; return [|all.First(b => b.Key == \"tenant\")|].Value; }")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() { var current = Baggage.Current; return [|current.GetBaggage()[\"tenant\"]|]; }")]
    // A loop goes through the names: others of them may be set in the baggage that is read.
    [InlineData("static readonly string[] Names = [\"tenant\", \"region\"]; void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); void Tag(Activity a) { foreach (var name in Names) a.SetTag(name, [|Baggage.GetBaggage(name)|]); }")]
    [InlineData("void Set(string t, string r) { Baggage.SetBaggage(\"tenant\", t); Baggage.SetBaggage(\"region\", r); } void Tag(Activity a) { foreach (var name in new[] { \"tenant\", \"region\" }) a.SetTag(name, [|a.GetBaggageItem(name)|]); }")]
    public Task Fires_on_an_entry_of_the_whole(string members) => Verify<TwoBaggages>.OffersNoFixAsync(File(members));

    [Theory]
    // All of them, by a name that is not known, or by something else than the name.
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); void Get(Activity a) { foreach (var pair in a.Baggage) Console.WriteLine(pair.Key == \"tenant\" ? pair.Value : null); }")]
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); object Get(Activity a) => a.Baggage.Any() ? a.Baggage.First() : a.Baggage.ToList();")]
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); bool Get(Activity a, string key) => a.Baggage.Any(b => b.Key == key) || a.Baggage.Any(b => b.Key == Keys.Any) || a.Baggage.Any(b => b.Value == \"tenant\") || a.Baggage.Any(b => b.Key != \"tenant\") || a.Baggage.All(b => b.Key == \"tenant\") || a.Baggage.Any(b => b.Key == \"tenant\" || b.Value == null);")]
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); bool Get(Activity a) => a.Tags.Any(b => b.Key == \"tenant\") || a.TagObjects.Any(b => b.Key == \"tenant\");")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); int Get() { foreach (var pair in Baggage.GetBaggage()) Console.WriteLine(pair.Key); return Baggage.GetBaggage().Count; }")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get(string key) => Baggage.GetBaggage()[key];")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get(Baggage given) => given.GetBaggage()[\"tenant\"] + Baggage.GetBaggage(given)[\"tenant\"];")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get(bool any, IReadOnlyDictionary<string, string> other) { var all = Baggage.GetBaggage(); if (any) all = other; return all[\"tenant\"]; }")]
    [InlineData("void Set(string t, string[] all) { foreach (var key in all) Activity.Current?.SetBaggage(key, t); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("static readonly string[] All = [\"user\"]; void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); foreach (var key in All) Baggage.SetBaggage(key, t); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    // Set in what is read.
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.SetBaggage(\"tenant\", t); } bool Get(Activity a) => a.Baggage.Any(b => b.Key == \"tenant\") && Baggage.GetBaggage().ContainsKey(\"tenant\");")]
    // Copied from one to the other.
    [InlineData("void Copy(Activity a) => Baggage.SetBaggage(\"tenant\", a.Baggage.FirstOrDefault(b => b.Key == \"tenant\").Value);")]
    [InlineData("void Copy(Activity a) { var entry = a.Baggage.FirstOrDefault(b => b.Key == \"tenant\"); Baggage.SetBaggage(\"tenant\", entry.Value); }")]
    [InlineData("void Copy(Activity a) { if (Baggage.GetBaggage().TryGetValue(\"tenant\", out var t)) a.SetBaggage(\"tenant\", t); }")]
    [InlineData("void Copy(Activity a) { if (a.GetBaggageItem(\"tenant\") is { } t) Baggage.SetBaggage(\"tenant\", t.Trim()); }")]
    [InlineData("void Copy(Activity a) { var all = Baggage.GetBaggage(); a.SetBaggage(\"tenant\", all[\"tenant\"]); }")]
    public Task Quiet_on_the_whole(string members) => Verify<TwoBaggages>.QuietAsync(File(members));

    [Fact]
    public Task Says_that_it_is_not_there() => Verify<TwoBaggages>.SaysAsync(
        File("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); bool Get(Activity a) => [|a.Baggage.Any(b => b.Key == \"tenant\")|];"),
        "'tenant' is set with Baggage.SetBaggage, which Activity.Baggage does not see: unless another process sends it, it is not there. Use Baggage.GetBaggage to read it.");

    [Fact]
    public Task Fires_across_files() => Verify<TwoBaggages>.FiresAsync(File("string? Get() => [|Baggage.GetBaggage(Names.Tenant)|];") + "\n=== Other.cs\nstatic class Names { public const string Tenant = \"tenant\"; }\nclass Other { void Set() => Activity.Current?.SetBaggage(Names.Tenant, \"t\"); }\n");

    [Theory]
    // Set with what reads it, or in both.
    [InlineData("void Set(string t) => Baggage.SetBaggage(\"tenant\", t); string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() => Activity.Current?.GetBaggageItem(\"tenant\");")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.SetBaggage(\"tenant\", t); } string? Get() => Baggage.GetBaggage(\"tenant\"); string? Other() => Activity.Current?.GetBaggageItem(\"tenant\");")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.Current = Baggage.Current.SetBaggage(\"tenant\", t); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    // It may be: by a name or from a place that is not known.
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.SetBaggage(Keys.Any, t); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t) { foreach (var pair in Activity.Current!.Baggage) Baggage.SetBaggage(pair.Key, pair.Value); Activity.Current?.SetBaggage(\"tenant\", t); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.SetBaggage(new[] { new KeyValuePair<string, string?>(\"tenant\", t) }); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.Current = Baggage.Create(new() { [\"tenant\"] = t }); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t, OpenTelemetry.Context.Propagation.PropagationContext received) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.Current = received.Baggage; } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t) { Baggage.SetBaggage(\"tenant\", t); foreach (var pair in Baggage.Current) Activity.Current?.AddBaggage(pair.Key, pair.Value); } string? Get() => Activity.Current?.GetBaggageItem(\"tenant\");")]
    [InlineData("void Set(string t, Dictionary<string, string> all) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.Current = Baggage.Create(all); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("static void Fill(IDictionary<string, string> all) { } void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); var all = new Dictionary<string, string> { [\"user\"] = t }; Fill(all); Baggage.Current = Baggage.Create(all); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); var all = new List<KeyValuePair<string, string?>>(); all.Add(new(\"tenant\", t)); Baggage.SetBaggage(all); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); var all = new Dictionary<string, string>(); all[Keys.Any] = t; Baggage.Current = Baggage.Create(all); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    // Received from others, and handed on in the other.
    [InlineData("void Copy() { var t = Baggage.GetBaggage(\"tenant\"); Activity.Current?.SetBaggage(\"tenant\", t); }")]
    [InlineData("void Copy() => Activity.Current?.SetBaggage(\"tenant\", Baggage.GetBaggage(\"tenant\") ?? \"none\");")]
    [InlineData("void Copy() => Baggage.SetBaggage(\"tenant\", Activity.Current?.GetBaggageItem(\"tenant\"));")]
    // Only read, only set, or by other names.
    [InlineData("string? Get() => Baggage.GetBaggage(\"tenant\") ?? Activity.Current?.GetBaggageItem(\"tenant\");")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() => Baggage.GetBaggage(\"user\");")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get() => Baggage.GetBaggage(Keys.Any);")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"Tenant\", t); string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t) { Activity.Current?.SetBaggage(\"tenant\", t); Baggage.SetBaggage(\"Tenant\", t); } string? Get() => Baggage.GetBaggage(\"tenant\");")]
    // Of a baggage that was given, or received.
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get(Baggage given) => given.GetBaggage(\"tenant\");")]
    [InlineData("void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); string? Get(OpenTelemetry.Context.Propagation.PropagationContext received) => Baggage.GetBaggage(\"tenant\", received.Baggage);")]
    // Attributes are no baggage, and other types have none of these.
    [InlineData("void Set(string t) => Activity.Current?.SetTag(\"tenant\", t); string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("class Bag { public void SetBaggage(string key, string value) { } } void Set(Bag bag) => bag.SetBaggage(\"tenant\", \"t\"); string? Get() => Baggage.GetBaggage(\"tenant\");")]
    [InlineData("static readonly string[] Names = [\"tenant\", \"region\"]; void Set(string t) { Activity.Current?.SetBaggage(\"user\", t); Baggage.SetBaggage(\"tenant\", t); } void Tag(Activity a) { foreach (var name in Names) a.SetTag(name, Baggage.GetBaggage(name)); }")]
    [InlineData("static string[] Names = [\"tenant\"]; void Set(string t) => Activity.Current?.SetBaggage(\"tenant\", t); void Tag(Activity a, string[] names) { foreach (var name in names) a.SetTag(name, Baggage.GetBaggage(name)); }")]
    public Task Quiet(string members) => Verify<TwoBaggages>.QuietAsync(File(members));

    [Fact]
    public Task Says_where_it_is_set() => Verify<TwoBaggages>.SaysAsync(
        File("void Set(string t) => Activity.Current?.AddBaggage(\"tenant\", t); string? Get() => [|Baggage.GetBaggage(\"tenant\")|];"),
        "'tenant' is set with Activity.AddBaggage, which Baggage.GetBaggage does not see: unless another process sends it, this is null. Use Activity.GetBaggageItem to read it.");

    [Fact]
    public Task Fixes_all_of_a_file() => Verify<TwoBaggages>.FixesAsync(
        File("""

                void Set(Activity activity)
                {
                    activity.SetBaggage("tenant", "t");
                    Baggage.SetBaggage("user", "u");
                }

                void Get(Activity activity, (Activity? Own, int Number)? pair)
                {
                    var tenant = [|Baggage.GetBaggage("tenant")|]; // the tenant
                    var trimmed = [|Baggage.Current.GetBaggage(Keys.Tenant)|]!.Trim();
                    var length = [|Baggage.GetBaggage("tenant")|]?.Length ?? 0;
                    var user = Activity.Current?[|.GetBaggageItem("user")|];
                    var short1 = Activity.Current?[|.GetBaggageItem("user")|]?.Trim();
                    var short2 = pair?.Own?[|.GetBaggageItem("user")|]?.Trim().Length;
                    var parent = [|activity.Parent!.GetBaggageItem(/* who */ "user")|];
                }
            """),
        File("""

                void Set(Activity activity)
                {
                    activity.SetBaggage("tenant", "t");
                    Baggage.SetBaggage("user", "u");
                }

                void Get(Activity activity, (Activity? Own, int Number)? pair)
                {
                    var tenant = Activity.Current?.GetBaggageItem("tenant"); // the tenant
                    var trimmed = (Activity.Current?.GetBaggageItem(Keys.Tenant))!.Trim();
                    var length = (Activity.Current?.GetBaggageItem("tenant"))?.Length ?? 0;
                    var user = Baggage.GetBaggage("user");
                    var short1 = Baggage.GetBaggage("user")?.Trim();
                    var short2 = Baggage.GetBaggage("user")?.Trim().Length;
                    var parent = Baggage.GetBaggage("user");
                }
            """));
}
