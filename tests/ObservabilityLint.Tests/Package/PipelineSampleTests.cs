using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The import of orders, whose pipeline exports nothing as it stands; repaired, it does what its author meant.</summary>
[Collection(nameof(Traces))]
public class PipelineSampleTests
{
    public const string Sample = "Shop.Pipeline";

    private static readonly string[] Mistakes = ["OBS5009", "OBS5009", "OBS5010", "OBS5011", "OBS5012", "OBS5014", "OBS5016", "OBS5017"];

    [Fact]
    public async Task Repair_brings_everything_to_the_collector()
    {
        var rules = Mistakes.Distinct().Select(RuleCatalog.Find).ToArray();
        var project = TestProject.Create(Markup.Parse(Program()));
        Assert.Equal(Mistakes, (await TestProject.DiagnosticsAsync(project, [.. rules])).Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));

        var repaired = await FixRunner.AllAsync(project, [.. rules]);
        Assert.Empty(await TestProject.DiagnosticsAsync(repaired, [.. RuleCatalog.All]));

        await using var collector = await Collector.StartAsync();
        var files = new List<string>();
        foreach (var document in repaired.Documents.Where(document => document.Name != Snippet.UsingsFile)) files.Add($"=== {document.Name}\n{await document.GetTextAsync(TestContext.Current.CancellationToken)}");
        await ProgramRun.RunApartAsync(string.Join('\n', files).Replace("http://localhost:4318", collector.Address.ToString().TrimEnd('/'), StringComparison.Ordinal), []);
        Assert.Equal(["/v1/metrics", "/v1/traces"], collector.Paths.Split(' ').Order(StringComparer.Ordinal));
        Assert.Equal((1, 2), (collector.Received("place order"), collector.Received("shop.order.items")));
    }

    private static string Program()
        => string.Join('\n', Directory.GetFiles(Repository.PathOf("samples", Sample), "*.cs").Order(StringComparer.Ordinal).Select(file => $"=== {Path.GetFileName(file)}\n{File.ReadAllText(file)}"));
}
