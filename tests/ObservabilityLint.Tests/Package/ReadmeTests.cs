using System.Text;
using System.Text.RegularExpressions;
using ObservabilityLint.Options;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>README.md shows what is true.</summary>
[Collection(nameof(PackedPackage))]
public class ReadmeTests
{
    private static readonly string Readme = Repository.PathOf("README.md");

    /// <summary>The one that a reader runs first.</summary>
    public static string FirstCommand { get; } = ReadmeBlock.In("README.md").First(block => block.Language == "sh").Text.Trim();

    /// <summary>The one that repairs what the first has found.</summary>
    public static string RepairOfSample { get; } = FirstCommand.Replace(" check ", " fix ", StringComparison.Ordinal);

    /// <summary>Those that let its queries follow, and that prove it.</summary>
    public static IReadOnlyList<string> QueriesOfSample { get; } = [.. ReadmeBlock.In("README.md").First(block => block.Text.Contains(" promql ", StringComparison.Ordinal)).Lines];

    [Fact]
    public async Task First_command_prints_the_findings_below_it()
    {
        var build = (await Command.DotnetAsync(Repository.Root, new Dictionary<string, string>(), RepairCommand.ArgumentsOf(FirstCommand))).Failed();
        var lines = from finding in Finding.In(build) select $"{finding.File}({finding.Line},{finding.Column}): {finding.Severity} {finding.Id}: {finding.Message}\n";
        Recorded.SectionIs(Readme, "findings", $"```\n{string.Concat(lines)}```\n");
    }

    [Fact]
    public void Options_are_those_of_the_code()
    {
        var table = new StringBuilder("| option | default | what it does | value |\n|---|---|---|---|\n");
        foreach (var option in LintOptions.All)
            table.Append($"| `{option.Key}` | {option.DefaultText} | {option.Summary} | {option.Expected} |\n");
        Recorded.SectionIs(Readme, "options", table.ToString());
    }

    [Fact]
    public void Version_is_that_of_the_package()
    {
        var printed = Regex.Matches(Repository.Read("README.md"), "Include=\"ObservabilityLint[^\"]*\" Version=\"([^\"]+)\"").Select(version => version.Groups[1].Value).ToList();
        Assert.NotEmpty(printed);
        Assert.All(printed, version => Assert.Equal(PackagePage.Property("Version"), version));
    }

    [Fact]
    public void Links_lead_to_files_and_headings()
    {
        foreach (Match link in Regex.Matches(Repository.Read("README.md"), @"\]\((?<file>[^)#]+)(#(?<anchor>[^)]+))?\)"))
        {
            Assert.True(File.Exists(Repository.PathOf(link.Groups["file"].Value)), link.Value);
            if (link.Groups["anchor"].Success)
                Assert.Contains(link.Groups["anchor"].Value, Manual.AnchorsOf(Repository.Read(link.Groups["file"].Value)));
        }
    }
}
