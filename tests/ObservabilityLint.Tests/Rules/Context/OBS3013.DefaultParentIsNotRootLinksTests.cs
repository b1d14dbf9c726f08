using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Spans with links and an empty parent: a linked root was meant.</summary>
public class DefaultParentIsNotRootLinksTests
{
    private const string Outer = "using var outer = source.StartActivity(\"bulk\"); await Task.Yield(); ";

    private static string In(string statements) => "static ActivityLink[] links = []; static async Task RunAsync(string[] items, bool delayed, ActivityContext sender) { await Task.Yield(); " + statements + " }";

    [Theory]
    [InlineData(Outer + "using var a = source.StartActivity(\"process\", ActivityKind.Internal, parentContext: [|default|], links: links);")]
    [InlineData(Outer + "foreach (var item in items) { using var a = source.StartActivity(item, ActivityKind.Internal, [|default(ActivityContext)|], null, [new(outer!.Context)]); }")]
    [InlineData(Outer + "using (source.StartActivity(\"process\", ActivityKind.Client, parentId: [|null|], links: links)) await Task.Yield();")]
    [InlineData(Outer + "using var a = delayed ? source.StartActivity(\"process\", ActivityKind.Consumer, [|default(ActivityContext)|], links: links) : source.StartActivity(\"process\", ActivityKind.Consumer, sender);")]
    [InlineData(Outer + "using var a = source.StartActivity(\"process\", ActivityKind.Internal, [|default(ActivityContext)|], links: links); Clear(); static void Clear() => Activity.Current = null;")]
    [InlineData(Outer + "await Clear(); using var a = source.StartActivity(\"process\", ActivityKind.Internal, [|default(ActivityContext)|], links: links); static async Task Clear() { Activity.Current = null; await Task.Yield(); }")]
    [InlineData("using var transport = new Activity(\"receive\").Start(); using var a = source.StartActivity(\"process\", ActivityKind.Consumer, [|default(ActivityContext)|], links: links);")]
    [InlineData("var request = Activity.Current; Activity.Current = null; try { await Task.Yield(); } finally { Activity.Current = request; } using var around = source.StartActivity(\"around\"); using var a = source.StartActivity(\"process\", ActivityKind.Internal, [|default(ActivityContext)|], links: links);")]
    public Task Fires(string statements) => Verify<DefaultParentIsNotRoot>.FiresAsync(In(statements));

    [Theory]
    [InlineData("class Orders : Microsoft.AspNetCore.Mvc.ControllerBase { public void Post() { using var a = source.StartActivity(\"process\", ActivityKind.Internal, [|default(ActivityContext)|], links: [new(Activity.Current!.Context)]); } }")]
    [InlineData("static void Place() { using var activity = source.StartActivity(\"place\"); Inner(); } static void Inner() { using var a = source.StartActivity(\"process\", ActivityKind.Internal, [|default(ActivityContext)|], links: [new(Activity.Current!.Context)]); }")]
    public Task Fires_under_the_span_of_others(string members) => Verify<DefaultParentIsNotRoot>.FiresAsync(members);

    [Theory]
    // No span is current, or not any more.
    [InlineData("using var a = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: links);")]
    [InlineData("using (source.StartActivity(\"bulk\")) await Task.Yield(); using var a = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: links);")]
    [InlineData("var activity = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: links); await Task.Yield(); activity?.Stop();")]
    [InlineData(Outer + "Activity.Current = null; using var a = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: links);")]
    [InlineData(Outer + "Clear(); using var a = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: links); static void Clear() => Activity.Current = null;")]
    [InlineData(Outer + "using var a = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: []); using var b = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: Array.Empty<ActivityLink>());")]
    [InlineData(Outer + "using var a = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: new ActivityLink[0]); using var b = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: Enumerable.Empty<ActivityLink>());")]
    // A child is meant, or there are no links.
    [InlineData(Outer + "using var a = source.StartActivity(ActivityKind.Internal, links: links, name: \"process\");")]
    [InlineData(Outer + "using var a = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), null, null); using var b = source.StartActivity(\"process\", ActivityKind.Internal, default(ActivityContext), links: default);")]
    [InlineData(Outer + "using var a = source.StartActivity(\"process\", ActivityKind.Internal, sender, links: links);")]
    public Task Quiet(string statements) => Verify<DefaultParentIsNotRoot>.QuietAsync(In(statements));

    /// <summary>An object takes the current span away, made here or by whoever hands it out.</summary>
    [Theory]
    [InlineData("using (Detached.Begin())", true)]
    [InlineData("using (Detached.Later())", true)]
    [InlineData("using (new Detached())", true)]
    [InlineData("using (Detached.Ended())", false)]
    public Task Is_quiet_in_a_scope_without_a_current_span(string scope, bool quiet)
    {
        var members = $$"""
            sealed class Detached : IDisposable
            {
                readonly Activity? outer = Activity.Current;
                public Detached() => Activity.Current = null;
                public static Detached Begin() => new();
                public static Detached Later() { var made = Begin(); return made; }
                public static IDisposable? Ended() { using (Begin()) { return null; } }
                public void Dispose() => Activity.Current = outer;
            }
            static void Run(ActivityLink[] links)
            {
                using var outer = source.StartActivity("bulk");
                {{scope}}
                {
                    using var a = source.StartActivity("process", ActivityKind.Internal, {{(quiet ? "default(ActivityContext)" : "[|default(ActivityContext)|]")}}, links: links);
                }
            }
            """;
        return quiet ? Verify<DefaultParentIsNotRoot>.QuietAsync(members) : Verify<DefaultParentIsNotRoot>.FiresAsync(members);
    }

    [Fact]
    public Task Says_that_links_do_not_help() => Verify<DefaultParentIsNotRoot>.SaysAsync(In(Outer + "using var a = source.StartActivity(\"process\", ActivityKind.Internal, [|default(ActivityContext)|], links: links);"),
        "'default(ActivityContext)' does not start a new trace, since Activity.Current becomes the parent: in spite of its links, the span is a child of the span 'bulk' (Activity). Set Activity.Current to null before the start, and restore it afterwards.");

    [Fact]
    public Task Offers_no_fix_where_another_branch_starts_a_child() => Verify<DefaultParentIsNotRoot>.OffersNoFixAsync(
        In(Outer + "\nusing var a = delayed ? source.StartActivity(\"process\", ActivityKind.Consumer, [|default(ActivityContext)|], links: links) : source.StartActivity(\"process\", ActivityKind.Consumer, sender);\n"));

    [Fact]
    public Task Fixes() => Verify<DefaultParentIsNotRoot>.FixesAsync(
        """
        static void Run(ActivityLink[] links)
        {
            using var outer = source.StartActivity("bulk");
            using var a = source.StartActivity("process", ActivityKind.Internal, [|default(ActivityContext)|], links: links);
            Console.WriteLine();
        }
        """,
        """
        static void Run(ActivityLink[] links)
        {
            using var outer = source.StartActivity("bulk");
            var outer2 = Activity.Current;
            Activity.Current = null;
            try
            {
                using var a = source.StartActivity("process", ActivityKind.Internal, default(ActivityContext), links: links);
                Console.WriteLine();
            }
            finally
            {
                Activity.Current = outer2;
            }
        }
        """);
}

[Collection(nameof(Traces))]
public class DefaultParentIsNotRootLinksProofs
{
    private const string Shop = """
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Bulk");
            public static void Child() { using var outer = source.StartActivity("bulk"); using var a = source.StartActivity("process", ActivityKind.Internal, default(ActivityContext), links: [new(outer!.Context)]); }
            public static void Root() { using var outer = source.StartActivity("bulk"); Activity.Current = null; using var a = source.StartActivity("process", ActivityKind.Internal, default(ActivityContext), links: [new(outer!.Context)]); }
        }
        """;

    [Theory]
    [InlineData("Child", "bulk\n  process (links to bulk)\n")]
    [InlineData("Root", "bulk\nprocess (links to bulk)\n")]
    public async Task At_run_time_links_make_no_root(string method, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(Shop, $"Shop.{method}();"));
}
