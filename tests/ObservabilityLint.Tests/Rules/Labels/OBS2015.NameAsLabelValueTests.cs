using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class NameAsLabelValueTests
{
    private const string Given = """
        static readonly Counter c = Metrics.CreateCounter("c_total", "C.", "region"); static readonly Gauge g = Metrics.CreateGauge("g", "G.", "state");
        static readonly Counter<long> o = meter.CreateCounter<long>("c", "{c}", "C."); static readonly Histogram<double> h = meter.CreateHistogram<double>("h", "By", "H.");
        static string member = "";

        """;

    private static string Method(string statements) => Given + "static void Do(string region, int code, ConsoleKey kind, Guid? id, object any, Uri address, Exception ex, List<string> all, Action act, int waiting) { " + statements + " }";

    [Theory]
    [InlineData("c.WithLabels([|nameof(region)|]).Inc();")]
    [InlineData("c.Labels([|nameof(code)|]).Inc(2);")]
    [InlineData("c.WithLabels(labelValues: new[] { [|nameof(kind)|] });")]
    [InlineData("c.RemoveLabelled([|nameof(region)|]);")]
    [InlineData("o.Add(1, new KeyValuePair<string, object?>(\"kind\", [|nameof(kind)|]));")]
    [InlineData("o.Add(1, new KeyValuePair<string, object?>(\"id\", [|nameof(id)|]), new KeyValuePair<string, object?>(\"any\", [|nameof(any)|]));")]
    [InlineData("o.Add(1, new TagList { { \"region\", [|nameof(region)|] } });")]
    [InlineData("var tags = new TagList(); tags.Add(\"region\", [|nameof(region)|]); o.Add(1, tags);")]
    [InlineData("h.Record(code, new KeyValuePair<string, object?>(\"error\", [|nameof(ex)|]), new KeyValuePair<string, object?>(\"host\", [|nameof(address)|]));")]
    [InlineData("var local = region.Trim(); c.WithLabels([|nameof(local)|]).Inc();")]
    [InlineData("const string label = nameof(region); c.WithLabels([|label|]).Inc();")]
    [InlineData("var label = nameof(region); c.WithLabels([|label|]).Inc();")]
    [InlineData("c.WithLabels([|$\"{nameof(region)}\"|]).Inc();")]
    [InlineData("c.WithLabels([|nameof(region).ToUpperInvariant()|]).Inc();")]
    [InlineData("void Count(string name) => c.WithLabels(name).Inc(); Count([|nameof(region)|]);")]
    [InlineData("void Count(string name) => c.WithLabels([|nameof(name)|]).Inc(); Count(region);")]
    [InlineData("foreach (var one in all) c.WithLabels([|nameof(one)|]).Inc();")]
    [InlineData("Action<string> count = name => c.WithLabels([|nameof(name)|]).Inc();")]
    [InlineData("c.WithLabels([|nameof(region)|]).Inc(); Console.WriteLine(region);")]
    public Task Fires(string statements) => Verify<NameAsLabelValue>.FiresAsync(Method(statements));

    [Theory]
    [InlineData("c.WithLabels(region).Inc();")]
    [InlineData("c.WithLabels(nameof(Do)).Inc();")]
    [InlineData("c.WithLabels(nameof(member)).Inc(); c.WithLabels(nameof(Test)).Inc(); c.WithLabels(nameof(ConsoleKey.A)).Inc(); c.WithLabels(nameof(ex.Message)).Inc();")]
    [InlineData("static void Count<T>() => c.WithLabels(nameof(T)).Inc();")]
    [InlineData("c.WithLabels($\"by-{nameof(region)}\").Inc();")]
    [InlineData("c.WithLabels(\"region\").Inc();")]
    [InlineData("g.WithLabels(nameof(waiting)).Set(waiting);")]
    [InlineData("h.Record(code, new KeyValuePair<string, object?>(\"state\", nameof(code)));")]
    [InlineData("var tags = new TagList { { \"state\", nameof(code) } }; h.Record(code, tags);")]
    [InlineData("void Report(string name, int value) => g.WithLabels(name).Set(value); Report(nameof(waiting), waiting);")]
    [InlineData("meter.CreateObservableGauge(\"g\", () => new[] { new Measurement<int>(waiting, new KeyValuePair<string, object?>(\"state\", nameof(waiting))) });")]
    [InlineData("o.Add(1, new KeyValuePair<string, object?>(\"parameter\", nameof(region)), new KeyValuePair<string, object?>(\"missing.argument\", nameof(code)), new KeyValuePair<string, object?>(\"field_name\", nameof(code)));")]
    [InlineData("c.WithLabels(nameof(all)).Inc(); c.WithLabels(nameof(act)).Inc();")]
    [InlineData("using var activity = source.StartActivity(\"a\"); activity?.SetTag(\"region\", nameof(region));")]
    [InlineData("c.WithLabels(region.Length > 0 ? nameof(region) : nameof(kind)).Inc();")]
    [InlineData("c.WithLabels(region ?? nameof(region)).Inc();")]
    public Task Quiet(string statements) => Verify<NameAsLabelValue>.QuietAsync(Method(statements));

    [Fact]
    public Task Quiet_on_objects_that_are_no_text() => Verify<NameAsLabelValue>.QuietAsync(Given + "sealed class Cache { } sealed record Order(int Id); static void Do(Cache users, Order order) { c.WithLabels(nameof(users)).Inc(); c.WithLabels(nameof(order)).Inc(); }");

    [Fact]
    public Task Fires_where_a_method_makes_the_tags() => Verify<NameAsLabelValue>.FiresAsync(
        Given + "static TagList Tags(string region) => new() { { \"region\", nameof(region) } }; static void Do() => o.Add(1, [|Tags(\"eu\")|]);");

    [Fact]
    public Task Fires_on_what_a_wrapper_in_another_file_hands_on() => Verify<NameAsLabelValue>.FiresAsync(
        """
        class Use { void Do(string region) => Shop.Count([|nameof(region)|]); }
        === Shop.cs
        static class Shop { static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "O.", "region"); public static void Count(string region) => Orders.WithLabels(region).Inc(); }
        """);

    [Fact]
    public Task Says_which() => Verify<NameAsLabelValue>.SaysAsync(
        Method("c.WithLabels([|nameof(region)|]).Inc();"), "Label 'region' of 'c_total' is always 'region', the name of the parameter and not what it holds: whatever that is, everything goes into one time series. Give its value.");

    [Theory]
    [InlineData("c.WithLabels([|nameof(region)|] /* where */).Inc();", "c.WithLabels(region /* where */).Inc();")]
    [InlineData("c.WithLabels([|nameof(code)|]).Inc();", "c.WithLabels(code.ToString()).Inc();")]
    [InlineData("c.WithLabels([|nameof(kind)|]).Inc();", "c.WithLabels(kind.ToString()).Inc();")]
    [InlineData("c.WithLabels([|nameof(id)|]).Inc();", "c.WithLabels(id.ToString() ?? \"\").Inc();")]
    [InlineData("c.WithLabels([|nameof(any)|]).Inc();", "c.WithLabels(any.ToString() ?? \"\").Inc();")]
    [InlineData("c.WithLabels([|nameof(address)|]).Inc();", "c.WithLabels(address.ToString()).Inc();")]
    [InlineData("c.WithLabels([|nameof(code).ToUpper()|]).Inc();", "c.WithLabels(code.ToString().ToUpper()).Inc();")]
    [InlineData("c.WithLabels([|$\"{nameof(code)}\"|]).Inc();", "c.WithLabels($\"{code}\").Inc();")]
    [InlineData("string? name = region; c.WithLabels([|nameof(name)|]).Inc(); c.WithLabels([|nameof(name).Trim()|]).Inc();", "string? name = region; c.WithLabels(name ?? \"\").Inc(); c.WithLabels((name ?? \"\").Trim()).Inc();")]
    [InlineData("o.Add(1, new KeyValuePair<string, object?>(\"id\", [|nameof(id)|]), new KeyValuePair<string, object?>(\"code\", [|nameof(code)|]));", "o.Add(1, new KeyValuePair<string, object?>(\"id\", id), new KeyValuePair<string, object?>(\"code\", code));")]
    [InlineData("o.Add(1, new TagList { { \"region\", [|nameof(region)|] } });", "o.Add(1, new TagList { { \"region\", region } });")]
    [InlineData("const string label = nameof(region); c.WithLabels([|label|]).Inc();", "string label = region; c.WithLabels(label).Inc();")]
    [InlineData("var label = nameof(code); c.WithLabels([|label|]).Inc();", "var label = code.ToString(); c.WithLabels(label).Inc();")]
    [InlineData("void Count(string name) => c.WithLabels(name).Inc(); Count([|nameof(region)|]);", "void Count(string name) => c.WithLabels(name).Inc(); Count(region);")]
    public Task Fixes(string before, string after) => Verify<NameAsLabelValue>.FixesAsync(Method(before), Method(after));

    [Fact]
    public Task Fixes_in_the_method_that_makes_the_tags() => Verify<NameAsLabelValue>.FixesAsync(
        Given + "static TagList Tags(string region) => new() { { \"region\", nameof(region) } }; static void Do() { o.Add(1, [|Tags(\"eu\")|]); o.Add(2, [|Tags(\"us\")|]); }",
        Given + "static TagList Tags(string region) => new() { { \"region\", region } }; static void Do() { o.Add(1, Tags(\"eu\")); o.Add(2, Tags(\"us\")); }");

    [Theory]
    [InlineData("const string label = nameof(region); Console.WriteLine(label); c.WithLabels([|label|]).Inc();")]
    [InlineData("string password = region; c.WithLabels([|nameof(password)|]).Inc();")]
    [InlineData("o.Add(1, new KeyValuePair<string, object?>(\"email\", [|nameof(region)|]));")]
    [InlineData("static void Count() { string later; c.WithLabels([|nameof(later)|]).Inc(); }")]
    public Task Offers_no_fix(string statements) => Verify<NameAsLabelValue>.OffersNoFixAsync(Method(statements));

    [Fact]
    public async Task At_run_time_two_values_are_one_series()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var orders = Prometheus.Metrics.WithCustomRegistry(registry).CreateCounter("x_total", "X.", "region");
        void Place(string region) => orders.WithLabels(nameof(region)).Inc();
        Place("eu");
        Place("us");
        Assert.Equal("x_total{region=\"region\"} 2", Assert.Single((await Exposition.OfAsync(registry)).Split('\n'), line => line.StartsWith("x_total{", StringComparison.Ordinal)).Trim());
    }
}
