using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The README's commands, run where it says, change telemetry and nothing else.</summary>
[Collection(nameof(PackedPackage))]
public class RepairTests(PackedPackage package)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>The repository as a reader has it who has just fetched it: what nobody has built yet.</summary>
    [Fact]
    public async Task In_a_fresh_clone_the_command_repairs_the_sample_alone()
    {
        var files = await SourcesAsync();
        var clone = package.NewFolder("clone");
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, file))!);
            File.Copy(Repository.PathOf(file), Path.Combine(clone, file));
        }
        var build = (await Command.DotnetAsync(clone, Nothing, RepairCommand.ArgumentsOf(ReadmeTests.FirstCommand))).Failed();
        var repair = (await Command.DotnetAsync(clone, Nothing, RepairCommand.ArgumentsOf(ReadmeTests.RepairOfSample))).Succeeded();

        Assert.Equal(
            ["samples/Shop.Prometheus/BackOfficeMetrics.cs", "samples/Shop.Prometheus/Program.cs", "samples/Shop.Prometheus/ShopMetrics.cs", "samples/Shop.Prometheus/VisitorMetrics.cs"],
            files.Where(file => !File.ReadAllBytes(Repository.PathOf(file)).SequenceEqual(File.ReadAllBytes(Path.Combine(clone, file)))).Order(StringComparer.Ordinal));
        var left = Finding.In((await Command.DotnetAsync(clone, Nothing, RepairCommand.ArgumentsOf(ReadmeTests.FirstCommand))).Failed());
        Assert.All(left, finding => Assert.NotNull(RuleCatalog.NoFixReason(RuleCatalog.Find(finding.Id))));
        Assert.True(left.Length < Finding.In(build).Length, repair.Output);
    }

    /// <summary>The other analyzers of a strict solution have much to say, and would rewrite it.</summary>
    [Fact]
    public async Task In_a_users_solution_the_command_repairs_telemetry_alone()
    {
        var solution = await UserSolution.CreateAsync(package);
        var build = (await solution.RunAsync("build", "--no-restore")).Succeeded();
        foreach (var other in UserSolution.OtherFindings) Assert.Contains($" {other}: ", build.Output, StringComparison.Ordinal);

        (await solution.RunAsync([.. UserSolution.Repair, RepairCommand.Verify])).Failed();
        Assert.Empty(solution.Changed());

        (await solution.RunAsync(UserSolution.Repair)).Succeeded();
        Assert.Equal(UserSolution.Repaired, solution.Changed().OrderBy(file => file.Key, StringComparer.Ordinal));

        var left = Finding.In((await solution.RunAsync("build", "--no-restore")).Succeeded());
        Assert.Equal(["OBS2010"], left.Select(finding => finding.Id));
        (await solution.RunAsync([.. UserSolution.Repair, RepairCommand.Verify])).Succeeded();
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
