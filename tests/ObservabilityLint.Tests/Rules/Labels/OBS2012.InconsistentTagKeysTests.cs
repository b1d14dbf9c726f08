using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class InconsistentTagKeysTests
{
    private const string Given = "var c = meter.CreateCounter<int>(\"c\"); var h = meter.CreateHistogram<int>(\"h\"); var any = Environment.MachineName == \"\"; KeyValuePair<string, object?> a = new(\"a\", 1), b = new(\"b\", 1);\n";

    [Theory]
    [InlineData("c.Add(1, a); c.[|Add|](1, a, b);")]
    [InlineData("c.[|Add|](1, a); c.Add(1, a, b); c.Add(1, b, a);")]
    [InlineData("c.Add(1, a); c.[|Add|](1);")]
    [InlineData("h.Record(1, a); h.[|Record|](0); var g = meter.CreateGauge<int>(\"g\"); g.Record(1, a); g.[|Record|](0);")]
    [InlineData("h.Record(1, a); if (any) h.[|Record|](2, [a, b]); Action x = () => h.[|Record|](1, new TagList { { \"b\", 1 } }); h.Record(1, a);")]
    [InlineData("meter.CreateObservableGauge(\"g\", () => new[] { new Measurement<int>(1, a), new Measurement<int>(2, a), new [|Measurement<int>|](3, b) });")]
    [InlineData("meter.CreateObservableGauge<int>(\"g\", () => [new(1, a), new(2, a), [|new(3, b)|]]);")]
    [InlineData("var all = new List<Measurement<int>> { new(1, a), new(2, a), [|new(3, b)|] }; meter.CreateObservableGauge(\"g\", () => all);")]
    [InlineData("Measurement<int>[]? all = null; all = [new(1, a), new(2, a), [|new(3, b)|]]; meter.CreateObservableGauge(\"g\", () => all);")]
    public Task Fires(string statements) => Verify<InconsistentTagKeys>.FiresAsync(Given + statements);

    [Theory]
    [InlineData("c.Add(1, a); c.Add(2, a); h.Record(1, b);")]
    [InlineData("c.Add(1, a, b); c.Add(2, b, a); c.Add(3, [a, b]); c.Add(4, new TagList { { \"b\", 1 }, { \"a\", 2 } });")]
    [InlineData("TagList tags = new() { a }; if (any) tags.Add(\"b\", 1); c.Add(1, tags); c.Add(1, a);")]
    [InlineData("TagList tags = new() { a }; tags.Add(\"b\", 1); c.Add(1, tags); c.Add(1, a);")]
    [InlineData("try { c.Add(1, a); } catch (Exception e) { c.Add(1, a, new(\"error.type\", e.GetType().Name)); }")]
    [InlineData("try { c.Add(1, a); } catch (Exception e) { c.Add(1, a, new(\"error\", \"other\")); c.Add(1, a, new(\"exception.type\", \"x\"), new(\"failure_reason\", \"y\")); }")]
    [InlineData("c.Add(1, a); c.Add(1, Tags()); KeyValuePair<string, object?>[] Tags() => [a, b];")]
    [InlineData("c.Add(1, a); c.Add(1, new KeyValuePair<string, object?>(Environment.MachineName, 1));")]
    [InlineData("static void One(Counter<int> d) => d.Add(1); static void Two(Counter<int> d, KeyValuePair<string, object?> x) => d.Add(1, x);")]
    [InlineData("c.Add(0); c.Add(1, a); var d = meter.CreateCounter<double>(\"d\"); d.Add(1, b); d.Add(0); d.Add(0.0, a); var u = meter.CreateUpDownCounter<long>(\"u\"); u.Add(1, a); u.Add(0L);")]
    [InlineData("var p = Metrics.CreateCounter(\"p\", \"P.\", \"a\"); p.Inc(); p.WithLabels(\"1\").Inc();")]
    [InlineData("Measurement<int>[] all = [new(1, a), new(3, b)]; meter.CreateObservableGauge(\"g\", () => all); meter.CreateObservableGauge(\"h\", () => all);")]
    [InlineData("Measurement<int>[] all = [new(1, a), new(3, b)]; meter.CreateObservableGauge(\"g\", () => all.Where(one => one.Value > 1)); Measurement<int>[] even = [new(1, a), new(3, a)]; meter.CreateObservableGauge(\"h\", () => even);")]
    public Task Quiet(string statements) => Verify<InconsistentTagKeys>.QuietAsync(Given + statements);

    private const string Views = "void Set(OpenTelemetry.Metrics.MeterProviderBuilder b) { OpenTelemetry.Metrics.MeterProviderBuilderExtensions.AddView(b, \"c\", new OpenTelemetry.Metrics.MetricStreamConfiguration { TagKeys = [\"a\"] }); }";

    /// <summary>Only the tags that a view keeps make series.</summary>
    [Fact]
    public Task Quiet_on_keys_that_a_view_drops() => Verify<InconsistentTagKeys>.QuietAsync(Given + "c.Add(1, a); c.Add(1, a, b); " + Views);

    [Fact]
    public Task Fires_on_keys_that_a_view_keeps() => Verify<InconsistentTagKeys>.FiresAsync(Given + "c.Add(1, a); c.Add(1, a); c.[|Add|](1, b); h.Record(1, a); h.[|Record|](1, a, b); " + Views);

    [Theory]
    [InlineData("c.Add(1, a); c.Add(1, a); c.[|Add|](1, b); ", "no tags that a view keeps")]
    [InlineData("c.Add(1, a); c.Add(1, a); c.[|Add|](1, new KeyValuePair<string, object?>(\"error\", 1)); ", "no tags but those of failures")]
    [InlineData("c.Add(1, a); c.Add(1, a); c.[|Add|](1); ", "no tags")]
    public Task Says_which_tags_are_there(string statements, string tags) => Verify<InconsistentTagKeys>.SaysAsync(
        Given + statements + Views, $"'c' is recorded with {tags} here, but with the tag 'a' elsewhere: sums and filters by a tag that is missing leave these values out. Use the same tags everywhere.");

    private const string Level = "static class Work { static readonly UpDownCounter<long> a = meter.CreateUpDownCounter<long>(\"shop.active\"); static readonly Counter<long> done = meter.CreateCounter<long>(\"shop.done\");\n"
        + "static void Do(bool any, string key, Action body) { TagList tags = new() { { \"front\", 1 } }; ";

    /// <summary>What falls is another series than what rose.</summary>
    [Theory]
    [InlineData("a.Add(1, tags); body(); tags.Add(\"late\", any); a.[|Add|](-1, tags);")]
    [InlineData("a.Add(1, tags); try { body(); } catch (Exception e) { tags.Add(\"failure\", e.GetType().Name); done.Add(1, tags); throw; } finally { a.[|Add|](-1, tags); }")]
    [InlineData("a.Add(1, tags); try { body(); } catch (Exception e) { tags.Add(key, e.GetType().Name); } a.[|Add|](-1, tags);")]
    [InlineData("try { a.Add(1, tags); body(); a.Add(-1, tags); } catch { tags.Add(\"failed\", true); a.[|Add|](-1, tags); }")]
    [InlineData("a.Add(1, tags); if (any) tags.Add(\"late\", any); a.[|Add|](-1, tags);")]
    public Task Fires_where_a_list_grows_between_rise_and_fall(string statements) => Verify<InconsistentTagKeys>.FiresAsync(Level + statements + " } }");

    [Theory]
    [InlineData("tags.Add(\"late\", any); a.Add(1, tags); body(); a.Add(-1, tags); tags.Add(\"bad\", any); done.Add(1, tags);")]
    [InlineData("a.Add(1, tags); try { body(); } catch { tags.Add(\"bad\", any); done.Add(1, tags); throw; } a.Add(-1, tags);")]
    [InlineData("a.Add(1, tags); if (any) { tags.Add(\"bad\", any); done.Add(1, tags); return; } a.Add(-1, tags);")]
    [InlineData("a.Add(1, tags); if (any) { tags.Add(\"bad\", any); done.Add(1, tags); } else { a.Add(-1, tags); }")]
    [InlineData("a.Add(1, tags); switch (any) { case true: tags.Add(\"bad\", any); return; } a.Add(-1, tags);")]
    [InlineData("a.Add(1, tags); var more = tags; more.Add(\"bad\", any); done.Add(1, more); a.Add(-1, tags);")]
    [InlineData("a.Add(1, tags); tags.Add(\"bad\", any); done.Add(1, tags); tags = new() { { \"front\", 1 } }; a.Add(-1, tags);")]
    [InlineData("a.Add(1, tags); tags.Add(\"bad\", any); done.Add(1, tags); tags.RemoveAt(1); a.Add(-1, tags);")]
    [InlineData("a.Add(1, tags); a.Add(-1, tags); tags.Add(\"second\", any); a.Add(1, tags); a.Add(-1, tags);")]
    [InlineData("a.Add(1, tags); try { body(); tags.Add(\"ok\", any); done.Add(1, tags); } catch { a.Add(-1, tags); throw; }")]
    [InlineData("a.Add(1, tags); Action fail = () => { tags.Add(\"bad\", any); done.Add(1, tags); }; a.Add(-1, tags); fail();")]
    [InlineData("done.Add(1, tags); tags.Add(\"late\", any); done.Add(2, tags);")]
    public Task Quiet_where_rise_and_fall_have_one_list(string statements) => Verify<InconsistentTagKeys>.QuietAsync(Level + statements + " } }");

    private const string Failing = "static class Work { static readonly UpDownCounter<long> a = meter.CreateUpDownCounter<long>(\"shop.active\"); static void Do(string s, Exception e) { ";

    [Theory]
    [InlineData("a.Add(1, new KeyValuePair<string, object?>(\"service\", s)); try { a.Add(-1, new KeyValuePair<string, object?>(\"service\", s)); } catch { a.[|Add|](-1, new(\"service\", s), new(\"error.type\", \"x\")); }")]
    [InlineData("a.Add(1, new TagList { { \"service\", s } }); a.[|Add|](-1, new TagList { { \"service\", s }, { \"exception.type\", e.GetType().Name } });")]
    [InlineData("a.Add(1); a.[|Add|](-1, new KeyValuePair<string, object?>(\"failure\", true));")]
    public Task Fires_on_a_level_that_falls_with_the_tags_of_failures(string statements) => Verify<InconsistentTagKeys>.FiresAsync(Failing + statements + " } }");

    [Theory]
    [InlineData("a.Add(1, new(\"service\", s), new(\"error.type\", \"none\")); a.Add(-1, new(\"error.type\", \"none\"), new(\"service\", s));")]
    [InlineData("a.Add(0, new(\"service\", s), new(\"error.type\", \"none\")); a.Add(1, new KeyValuePair<string, object?>(\"service\", s));")]
    [InlineData("meter.CreateObservableUpDownCounter(\"o\", () => new Measurement<int>[] { new(1, new KeyValuePair<string, object?>(\"error.type\", \"x\")), new(1) });")]
    public Task Quiet_on_a_level_that_falls_as_it_rose(string statements) => Verify<InconsistentTagKeys>.QuietAsync(Failing + statements + " } }");

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"error.type\", 1)); c.Add(2, new KeyValuePair<string, object?>(\"error.type\", 2)); c.[|Add|](1, a);", "the tag 'a' here, but with no tags but those of failures elsewhere")]
    [InlineData("c.Add(1, a); c.[|Add|](1, new KeyValuePair<string, object?>(\"error.type\", 1));", "no tags but those of failures here, but with the tag 'a' elsewhere")]
    [InlineData("c.Add(1); c.Add(1, new KeyValuePair<string, object?>(\"error.type\", 1)); c.[|Add|](1, a);", "the tag 'a' here, but with no tags elsewhere")]
    public Task Says_that_the_tags_of_failures_do_not_count(string statements, string sets) => Verify<InconsistentTagKeys>.SaysAsync(
        Given + statements, $"'c' is recorded with {sets}: sums and filters by a tag that is missing leave these values out. Use the same tags everywhere.");

    [Fact]
    public Task Says_what_is_put_in() => Verify<InconsistentTagKeys>.SaysAsync(
        Level + "a.Add(1, tags); tags.Add(\"late\", any); a.[|Add|](-1, tags); } }",
        "'shop.active' is recorded with what 'tags.Add(\"late\", any)' puts in here, but rises without it: what has risen never falls again. Use the same tags everywhere.");

    [Fact]
    public Task Fires_across_files() => Verify<InconsistentTagKeys>.FiresAsync(
        """
        class A { void Do() => Shop.Orders.Add(1, new KeyValuePair<string, object?>(Shop.Kind, 1)); void Again() => Shop.Orders.Add(1, new KeyValuePair<string, object?>("kind", 1)); }
        === B.cs
        sealed record B(int Region) { void Do() => Shop.Orders.[|Add|](1, new KeyValuePair<string, object?>("region", Region)); }
        === Shop.cs
        static class Shop { public const string Kind = "kind"; public static readonly Counter<int> Orders = meter.CreateCounter<int>("shop.orders"); }
        """);

    [Fact]
    public Task Fires_on_measurements_that_are_kept() => Verify<InconsistentTagKeys>.FiresAsync(
        """
        class Plugins
        {
            static readonly Measurement<int>[] all = [new(3), [|new(1, new KeyValuePair<string, object?>("type", "own"))|]];
            static IReadOnlySet<Measurement<int>>? loaded;
            IEnumerable<Measurement<int>> Given => [new(3), [|new(1, new KeyValuePair<string, object?>("type", "own"))|]];
            public Plugins(int count)
            {
                loaded = new HashSet<Measurement<int>> { new [|Measurement<int>|](count), new Measurement<int>(1, new KeyValuePair<string, object?>("type", "own")), new Measurement<int>(2, new KeyValuePair<string, object?>("type", "other")) };
                meter.CreateObservableGauge("plugins.all", () => all); meter.CreateObservableGauge("plugins.loaded", static () => loaded!); meter.CreateObservableGauge("plugins.given", () => Given);
            }
        }
        """);

    [Fact]
    public Task Says_which() => Verify<InconsistentTagKeys>.SaysAsync(
        Given + "c.Add(1, a, b); c.[|Add|](1);", "'c' is recorded with no tags here, but with the tags 'a', 'b' elsewhere: sums and filters by a tag that is missing leave these values out. Use the same tags everywhere.");
}
