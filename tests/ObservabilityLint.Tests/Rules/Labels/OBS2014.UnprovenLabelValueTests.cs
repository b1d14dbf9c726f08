using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class UnprovenLabelValueTests
{
    private const string Method = "class BoundedAttribute(int size = 0) : Attribute { public int Size => size; }\n"
        + "static partial class Test { static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); static readonly Counter p = Metrics.CreateCounter(\"p_total\", \"P.\", \"region\", \"kind\");\n"
        + "[Bounded(5)] static string Region => Console.ReadLine()!; static void Do(string text, int number, bool flag, Guid id, [Bounded] string plan) { ";

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"region\", [|text|]));")]
    [InlineData("c.Add(1, new(\"region\", [|text.ToLower()|]), new(\"size\", [|number|]));")]
    [InlineData("p.WithLabels([|text|], plan).Inc(); Action a = () => p.WithLabels(\"x\", [|text|]).Inc();")]
    public Task Fires(string statement) => Verify<UnprovenLabelValue>.FiresAsync(Method + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new(\"region\", Region), new(\"plan\", plan), new(\"flag\", flag), new(\"x\", \"y\"));")]
    [InlineData("p.WithLabels(flag ? \"a\" : \"b\", plan + \"-\" + Region).Inc();")]
    [InlineData("c.Add(1, new(\"user_id\", text), new(\"x\", id), new(\"password\", text));")]
    [InlineData("Activity.Current?.SetTag(\"region\", text); p.RemoveLabelled(text, text);")]
    public Task Quiet(string statement) => Verify<UnprovenLabelValue>.QuietAsync(Method + statement + " } }");

    private const string Kept = "class ShopOptions { public string Region { get; set; } = \"\"; }\n"
        + "class Shop(ShopOptions given) { static readonly string Host = Environment.GetEnvironmentVariable(\"HOST\")!, Zone = Host + Console.ReadLine(); static readonly Guid Instance = Guid.NewGuid(); static string Part { get; } = Console.ReadLine()!; static string[] Args = []; static string Line => Console.ReadLine()!;"
        + " static ShopOptions Current = new(); readonly ShopOptions options = given; static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); void Do(ShopOptions passed) { ";

    /// <summary>One for the life of the process, whatever that is.</summary>
    [Theory]
    [InlineData("c.Add(1, new(\"host\", Host), new(\"zone\", Zone), new(\"instance\", Instance));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"part\", Part));")]
    [InlineData("c.Add(1, new(\"region\", options.Region), new(\"other\", Current.Region), new(\"given\", given.Region));")]
    public Task Quiet_on_what_the_process_keeps(string statement) => Verify<UnprovenLabelValue>.QuietAsync(Kept + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new(\"arg\", [|Args[0]|]), new(\"line\", [|Line|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"region\", [|passed.Region|]));")]
    public Task Fires_on_what_may_be_another_each_time(string statement) => Verify<UnprovenLabelValue>.FiresAsync(Kept + statement + " } }");

    [Fact]
    public Task Quiet_on_names_that_are_configured() => Verify<UnprovenLabelValue>.QuietAsync(
        Method + "c.Add(1, new KeyValuePair<string, object?>(\"region\", text)); } }", "observability_lint.bounded_label_names = region");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<UnprovenLabelValue>.QuietAsync("class Mine { public Mine WithLabels(params string[] values) => this; void Do(string s) => WithLabels(s); }");

    [Fact]
    public Task Says_which() => Verify<UnprovenLabelValue>.SaysAsync(Method + "p.WithLabels([|text|], \"x\").Inc(); } }", "Label 'region' of 'p_total' has a value that the code does not show to be one of few: if there are many, each new one creates a time series that is never freed. Check it against a fixed set, or mark it [Bounded].");
}
