using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Renames;

/// <summary>A metric that is created at several places: the fix of one of them renames all, since renamed alone it would be another metric than the rest.</summary>
public class OtherCreationsTests
{
    [Theory]
    [InlineData("class A { object c = Metrics.CreateCounter(\"orders\", \"A.\"); } class B { object c = Metrics.CreateCounter(\"orders\", \"A.\"); }", "class A { object c = Metrics.CreateCounter(\"orders_total\", \"A.\"); } class B { object c = Metrics.CreateCounter(\"orders_total\", \"A.\"); }")]
    [InlineData("class A { object c = Metrics.CreateCounter(\"orders\", \"A.\"); }\n=== B.cs\nclass B { const string Name = \"orders\"; object c = Metrics.CreateCounter(Name, \"A.\"); object d = Metrics.CreateCounter(Name, \"A.\"); }", "class A { object c = Metrics.CreateCounter(\"orders_total\", \"A.\"); }\n=== B.cs\nclass B { const string Name = \"orders_total\"; object c = Metrics.CreateCounter(Name, \"A.\"); object d = Metrics.CreateCounter(Name, \"A.\"); }")]
    // Another metric, or what may be one.
    [InlineData("class A { object c = Metrics.CreateCounter(\"orders\", \"A.\"); object d = Metrics.CreateGauge(\"orders\", \"A.\"); }", "class A { object c = Metrics.CreateCounter(\"orders_total\", \"A.\"); object d = Metrics.CreateGauge(\"orders\", \"A.\"); }")]
    [InlineData("class A { object c = Metrics.CreateCounter(\"orders\", \"A.\"); object d = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()).CreateCounter(\"orders\", \"A.\"); }", "class A { object c = Metrics.CreateCounter(\"orders_total\", \"A.\"); object d = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()).CreateCounter(\"orders\", \"A.\"); }")]
    [InlineData("class A { object c = Metrics.CreateCounter(\"orders\", \"A.\"); }\n=== B.g.cs\nclass B { object c = Metrics.CreateCounter(\"orders\", \"A.\"); }", "class A { object c = Metrics.CreateCounter(\"orders_total\", \"A.\"); }\n=== B.g.cs\nclass B { object c = Metrics.CreateCounter(\"orders\", \"A.\"); }")]
    public Task Are_renamed_with_the_one_that_is_fixed(string before, string after) => AssertOneFixGivesAsync<CounterWithoutTotal>(before, after);

    [Fact]
    public Task Get_the_unit_that_the_name_gives_up() => AssertOneFixGivesAsync<ExporterSuffixInName>(
        "class A { object c = meter.CreateHistogram<double>(\"shop.wait.ms\", description: \"A.\"); } class B { object c = meter.CreateHistogram<double>(\"shop.wait.ms\", description: \"A.\"); }",
        "class A { object c = meter.CreateHistogram<double>(\"shop.wait\", description: \"A.\", unit: \"ms\"); } class B { object c = meter.CreateHistogram<double>(\"shop.wait\", description: \"A.\", unit: \"ms\"); }");

    [Theory]
    [InlineData("class A { Histogram h = Metrics.CreateHistogram(\"wait_ms\", \"A.\"); void O(double v) => h.Observe(v); } class B { Histogram h = Metrics.CreateHistogram(\"wait_ms\", \"A.\"); void O(double v) => h.Observe(v + 1); }",
        "class A { Histogram h = Metrics.CreateHistogram(\"wait_seconds\", \"A.\"); void O(double v) => h.Observe(v / 1000d); } class B { Histogram h = Metrics.CreateHistogram(\"wait_seconds\", \"A.\"); void O(double v) => h.Observe((v + 1) / 1000d); }")]
    public Task Are_converted_with_the_one_that_is_fixed(string before, string after) => AssertOneFixGivesAsync<AbbreviatedUnitInName>(before, after);

    /// <summary>What one of them records is not in sight: none is renamed to the other unit.</summary>
    [Theory]
    [InlineData("class A { Histogram h = Metrics.CreateHistogram(\"wait_ms\", \"A.\"); void O(double v) => h.Observe(v); } public class B { public Histogram H = Metrics.CreateHistogram(\"wait_ms\", \"A.\"); void O(double v) => H.Observe(v + 1); }",
        "class A { Histogram h = Metrics.CreateHistogram(\"wait_milliseconds\", \"A.\"); void O(double v) => h.Observe(v); } public class B { public Histogram H = Metrics.CreateHistogram(\"wait_milliseconds\", \"A.\"); void O(double v) => H.Observe(v + 1); }")]
    public async Task Are_not_converted_where_one_of_them_cannot_be(string before, string after)
    {
        var project = TestProject.Create(Markup.Parse(before));
        foreach (var found in await TestProject.DiagnosticsAsync(project, new AbbreviatedUnitInName()))
            if (await FixRunner.FirstActionAsync(project, found) is { } action)
                Assert.Equal(await TestProject.TextOfAsync(TestProject.Create(Markup.Parse(after))), await TestProject.TextOfAsync(await FixRunner.ApplyAsync(project, action)));
    }

    private static async Task AssertOneFixGivesAsync<TRule>(string before, string after) where TRule : Rule, new()
    {
        var project = TestProject.Create(Markup.Parse(before));
        var found = await TestProject.DiagnosticsAsync(project, new TRule());
        var action = Assert.IsAssignableFrom<Microsoft.CodeAnalysis.CodeActions.CodeAction>(await FixRunner.FirstActionAsync(project, found[0]));
        var repaired = await FixRunner.ApplyAsync(project, action);
        Assert.Equal(await TestProject.TextOfAsync(TestProject.Create(Markup.Parse(after))), await TestProject.TextOfAsync(repaired));
        await TestProject.AssertCompilesAsync(repaired);
    }
}
