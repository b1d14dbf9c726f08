using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules;

/// <summary>What a fix puts into a <c>using</c>, where the language has no <c>using</c> that is a declaration: before C# 8, and in the sections of a <c>switch</c>.</summary>
public class UsingBlockTests
{
    private const string Head = "using System.Diagnostics; using System.Threading; using System.Threading.Tasks; using System.Net.Http;\nclass C\n{\n    static readonly ActivitySource source = new ActivitySource(\"a\"); static readonly HttpClient client = new HttpClient();\n";

    [Fact]
    public async Task A_span_before_CSharp_8() => Assert.Equal(
        Text("""
                async Task RunAsync(bool isLate)
                {
                    var text = "a";
                    using (var activity = source.StartActivity(text)) // started
                    {
                        // The request.
                        await client.GetStringAsync(@"/
            b");

                        if (isLate)
                        {
                            return;
                        }
                        activity?.Stop();
                    }
                }
                void One() { using (source.StartActivity("one")) { Do(); } }
                void Do() { using (var a = source.StartActivity("x")) { if (client == null) return; a?.Stop(); } }
            """),
        await FixedAsync(new ActivityNotStopped(), """
                async Task RunAsync(bool isLate)
                {
                    var text = "a";
                    var activity = source.StartActivity(text); // started
                    // The request.
                    await client.GetStringAsync(@"/
            b");

                    if (isLate)
                    {
                        return;
                    }
                    activity?.Stop();
                }
                void One() { using (source.StartActivity("one")) { Do(); } }
                void Do() { var a = source.StartActivity("x"); if (client == null) return; a?.Stop(); }
            """));

    [Fact]
    public async Task Two_spans_of_one_block() => Assert.Equal(
        Text("""
                async Task RunAsync()
                {
                    using (var first = source.StartActivity("first"))
                    {
                        using (var second = source.StartActivity("second"))
                        {
                            await client.GetStringAsync("/");
                            second?.Stop();
                            first?.Stop();
                        }
                    }
                }
            """),
        await FixedAsync(new ActivityNotStopped(), """
                async Task RunAsync()
                {
                    var first = source.StartActivity("first");
                    var second = source.StartActivity("second");
                    await client.GetStringAsync("/");
                    second?.Stop();
                    first?.Stop();
                }
            """));

    [Fact]
    public async Task A_suppressed_flow_and_suppressed_telemetry_before_CSharp_8()
    {
        Assert.Equal(
            Text("    void Do()\n    {\n        using (var flow = ExecutionContext.SuppressFlow())\n        {\n            Task.Run(() => 1);\n        }\n    }"),
            await FixedAsync(new SuppressFlowNotRestored(), "    void Do()\n    {\n        ExecutionContext.SuppressFlow();\n        Task.Run(() => 1);\n    }"));
        Assert.Equal(
            Text("    void Do()\n    {\n        using (var suppression = OpenTelemetry.SuppressInstrumentationScope.Begin())\n        {\n            client.CancelPendingRequests();\n        }\n    }"),
            await FixedAsync(new SuppressionNotDisposed(), "    void Do()\n    {\n        OpenTelemetry.SuppressInstrumentationScope.Begin();\n        client.CancelPendingRequests();\n    }"));
    }

    /// <summary>What restores the flow on some ways only would be left in the block.</summary>
    [Fact]
    public async Task No_fix_where_some_ways_restore_the_flow()
    {
        const string code = "    void Do()\n    {\n        var flow = ExecutionContext.SuppressFlow();\n        if (client == null) return;\n        flow.Undo();\n    }";
        Assert.Equal(Text(code), await FixedAsync(new SuppressFlowNotRestored(), code));
    }

    [Fact]
    public Task A_span_of_a_section() => Verify<ActivityNotStopped>.FixesAsync(
        """
        class C
        {
            static readonly HttpClient client = new();
            async Task RunAsync(int step)
            {
                switch (step)
                {
                    case 1:
                        var fetch = [|source.StartActivity("fetch")|];
                        await client.GetStringAsync("/");
                        fetch?.Stop();
                        break;
                    default:
                        [|source.StartActivity("other")|];
                        await client.GetStringAsync("/");
                        return;
                }
            }
        }
        """,
        """
        class C
        {
            static readonly HttpClient client = new();
            async Task RunAsync(int step)
            {
                switch (step)
                {
                    case 1:
                        using (var fetch = source.StartActivity("fetch"))
                        {
                            await client.GetStringAsync("/");
                            fetch?.Stop();
                            break;
                        }
                    default:
                        using (var activity = source.StartActivity("other"))
                        {
                            await client.GetStringAsync("/");
                            return;
                        }
                }
            }
        }
        """);

    /// <summary>Another section uses the variable, or jumps into what would be the block.</summary>
    [Theory]
    [InlineData("case 1: var a = [|source.StartActivity(\"a\")|]; await client.GetStringAsync(\"/\"); break; default: a = null; break;")]
    [InlineData("case 1: var a = [|source.StartActivity(\"a\")|]; again: await client.GetStringAsync(\"/\"); break; default: goto again;")]
    public Task No_fix_where_sections_share(string sections) => Verify<ActivityNotStopped>.OffersNoFixAsync("class C { static readonly HttpClient client = new(); async Task RunAsync(int step) { switch (step) { " + sections + " } } }");

    private static string Text(string members) => "=== C.cs\n" + Head + members + "\n}\n";

    private static async Task<string> FixedAsync(DiagnosticAnalyzer rule, string members)
    {
        var project = TestProject.InCSharp7(Head + members + "\n}\n");
        await TestProject.AssertCompilesAsync(project);
        var repaired = await FixRunner.OneByOneAsync(project, rule);
        await TestProject.AssertCompilesAsync(repaired);
        var together = await FixRunner.AllAsync(project, rule);
        await TestProject.AssertCompilesAsync(together);
        return await TestProject.TextOfAsync(repaired);
    }
}
