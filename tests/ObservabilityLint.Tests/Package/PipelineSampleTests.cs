using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The import of orders, whose pipeline exports nothing as it stands, and whose spans tell little; repaired, it does what its author meant.</summary>
[Collection(nameof(Traces))]
public class PipelineSampleTests
{
    public const string Sample = "Shop.Pipeline";

    private static readonly string[] Mistakes = ["OBS4001", "OBS4002", "OBS4003", "OBS4004", "OBS4005", "OBS4006", "OBS4007", "OBS4008", "OBS4009", "OBS4010", "OBS4011", "OBS4012", "OBS4013", "OBS5009", "OBS5009", "OBS5010", "OBS5011", "OBS5012", "OBS5014", "OBS5016", "OBS5017"];

    /// <summary>Which database it is only its author knows.</summary>
    private const string ForItsAuthor = "OBS4011";

    private static Rule[] Repairable => [.. Mistakes.Distinct().Where(id => id != ForItsAuthor).Select(RuleCatalog.Find)];

    [Fact]
    public async Task Repair_brings_everything_to_the_collector()
    {
        var project = TestProject.Create(Markup.Parse(Program()));
        Assert.Equal(Mistakes, (await TestProject.DiagnosticsAsync(project, [.. Mistakes.Distinct().Select(RuleCatalog.Find)])).Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));

        var repaired = await FixRunner.AllAsync(project, Repairable);
        Assert.Equal([ForItsAuthor], (await TestProject.DiagnosticsAsync(repaired, [.. RuleCatalog.All])).Select(diagnostic => diagnostic.Id));

        await using var collector = await Collector.StartAsync();
        await ProgramRun.RunApartAsync((await CodeOfAsync(repaired)).Replace("http://localhost:4318", collector.Address.ToString().TrimEnd('/'), StringComparison.Ordinal), []);
        Assert.Equal(["/v1/metrics", "/v1/traces"], collector.Paths.Split(' ').Order(StringComparer.Ordinal));
        Assert.Equal((1, 2), (collector.Received("place order"), collector.Received("shop.order.items")));
        // One batch has it all, under names that have no ids in them.
        Assert.All(["check out", "reserve", "pay", "no money", "wrap", "ship", "print label", "send invoice", "save invoice"], text => Assert.Equal(1, collector.Received(text)));
        Assert.Equal(0, collector.Received("check out "));
    }

    [Fact]
    public async Task Repair_makes_whole_traces_of_the_spans()
    {
        const string main = "Shop.Checkout.Run(Guid.NewGuid(), 1); Shop.Checkout.Run(Guid.NewGuid(), 0); Shop.Orders.Place(1); Shop.Invoices.Send(1);";
        var before = await TracedRun.TreeAsync(Program(), main);
        // What comes behind spans that are left open or ended in the wrong order hangs under them.
        Assert.Contains("    wrap\nprint label (parent lost)\n", before, StringComparison.Ordinal);
        Assert.All(["  pay\n", "  ship\n", "  print label\n"], text => Assert.DoesNotContain(text, before, StringComparison.Ordinal));

        var repaired = await FixRunner.AllAsync(TestProject.Create(Markup.Parse(Program())), Repairable);
        Assert.Equal(
            "check out\n  reserve\n  pay\n  pack\n    wrap\n  ship\n    print label\ncheck out\n  reserve\nplace order\nsend invoice\n  save invoice\n",
            await TracedRun.TreeAsync(await CodeOfAsync(repaired), main));
    }

    private static async Task<string> CodeOfAsync(Project project)
    {
        var files = new List<string>();
        foreach (var document in project.Documents.Where(document => document.Name != Snippet.UsingsFile)) files.Add($"=== {document.Name}\n{await document.GetTextAsync(TestContext.Current.CancellationToken)}");
        return string.Join('\n', files);
    }

    private static string Program()
        => string.Join('\n', Directory.GetFiles(Repository.PathOf("samples", Sample), "*.cs").Order(StringComparer.Ordinal).Select(file => $"=== {Path.GetFileName(file)}\n{File.ReadAllText(file)}"));
}
