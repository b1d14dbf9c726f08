using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Loading;

/// <summary>A check finds what the build finds, at the same places and levels.</summary>
public class SameAsBuildTests
{
    [Fact]
    public async Task On_a_generated_solution_of_forty_projects()
    {
        using var solution = GeneratedSolution.Write(new TemporarySolution());
        var (ofCheck, ofBuild) = await BuildLogs.CompareAsync(solution, "All.slnx", GeneratedSolution.Projects);
        Assert.Equal(ofBuild, ofCheck);
        Assert.True(ofCheck.Length > 200, $"{ofCheck.Length} findings");
    }

    [Fact]
    public async Task On_the_samples_of_the_repository()
    {
        using var solution = CopiedSamples.Write(new TemporarySolution());
        var (ofCheck, ofBuild) = await BuildLogs.CompareAsync(solution, CopiedSamples.File, Directory.GetDirectories(Sources.PathOf("samples")).Length);
        Assert.Equal(ofBuild, ofCheck);
        // A log of the build that misses what the samples are known to show would prove nothing.
        Assert.Equal(CopiedSamples.Expected(), ofCheck.Where(static found => found.Level != "note").Select(static found => $"{found.Path}({found.Line}): {found.Rule}").ToHashSet());
    }
}
