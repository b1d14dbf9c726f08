using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>What the README says of its sample, done by a reader who has just fetched the repository. It needs no package, and so runs beside the builds that do.</summary>
[Collection(nameof(FreshCloneTests))]
public sealed class FreshCloneTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("observability-lint-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>The repository as a reader has it who has just fetched it: what nobody has built yet.</summary>
    [Fact]
    public async Task In_a_fresh_clone_the_command_repairs_the_sample_alone()
    {
        var files = await SourcesAsync();
        var clone = folder.FullName;
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, file))!);
            File.Copy(Repository.PathOf(file), Path.Combine(clone, file));
        }
        // How our own code is written, the build of these tests has judged.
        File.WriteAllText(Path.Combine(clone, "Directory.Build.rsp"), "-p:EnableNETAnalyzers=false\n-p:EnforceCodeStyleInBuild=false\n-p:RunAnalyzersDuringBuild=false\n");
        var build = (await Command.DotnetAsync(clone, Nothing, RepairCommand.ArgumentsOf(ReadmeTests.FirstCommand))).Failed();
        var repair = (await AgainAsync(clone, ReadmeTests.RepairOfSample)).Succeeded();

        Assert.Equal(
            ["samples/Shop.Prometheus/BackOfficeMetrics.cs", "samples/Shop.Prometheus/Program.cs", "samples/Shop.Prometheus/ShopMetrics.cs", "samples/Shop.Prometheus/VisitorMetrics.cs"],
            files.Where(file => !File.ReadAllBytes(Repository.PathOf(file)).SequenceEqual(File.ReadAllBytes(Path.Combine(clone, file)))).Order(StringComparer.Ordinal));
        var left = Finding.In((await AgainAsync(clone, ReadmeTests.FirstCommand)).Failed());
        Assert.All(left, finding => Assert.NotNull(RuleCatalog.NoFixReason(RuleCatalog.Find(finding.Id))));
        Assert.True(left.Length < Finding.In(build).Length, repair.Output);
        await AssertQueriesFollowAsync(clone);
    }

    /// <summary>Both lines of the README are run: the first leaves a threshold and a unit to a person, the second finds nothing any more.</summary>
    private static async Task AssertQueriesFollowAsync(string clone)
    {
        const string ops = "samples/Shop.Prometheus/ops/";
        var rewrite = (await AgainAsync(clone, ReadmeTests.QueriesOfSample[0])).Failed();
        Assert.Contains($"{ops}shop.rules.yml:16:15: rule 'SlowCheckout': this is in the old unit: what was 1 is 0.001 now (500 is 0.5)", rewrite.Output, StringComparison.Ordinal);
        Assert.Contains($"{ops}shop.dashboard.json:34:45: panel 'Time to check out': 'ms' is the unit", rewrite.Output, StringComparison.Ordinal);
        foreach (var (file, name) in ((string, string)[])[("shop.rules.yml", "shop_checkout_duration_seconds_bucket"), ("shop.rules.yml", "rate(shop_payments_total[10m])"), ("shop.dashboard.json", "{{email_client}}")])
            Assert.Contains(name, File.ReadAllText(Path.Combine(clone, ops, file)), StringComparison.Ordinal);
        (await AgainAsync(clone, ReadmeTests.QueriesOfSample[1])).Succeeded();
        if (Promtool.IsInstalled) (await Promtool.RunAsync(clone, null, "check", "rules", ops + "shop.rules.yml")).Succeeded();
    }

    /// <summary>The first command has built the tool: to find out before each other one that this is so takes as long as the command.</summary>
    private static Task<Outcome> AgainAsync(string clone, string line)
    {
        var words = RepairCommand.ArgumentsOf(line);
        Assert.Equal("run", words[0]);
        return Command.DotnetAsync(clone, Nothing, ["run", "--no-build", .. words[1..]]);
    }

    /// <summary>What git has, or would take in.</summary>
    private static async Task<IReadOnlyList<string>> SourcesAsync()
    {
        var git = Command.Find("git");
        Assert.SkipWhen(git is null || !Path.Exists(Repository.PathOf(".git")), "Only git knows which files a clone would have.");
        var listed = await Command.RunAsync(Command.Start(git!, Repository.Root, Nothing, ["ls-files", "--cached", "--others", "--exclude-standard"]), input: null);
        return [.. listed.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Repository.PathOf(file)))];
    }
}
