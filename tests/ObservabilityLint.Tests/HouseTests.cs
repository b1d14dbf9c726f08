using System.Text.RegularExpressions;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests;

/// <summary>What `src/README.md` tells who takes the code over is there.</summary>
public partial class HouseTests
{
    private static readonly string Page = Repository.Read("src", "README.md");

    /// <summary>Where a file may stand that is named without its project.</summary>
    private static readonly string[] Roots = [".", "src/ObservabilityLint", "src/ObservabilityLint.Fixes", "tests/ObservabilityLint.Tests"];

    public static TheoryData<string> Names => [.. PathName().Matches(Page).Select(match => match.Groups[1].Value).Distinct()];

    [Theory, MemberData(nameof(Names))]
    public void Every_file_and_folder_that_it_names_exists(string name)
        => Assert.Contains(Roots, root => Path.Exists(Repository.PathOf([.. root.Split('/'), .. name.TrimEnd('/').Split('/')])));

    [Fact]
    public void It_names_every_room_and_every_project()
    {
        foreach (var room in Directory.GetDirectories(Repository.PathOf("src", "ObservabilityLint")).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")))
            Assert.Matches($@"\b{room}\b", Page);
        foreach (var project in Directory.GetDirectories(Repository.PathOf("src")).Select(Path.GetFileName)) Assert.Contains(project!, Page, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"`([\w.]+(?:/[\w.]*)+|\w+\.cs)`")]
    private static partial Regex PathName();
}
