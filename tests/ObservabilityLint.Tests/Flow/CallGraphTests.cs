using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Flow;

/// <summary>Programs in which everybody calls everybody: a search looks at each method and at each call once, whatever asks for it and however often.</summary>
public class CallGraphTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Calls_are_bound_once_where_all_methods_call_one_another_through_interfaces()
    {
        const int count = 50;
        var source = new StringBuilder("using System.Diagnostics; using System.Threading;\n");
        for (var i = 0; i < count; i++)
        {
            source.Append($"interface I{i} {{ void M{i}(); }}\nclass C{i}(ActivitySource source");
            for (var j = 0; j < count; j++) source.Append($", I{j} i{j}");
            source.Append($") : I{i} {{ Timer? timer; public void M{i}() {{ timer = new Timer(_ => source.StartActivity(\"tick\")?.Stop(), null, 0, 1);");
            for (var j = 0; j < count; j++) source.Append($" i{j}.M{j}();");
            source.Append(" } }\n");
        }
        var (facts, spans, calls) = await SpansOfTimersAsync(source.ToString());
        Assert.Equal(Enumerable.Repeat<string?>(null, count), spans);
        Assert.InRange(facts.Graph.Bound, count, calls);
    }

    [Theory]
    [InlineData(8, "the span 'root' (Activity) (called from 'P.Root')")]
    [InlineData(50, "the span 'root' (Activity) (called from 'P.Root')")]
    [InlineData(500, null)]
    public async Task A_chain_is_followed_to_the_span_at_its_end_within_the_bound(int length, string? expected)
    {
        var source = new StringBuilder("using System.Diagnostics; using System.Threading;\nclass P(ActivitySource source) { Timer? timer; void Root() { using var root = source.StartActivity(\"root\"); M0(); }\n");
        for (var i = 0; i < length; i++) source.Append($"void M{i}() => M{i + 1}();\n");
        source.Append($"void M{length}() {{ timer = new Timer(_ => source.StartActivity(\"tick\")?.Stop(), null, 0, 1); }} }}");
        var (facts, spans, calls) = await SpansOfTimersAsync(source.ToString());
        Assert.Equal(expected, Assert.Single(spans));
        Assert.InRange(facts.Graph.Bound, 1, Math.Min(calls, 70));
    }

    [Fact]
    public async Task A_circle_is_gone_through_once()
    {
        var (facts, spans, _) = await SpansOfTimersAsync("using System.Threading; class P(System.Diagnostics.ActivitySource source) { object Source => source; Timer? timer; void A() { B(); } void B() { A(); C(); } void C() { timer = new Timer(_ => { }, null, 0, 1); B(); } void Other() { using var activity = new System.Diagnostics.Activity(\"other\").Start(); } }");
        Assert.Null(Assert.Single(spans));
        Assert.Equal(4, facts.Graph.Bound);
    }

    /// <summary>The span around each timer of the program, asked for twice, and the number of its calls.</summary>
    private static async Task<(ContextFacts Facts, IEnumerable<string?> Spans, int Calls)> SpansOfTimersAsync(string source)
    {
        var project = TestProject.Create([("Test.cs", source)]);
        await TestProject.AssertCompilesAsync(project);
        var compilation = (await project.GetCompilationAsync())!;
        var facts = new ContextFacts(compilation, ProjectState.Of(compilation, None));
        var tree = Assert.Single(compilation.SyntaxTrees, tree => tree.FilePath.EndsWith("Test.cs", StringComparison.Ordinal));
        var bodies = facts.Of(compilation.GetSemanticModel(tree), None);
        var timers = (from body in bodies from work in body.All<ScheduledWork>() select (body, work)).ToList();
        List<string?> Ask() => [.. timers.Select(timer => SpansAround.At(timer.body, timer.work.Call, facts, None)?.Description)];
        var spans = Ask();
        var bound = facts.Graph.Bound;
        Assert.Equal(spans, Ask());
        foreach (var (_, work) in timers) facts.WorkIn(work.Call, None);
        Assert.Equal(bound, facts.Graph.Bound);
        return (facts, spans, (await tree.GetRootAsync(None)).DescendantNodes().OfType<InvocationExpressionSyntax>().Count());
    }
}
