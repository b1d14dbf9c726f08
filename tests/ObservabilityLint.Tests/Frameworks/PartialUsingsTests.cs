using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Frameworks;

/// <summary>A using directive in an `#if` before the code brings its names to some configurations only: what a fix writes has to compile in all of them.</summary>
public class PartialUsingsTests
{
    private const string OneLabel = "static class Shop { static readonly Prometheus.Counter Orders = Prometheus.Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"kind\", \"user_id\"); static void Place(string user) { Orders.WithLabels(\"web\", user).Inc(); } }\n";
    private const string Catches = "static class Shop { static readonly System.Diagnostics.ActivitySource Source = new(\"Shop\"); static void Pay() { using var a = Source.StartActivity(\"pay\"); try { System.Threading.Thread.Sleep(1); } catch (System.Exception e) { throw; } } }\n";
    private const string Streams = "static class Shop { static readonly System.Diagnostics.ActivitySource Source = new(\"Shop\"); static async System.Collections.Generic.IAsyncEnumerable<int> Load() { using var a = Source.StartActivity(\"load\"); for (var i = 0; i < 3; i++)\n{\nyield return await Ask();\n}\n} static async System.Threading.Tasks.Task<int> Ask() { using var a = Source.StartActivity(\"ask\"); await System.Threading.Tasks.Task.Yield(); return 1; } }\n";

    [Theory]
    [InlineData("#if TOLD\nusing System.Diagnostics;\n#endif\n" + OneLabel, "System.Diagnostics.Activity.Current?.SetTag")]
    [InlineData("#if !TOLD\nusing System.Diagnostics;\n#endif\n" + OneLabel, "System.Diagnostics.Activity.Current?.SetTag")]
    [InlineData("#if TOLD\nusing System.Diagnostics;\n#endif\nnamespace N\n{\n" + OneLabel + "}\n", "System.Diagnostics.Activity.Current?.SetTag")]
    public Task A_value_moves_to_the_span(string code, string written) => GivesAsync(new HighCardinalityLabelName(), code, written);

    [Theory]
    [InlineData("using System.Diagnostics;\n#if TOLD\nusing System.Text;\n#endif\n" + OneLabel, " Activity.Current?.SetTag")]
    [InlineData("#if TOLD\nusing System.Diagnostics;\n" + OneLabel + "#endif\n", " Activity.Current?.SetTag")]
    [InlineData("#if TOLD\nusing System.Diagnostics;\n#endif\nnamespace N\n{\nusing System.Diagnostics;\n" + OneLabel + "}\n", " Activity.Current?.SetTag")]
    [InlineData("#if TOLD\nusing System.Diagnostics;\n#endif\n" + OneLabel, " Activity.Current?.SetTag", "global using System.Diagnostics;")]
    public Task What_every_configuration_imports_is_written_short(string code, string written, string others = "") => GivesAsync(new HighCardinalityLabelName(), code, written, others);

    [Fact]
    public Task A_status_is_set() => GivesAsync(new ErrorStatusNotRecorded(), "#if TOLD\nusing System.Diagnostics;\n#endif\n" + Catches, "SetStatus(System.Diagnostics.ActivityStatusCode.Error");

    [Fact]
    public Task An_activity_becomes_current_again() => GivesAsync(new ActivityAcrossYield(), "#if TOLD\nusing System.Diagnostics;\n#endif\n" + Streams, "System.Diagnostics.Activity.Current = a ?? System.Diagnostics.Activity.Current;");

    private static async Task GivesAsync(Rule rule, string code, string written, string others = "")
    {
        var project = InConfiguration(TestProject.Create([("C.cs", code), ("Others.cs", others)]), "TOLD");
        var fixedProject = await FixRunner.OneByOneAsync(project, rule);
        Assert.Contains(written, await TestProject.TextOfAsync(fixedProject));
        await TestProject.AssertCompilesAsync(fixedProject);
        await TestProject.AssertCompilesAsync(InConfiguration(fixedProject));
        Assert.DoesNotContain((await fixedProject.GetCompilationAsync())!.GetDiagnostics(), static told => told.Id == "CS0105");
    }

    private static Project InConfiguration(Project project, params string[] symbols) => project.WithParseOptions(Snippet.ParseOptions.WithPreprocessorSymbols(symbols));
}
