using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Frameworks;
using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>Where no fix is offered and the code knows why, it says so: `obslint fix` tells it with what it leaves.</summary>
public class Reasons
{
    public static TheoryData<Rule, string, string> Withholding => new()
    {
        { new CounterWithoutTotal(), "Metrics.CreateCounter(\"shop_orders\", \"Orders.\"); Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\");", "Another metric is called 'shop_orders_total'" },
        { new CounterWithoutTotal(), "const string name = \"shop_orders\"; Metrics.CreateCounter(name, \"Orders.\"); Metrics.CreateGauge(name, \"Orders.\");", "The name of another metric is written with the same text" },
        { new NonBaseUnitInName(), "Give(Metrics.CreateHistogram(\"shop_wait_milliseconds\", \"Wait.\")); static void Give(object histogram) { }", "A use of the metric is out of sight" },
        { new LevelAsCounter(), "Give(Metrics.CreateCounter(\"shop_active_sessions_total\", \"Sessions.\")); static void Give(object counter) { }", "A use of the metric is out of sight" },
        { new LabelNameCasing(), "Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"orderKind\", \"order_kind\");", "Another label of the metric is called 'order_kind'" },
        { new HighCardinalityLabelName(), "static class Shop { static readonly Counter Orders = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"user_id\"); static void Place(string user) { Orders.WithLabels(user).Inc(); Orders.RemoveLabelled(user); } }", "A series is removed by its labels" },
        { new CounterWithoutTotal(), "static class Shop { static void Fails() { Throws(() => Metrics.CreateCounter(\"shop_orders\", \"Orders.\")); } static void Throws(Action action) { } }", "A test expects this fault." },
    };

    [Theory, MemberData(nameof(Withholding))]
    public async Task Are_told(Rule rule, string snippet, string reason)
    {
        var project = TestProject.Create(Markup.Parse(snippet));
        var found = await TestProject.DiagnosticsAsync(project, rule);
        Assert.NotEmpty(found);
        var reasons = new List<string?>();
        foreach (var diagnostic in found)
        {
            Withheld.Listen();
            var proposals = await AgreedProposals.OfAsync(((Fix)FixRunner.FixOf(diagnostic.Id)!).OffersAsync, project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, CancellationToken.None);
            if (proposals.IsEmpty) reasons.Add(Withheld.Reason);
        }
        Assert.Contains(reasons, told => told?.StartsWith(reason, StringComparison.Ordinal) == true);
    }
}
