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
    public Task Fires(string members) => Verify<TwoBaggages>.FiresAsync(File(members));

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
