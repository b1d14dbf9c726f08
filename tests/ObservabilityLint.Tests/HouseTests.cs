using System.Text.RegularExpressions;
using ObservabilityLint.Tests.Conformance;
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

    /// <summary>The options stand beside the rules, in their line.</summary>
    [Fact]
    public void The_picture_shows_the_rooms_in_their_order()
    {
        var shown = ReadmeBlock.Made("rooms").Lines.Select(line => Regex.Match(line, @"^ +([A-Z][a-z]+)( |$)").Groups[1].Value).Where(name => name != "");
        Assert.Equal(Rooms.FromTheGroundUp.Where(room => room != "Options").Reverse(), shown);
    }

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
