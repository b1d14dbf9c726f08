using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Frameworks;

/// <summary>Two frameworks, several files, and findings that share lines, blocks and declarations: all at once, in each scope, gives the text of one by one.</summary>
public class ScopesTests
{
    private const string Labels = """
        #region labels
        static class L
        {
            public static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind", /* who */ "user_id");
            public static readonly Counter<int> Tries = meter.CreateCounter<int>("shop.tries");
            public static readonly Histogram Wait = Metrics.CreateHistogram("shop_wait_ms", "Wait."), Idle = Metrics.CreateHistogram($"{Names.Idle}_ms", "Idle.");
        }
        #endregion
        """;

    private const string Uses = """
        static class U
        {
            static void Place(string user, double wait, string password) => L.Orders
                .WithLabels("web", user)
                .Inc();
            static Action<string> Other = user => L.Orders.WithLabels("shop", user).Inc();
            static void Record(double wait, Stopwatch watch, string password)
            {
                if (wait > 1) L.Wait.Observe(wait); else L.Wait.Observe(watch.ElapsedMilliseconds);
        #if NET10_0_OR_GREATER
                L.Idle.Observe(5);
        #endif
                L.Idle.Observe(wait);
                L.Tries.Add(1, new KeyValuePair<string, object?>("kind", "a"), new KeyValuePair<string, object?>("by", password));
                L.Tries.Add(1, new KeyValuePair<string, object?>("kind", "a"), new KeyValuePair<string, object?>("by", "x"));
            }
        }
        """;

    private const string Spans = """
        static class S
        {
            static Task Save() => Run(() => { using var a = source.StartActivity("save"); return Task.Delay(1); });
            static Task Run(Func<Task> work) => work();
            static void Pay(bool isLate)
            {
                using var a = source.StartActivity("pay");
                a?.SetTag("orderKind", 1)?.SetTag("orderState", 2);
                switch (isLate) { case true: var b = source.StartActivity("late"); Console.WriteLine(); break; default: Task.Run(() => { using (source.StartActivity("audit")) { } }); break; }
            }
        }
        """;

    public static TheoryData<string> Ids => ["OBS1008", "OBS2005", "OBS2013", "OBS3003", "OBS3005", "OBS4001", "OBS4008"];

    [Theory, MemberData(nameof(Ids))]
    public async Task Give_the_same(string id)
    {
        var rule = RuleCatalog.Find(id);
        var project = Targets.Newer(TestProject.Create([("Labels.cs", Labels), ("Names.cs", "static class Names { public const string Idle = \"shop_idle\"; }"), ("Uses.cs", Uses), ("Spans.cs", Spans), (Snippet.UsingsFile, Snippet.Usings)]));
        var solution = Targets.OfFrameworks(project);
        var expected = solution;
        foreach (var each in solution.ProjectIds) expected = (await FixRunner.OneByOneAsync(expected.GetProject(each)!, rule)).Solution;
        Assert.NotEqual(await TestProject.TextOfAsync(project), await TestProject.TextOfAsync(expected.GetProject(project.Id)!));
        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
        {
            var repaired = await FixRunner.AllAsync(solution, scope, rule);
            foreach (var each in solution.ProjectIds)
            {
                Assert.Equal(await TestProject.TextOfAsync(expected.GetProject(each)!), await TestProject.TextOfAsync(repaired.GetProject(each)!));
                await TestProject.AssertCompilesAsync(repaired.GetProject(each)!);
            }
        }
    }
}
