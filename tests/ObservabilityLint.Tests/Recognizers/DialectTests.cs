using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>What the rules may say of declarations that are not whole: all rules there are, at once.</summary>
public class DialectTests
{
    private static readonly Rule[] Rules = [.. typeof(Rule).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Rule))).Select(type => (Rule)Activator.CreateInstance(type)!)];

    [Theory]
    [InlineData("new EventCounter(\"Active Orders:Count/ms\", this)")]
    [InlineData("new PollingCounter(\"orders_total\", this, () => 1) { DisplayName = \"\", DisplayUnits = \"msec\" }")]
    [InlineData("new IncrementingEventCounter(\"process_active_gauge_count\", this) { DisplayUnits = \"seconds\" }")]
    [InlineData("new IncrementingPollingCounter(\"\", this, () => 1)")]
    public async Task Names_of_EventCounters_are_free_text(string creation)
        => Assert.Empty(await IdsAsync($"class Shop : EventSource {{ object Make() => {creation}; }}"));

    [Theory]
    [InlineData("b.AddView(\"shop.a\", \"shop.latency_ms\")")]
    [InlineData("b.AddView(\"shop.a\", \"shop.active.orders\")")]
    [InlineData("b.AddView(\"shop.a\", new ExplicitBucketHistogramConfiguration { Name = \"shop.duration\", Description = \"\" })")]
    public async Task A_view_lacks_nothing(string view)
        => Assert.Empty(await IdsAsync($"class Setup {{ void Add(MeterProviderBuilder b) => {view}; }}"));

    [Fact]
    public async Task A_view_may_still_be_misnamed()
    {
        // Free text is exported as it is.
        Assert.Empty(await IdsAsync("class Setup { void Add(MeterProviderBuilder b) => b.AddView(\"shop.a\", \"1shop!\").AddView(\"shop.b\", new MetricStreamConfiguration { Name = \"Print Time (ms) Total\" }); }"));
        Assert.Equal(["OBS1002"], await IdsAsync("class Setup { void Add(MeterProviderBuilder b) => b.AddView(\"shop.a\", \"shopOrders\"); }"));
    }

    [Fact]
    public async Task A_generated_metric_cannot_be_described()
        => Assert.Empty(await IdsAsync("using Microsoft.Extensions.Diagnostics.Metrics;\nclass Orders { }\nstatic class Shop { [Counter(\"kind\", Name = \"shop.orders\")] static Orders Make(Meter m) => new(); }"));

    private static async Task<IEnumerable<string>> IdsAsync(string source)
    {
        var project = TestProject.Create(Markup.Parse(source));
        await TestProject.AssertCompilesAsync(project);
        return (await TestProject.DiagnosticsAsync(project, [.. Rules])).Select(diagnostic => diagnostic.Id);
    }
}
