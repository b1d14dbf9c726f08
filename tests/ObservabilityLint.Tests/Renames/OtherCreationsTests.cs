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
