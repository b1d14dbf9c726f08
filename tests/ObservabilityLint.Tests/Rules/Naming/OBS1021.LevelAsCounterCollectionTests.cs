using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

/// <summary>Collections that a callback counts, or whose numbers it gives: whether they may shrink, and whether one of these may fall.</summary>
public class LevelAsCounterCollectionTests
{
    /// <summary>Numbers that a collection holds, one of which falls.</summary>
    [Theory]
    [InlineData("() => open.Select(e => new Measurement<int>(e.Value, new KeyValuePair<string, object?>(\"queue\", e.Key)))", "open[\"a\"]++; open[\"a\"]--;")]
    [InlineData("() => open.Values.Sum()", "open[\"a\"] = open[\"a\"] - 1;")]
    [InlineData("() => open.Values.Select(n => new Measurement<int>(n))", "this.open[\"a\"] -= 2;")]
    [InlineData("Each", "open[\"a\"]--;")]
    [InlineData("() => all.Select(n => new Measurement<int>(n))", "all[1]--;")]
    [InlineData("() => open.Sum(e => e.Value)", "open[\"a\"]--;")]
    [InlineData("() => queues.Sum(queue => queue.Count)", "queues[0].TryDequeue(out _);")]
    [InlineData("() => new Measurement<int>(queues.Max(static queue => { return queue.Count; }))", "queues[0].TryDequeue(out _);")]
    public Task Fires_on_numbers_of_a_collection(string callback, string uses) => Verify<LevelAsCounter>.FiresAsync(Numbers(callback, uses, "[|\"shop.things\"|]"));

    [Theory]
    [InlineData("() => open.Select(e => new Measurement<int>(e.Value))", "open[\"a\"]++; open[\"b\"] = 0; open.Remove(\"a\");")]
    [InlineData("() => open.Values.Sum()", "var other = new Dictionary<string, int>(); other[\"a\"]--; open[\"a\"] -= other.Count == 0 ? -1 : int.Parse(\"1\");")]
    [InlineData("() => open.Select(e => new Measurement<int>(e.Key.Length))", "open[\"a\"]--;")]
    [InlineData("() => open.Select(e => new Measurement<int>(done))", "open[\"a\"]--; done++;")]
    [InlineData("() => open.Sum(e => e.Key.Length)", "open[\"a\"]--;")]
    [InlineData("() => queues.Sum(queue => done)", "queues[0].TryDequeue(out _); done++;")]
    public Task Quiet_on_numbers_of_a_collection(string callback, string uses) => Verify<LevelAsCounter>.QuietAsync(Numbers(callback, uses, "\"shop.things\""));

    private static string Numbers(string callback, string uses, string name)
        => $$"""class Open { private readonly Dictionary<string, int> open = new(); private readonly int[] all = new int[3]; private readonly List<Queue<int>> queues = new(); private int done; internal Open(Meter m) => m.CreateObservableCounter({{name}}, {{callback}}); IEnumerable<Measurement<int>> Each() { foreach (var (queue, n) in open) yield return new(n, new KeyValuePair<string, object?>("queue", queue)); } void Use() { {{uses}} } }""";

    /// <summary>Nothing that reads a list, or takes it where it can only be read, makes it shorter.</summary>
    [Theory]
    [InlineData("List<string>", "all.Add(\"a\"); _ = all.Skip(1).ToDictionary(x => x); _ = all.OrderByDescending(x => x); all.ForEach(Console.WriteLine);")]
    [InlineData("List<string>", "all.Add(\"a\"); Console.WriteLine(string.Join('\\n', all)); Console.WriteLine(string.Join(\",\", all) + string.Concat(all));")]
    [InlineData("List<string>", "all.Add(\"a\"); string[] copy = [.. all]; _ = new List<string>(all); IReadOnlyList<string> seen = all; IEnumerable<string> each = all;")]
    [InlineData("HashSet<string>", "all.UnionWith([\"a\"]); _ = all.Select(x => x.Length).Sum(); _ = all.Overlaps([\"a\"]);")]
    [InlineData("Dictionary<string, int>", "System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(all, \"a\", out _)++; _ = all.GetValueOrDefault(\"a\");")]
    public Task Quiet_on_a_collection_that_only_grows(string type, string uses) => Verify<LevelAsCounter>.QuietAsync(
        $$"""class Seen { private readonly {{type}} all = new(); internal Seen(Meter m) => m.CreateObservableCounter("shop.things", () => all.Count); void Use() { {{uses}} } }""");

    [Theory]
    [InlineData("List<string>", "all.Add(\"a\"); all.RemoveAt(0);")]
    [InlineData("List<string>", "all.Add(\"a\"); Trim(all);")]
    [InlineData("HashSet<string>", "all.UnionWith([\"a\"]); all.ExceptWith([\"a\"]);")]
    [InlineData("List<string>", "all.Add(\"a\"); ICollection<string> other = all;")]
    public Task Fires_on_a_collection_that_may_shrink(string type, string uses) => Verify<LevelAsCounter>.FiresAsync(
        $$"""class Seen { private readonly {{type}} all = new(); internal Seen(Meter m) => m.CreateObservableCounter([|"shop.things"|], () => all.Count); void Use() { {{uses}} } static void Trim(List<string> list) => list.Clear(); }""");

    /// <summary>Another collection in the variable, which has all that was in the one before.</summary>
    [Theory]
    [InlineData("ImmutableHashSet<string> all = [];", "all = all.Add(\"a\"); var copy = all; Console.WriteLine(copy.Remove(\"a\").Count);")]
    [InlineData("ImmutableHashSet<string> all = [];", "ImmutableInterlocked.Update(ref all, static (old, added) => old.Add(added), \"a\");")]
    [InlineData("ImmutableHashSet<string> all = [];", "var before = all; var after = before.Add(\"a\"); Interlocked.CompareExchange(ref all, after, before);")]
    [InlineData("ImmutableDictionary<string, int> all = ImmutableDictionary<string, int>.Empty;", "all = all.SetItem(\"a\", 1); ImmutableInterlocked.AddOrUpdate(ref all, \"b\", 1, (_, n) => n + 1);")]
    [InlineData("List<string> all = [];", "all = [.. all, \"a\"];")]
    [InlineData("List<string> all = [];", "all = new List<string>(all) { \"a\" }; all = all.Append(\"b\").ToList();")]
    [InlineData("List<string> all = null!;", "all ??= []; all.Add(\"a\");")]
    public Task Quiet_on_a_collection_that_is_replaced_by_a_larger_one(string member, string uses) => Verify<LevelAsCounter>.QuietAsync(Kept($"private {member}", "all.Count", uses, "\"shop.things\""));

    [Theory]
    [InlineData("ImmutableList<string> all = [];", "all = all.Add(\"a\"); all = all.Remove(\"a\");")]
    [InlineData("ImmutableList<string> all = [];", "all = all.Add(\"a\"); all = [];")]
    [InlineData("ImmutableList<string> all = [];", "ImmutableInterlocked.Update(ref all, old => old.Count > 9 ? [] : old.Add(\"a\"));")]
    [InlineData("List<string> all = [];", "all = [.. all, \"a\"]; all = [.. all.Skip(1)];")]
    [InlineData("List<string> all = [];", "var next = all.ToList(); next.RemoveAt(0); all = next;")]
    public Task Fires_on_a_collection_that_is_replaced_by_any_other(string member, string uses) => Verify<LevelAsCounter>.FiresAsync(Kept($"private {member}", "all.Count", uses, "[|\"shop.things\"|]"));

    /// <summary>Some of its elements, or groups of them.</summary>
    [Theory]
    [InlineData("all.Count(e => e.Value > 0)")]
    [InlineData("all.Values.Where(n => n > 0).Count()")]
    [InlineData("all.Keys.Count")]
    [InlineData("all.ToArray().Length")]
    [InlineData("all.Select(e => e.Value).Distinct().LongCount()")]
    [InlineData("all.GroupBy(e => e.Value).Select(group => new Measurement<int>(group.Count(), new KeyValuePair<string, object?>(\"n\", group.Key)))")]
    public async Task Counts_of_some_elements(string read)
    {
        await Verify<LevelAsCounter>.FiresAsync(Kept("private readonly Dictionary<string, int> all = new();", read, "all[\"a\"] = 1; all.Remove(\"a\");", "[|\"shop.things\"|]"));
        await Verify<LevelAsCounter>.QuietAsync(Kept("private readonly Dictionary<string, int> all = new();", read, "all[\"a\"] = 1;", "\"shop.things\""));
    }

    [Theory]
    // Whether any go is not seen.
    [InlineData("internal List<int> all = [];", "all.Count(n => n > 0)", "all.Add(1); all = [];")]
    [InlineData("List<int> Load() => [];", "Load().Where(n => n > 0).Count()", "")]
    public Task Quiet_on_counts_of_some_elements(string member, string read, string uses) => Verify<LevelAsCounter>.QuietAsync(Kept(member, read, uses, "\"shop.things\""));

    [Fact]
    public async Task Counts_of_groups_in_a_loop()
    {
        const string Read = "Groups()", Groups = "IEnumerable<Measurement<int>> Groups() { foreach (var group in all.GroupBy(e => e.Value)) yield return new(group.Count(), new KeyValuePair<string, object?>(\"n\", group.Key)); } private readonly Dictionary<string, int> all = new();";
        await Verify<LevelAsCounter>.FiresAsync(Kept(Groups, Read, "all[\"a\"] = 1; all.Remove(\"a\");", "[|\"shop.things\"|]"));
        await Verify<LevelAsCounter>.QuietAsync(Kept(Groups, Read, "all[\"a\"] = 1;", "\"shop.things\""));
    }

    /// <summary>Collections of collections: of the elements, or the entries, that the outer one has.</summary>
    [Theory]
    [InlineData("Dictionary<string, List<int>> all = new();", "all.Sum(e => e.Value.Count)", "if (!all.TryGetValue(\"a\", out var list)) all[\"a\"] = list = []; list.Add(1);")]
    [InlineData("Dictionary<string, List<int>> all = new();", "all.Values.Max(list => list.Count)", "all.TryAdd(\"a\", []); all[\"a\"].Add(1); new List<string>().Clear();")]
    [InlineData("Dictionary<string, List<int>> all = new(), open = new(); void Close() => open[\"a\"].Clear();", "all.Sum(e => e.Value.Count)", "all.TryAdd(\"a\", []); all[\"a\"].Add(1);")]
    [InlineData("List<HashSet<int>> all = [];", "all.Sum(set => set.Count)", "all.Add([1]); all[^1].Add(2);")]
    public Task Quiet_on_collections_that_only_grow_of_such(string member, string read, string uses) => Verify<LevelAsCounter>.QuietAsync(Kept("private readonly " + member, read, uses, "\"shop.things\""));

    [Theory]
    [InlineData("Dictionary<string, List<int>> all = new();", "all.Sum(e => e.Value.Count)", "all.TryAdd(\"a\", []); all[\"a\"].Add(1); all[\"a\"].RemoveAt(0);")]
    [InlineData("Dictionary<string, List<int>> all = new();", "all.Values.Sum(list => list.Count)", "all.TryAdd(\"a\", []); if (all.TryGetValue(\"a\", out var list)) list?.Clear();")]
    [InlineData("Dictionary<string, List<int>> all = new();", "all.Sum(e => e.Value.Count)", "all.TryAdd(\"a\", []); all[\"a\"].Add(1); all.Remove(\"a\");")]
    [InlineData("Dictionary<string, Queue<int>> all = new();", "all.Sum(e => e.Value.Count)", "all.TryAdd(\"a\", new()); all[\"a\"].Enqueue(1);")]
    public Task Fires_on_collections_of_which_one_may_shrink(string member, string read, string uses) => Verify<LevelAsCounter>.FiresAsync(Kept("private readonly " + member, read, uses, "[|\"shop.things\"|]"));

    [Theory]
    [InlineData("internal HashSet<string> Hosts { get; } = [];", "seen.Hosts", "seen.Hosts.Add(\"a\");")]
    [InlineData("internal readonly List<string> Hosts = [];", "seen.Hosts", "Hosts.Add(\"a\");")]
    [InlineData("private readonly List<string> hosts = []; public IReadOnlyList<string> Hosts => hosts;", "seen.Hosts", "hosts.Add(\"a\");")]
    [InlineData("private readonly List<string> hosts = []; internal List<string> Hosts => hosts;", "hosts", "Hosts.Add(\"a\");")]
    public Task Quiet_on_a_collection_of_another_object_that_only_grows(string member, string read, string uses) => Verify<LevelAsCounter>.QuietAsync(Kept(member, read + ".Count", uses, "\"shop.things\""));

    [Theory]
    [InlineData("internal HashSet<string> Hosts { get; } = [];", "seen.Hosts", "seen.Hosts.Add(\"a\"); seen.Hosts.Remove(\"a\");")]
    [InlineData("private readonly List<string> hosts = []; internal List<string> Hosts => hosts;", "hosts", "hosts.Add(\"a\"); Hosts.Clear();")]
    [InlineData("internal List<string> Hosts { get; } = []; private Seen current = null!;", "current.Hosts", "current = new(meter, current); current.Hosts.Add(\"a\");")]
    [InlineData("public HashSet<string> Hosts { get; } = []; } public class Other { public static HashSet<string> Hosts { get; } = [];", "Other.Hosts", "Other.Hosts.Add(\"a\");")]
    public Task Fires_on_a_collection_of_another_object_that_may_shrink(string member, string read, string uses)
    {
        var (first, second) = member.Split("} public class Other") is [var own, var other] ? (own, "public class Other" + other + "}") : (member, "");
        return Verify<LevelAsCounter>.FiresAsync(Kept(first, read + ".Count", uses, "[|\"shop.things\"|]") + second);
    }

    private static string Kept(string member, string read, string uses, string name) => $$"""
        using System.Collections.Immutable;
        class Seen { {{member}} internal Seen(Meter m, Seen seen) => m.CreateObservableCounter({{name}}, () => {{read}}); void Use(Seen seen) { {{uses}} } }
        """;
}
