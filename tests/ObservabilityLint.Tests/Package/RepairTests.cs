using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The README's commands, run where it says, change telemetry and nothing else.</summary>
[Collection(nameof(PackedPackage))]
public class RepairTests(PackedPackage package)
{
    [Fact]
    public async Task Rules_of_the_sample_are_those_of_Prometheus()
    {
        Promtool.SkipIfMissing();
        Assert.Contains("4 rules found", (await Promtool.RunAsync(Repository.PathOf("samples", "Shop.Prometheus", "ops"), null, "check", "rules", "shop.rules.yml")).Succeeded().Output, StringComparison.Ordinal);
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
}
