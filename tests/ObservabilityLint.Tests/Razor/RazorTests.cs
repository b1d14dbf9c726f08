using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Razor;

/// <summary>What stands in a Razor page is spoken of there, and only that; what cannot be changed in it is not changed elsewhere either.</summary>
public class RazorTests
{
    private const string Shop = """
        static class Shop
        {
            public static readonly Counter Sales = Metrics.CreateCounter("shop_sales_total", "Sales.", "kind", "zone");
            public static readonly Histogram Wait = Metrics.CreateHistogram("shop_wait_milliseconds", "Wait.");
            public static readonly Counter<long> Visits = meter.CreateCounter<long>("shop.visits", "{visit}", "Visits.");
            public static readonly ActivitySource Source = new("Shop");

            public static void Visit() => Visits.Add(1, new KeyValuePair<string, object?>("kind", "guest"));
        }
        """;

    [Fact]
    public async Task A_declaration_is_reported_where_it_stands_in_the_page()
        => Assert.Equal(["/test/Basket.razor(2,60)"], await FoundAsync<CounterWithoutTotal>("\n    static readonly Counter Orders = Metrics.CreateCounter(\"shop_orders\", \"Orders.\");"));

    [Fact]
    public async Task Labels_are_held_against_a_declaration_elsewhere()
    {
        Assert.Equal(["/test/Basket.razor(3,50)"], await FoundAsync<LabelCountMismatch>("\n\n    void Sell(string kind) => global::Shop.Sales.WithLabels(kind).Inc();"));
        Assert.Equal(["/test/Basket.razor(1,59)"], await FoundAsync<SwappedLabelValues>("void Sell(string kind, string zone) => global::Shop.Sales.WithLabels(zone, kind).Inc();"));
    }

    [Fact]
    public async Task Rules_that_compare_files_see_the_page()
    {
        Assert.Equal(["/test/Basket.razor(1,51)"], await FoundAsync<ConflictingInstrument>("""static readonly Gauge Sales = Metrics.CreateGauge("shop_sales_total", "Sales.");"""));
        Assert.Equal(["/test/Basket.razor(1,37)"], await FoundAsync<InconsistentTagKeys>("""void Enter() => global::Shop.Visits.Add(1, new KeyValuePair<string, object?>("zone", "north"));"""));
    }

    [Fact]
    public async Task A_span_is_reported_in_the_page()
        => Assert.Equal(["/test/Basket.razor(3,22)"], await FoundAsync<ActivityEndsBeforeTask>("""
            Task Click()
            {
                using var span = global::Shop.Source.StartActivity("click");
                return Task.Delay(10);
            }
            """));

    [Fact]
    public async Task A_pragma_in_the_page_holds()
        => Assert.Empty(await FoundAsync<CounterWithoutTotal>("""
            #pragma warning disable OBS1003
            static readonly Counter Orders = Metrics.CreateCounter("shop_orders", "Orders.");
            """));

    [Fact]
    public async Task No_fix_is_offered_in_a_page()
    {
        var project = WithPage("""static readonly Counter Orders = Metrics.CreateCounter("shop_orders", "Orders.");""");
        var diagnostic = Assert.Single(await TestProject.DiagnosticsAsync(project, new CounterWithoutTotal()));
        var page = Assert.Single(await project.GetSourceGeneratedDocumentsAsync(TestContext.Current.CancellationToken));
        var actions = new List<CodeAction>();
        await FixRunner.FixOf("OBS1003")!.RegisterCodeFixesAsync(new CodeFixContext(page, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        Assert.Empty(actions);
        await AssertUnchangedAsync<CounterWithoutTotal>(project);
    }

    /// <summary>Half of a change would be worse than none: here, values that are a thousand times too large.</summary>
    [Fact]
    public async Task No_fix_is_offered_that_would_have_to_change_a_page()
    {
        var project = WithPage("void Record(Stopwatch watch) => global::Shop.Wait.Observe(watch.ElapsedMilliseconds);");
        Assert.Single(await TestProject.DiagnosticsAsync(project, new NonBaseUnitInName()));
        await AssertUnchangedAsync<NonBaseUnitInName>(project);
    }

    [Fact]
    public async Task A_fix_is_offered_where_the_page_may_stay_as_it_is()
    {
        var project = await FixRunner.AllAsync(WithPage("void Sell() => global::Shop.Sales.WithLabels(\"book\", \"north\").Inc();"), new NonBaseUnitInName());
        Assert.Contains("shop_wait_seconds", await TestProject.TextOfAsync(project), StringComparison.Ordinal);
    }

    private static Project WithPage(string code) => new RazorPage("Basket", code).AddTo(TestProject.Create([("Shop.cs", Shop), (Snippet.UsingsFile, Snippet.Usings)]));

    /// <summary>Where the rule speaks, as a build prints it.</summary>
    private static async Task<ImmutableArray<string>> FoundAsync<TRule>(string code) where TRule : Rule, new()
    {
        var project = WithPage(code);
        await TestProject.AssertCompilesAsync(project);
        return [.. from diagnostic in await TestProject.DiagnosticsAsync(project, new TRule())
                   where !diagnostic.IsSuppressed
                   let place = diagnostic.Location.GetMappedLineSpan()
                   select $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1})"];
    }

    private static async Task AssertUnchangedAsync<TRule>(Project project) where TRule : Rule, new()
    {
        var text = await TestProject.TextOfAsync(project);
        Assert.Equal(text, await TestProject.TextOfAsync(await FixRunner.OneByOneAsync(project, new TRule())));
        Assert.Equal(text, await TestProject.TextOfAsync(await FixRunner.AllAsync(project, new TRule())));
    }
}
