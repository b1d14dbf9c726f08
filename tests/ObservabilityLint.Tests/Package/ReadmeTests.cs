using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
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

    [Fact]
    public async Task First_command_prints_the_findings_below_it()
    {
        var build = (await Command.DotnetAsync(Repository.Root, new Dictionary<string, string>(), RepairCommand.ArgumentsOf(FirstCommand))).Succeeded();
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
        var version = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Contains($"Include=\"ObservabilityLint\" Version=\"{version}\"", Repository.Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_lead_to_files_and_headings()
    {
        foreach (Match link in Regex.Matches(Repository.Read("README.md"), @"\]\((?<file>[^)#]+)(#(?<anchor>[^)]+))?\)"))
        {
            Assert.True(File.Exists(Repository.PathOf(link.Groups["file"].Value)), link.Value);
            if (link.Groups["anchor"].Success)
                Assert.Contains($"\n## {link.Groups["anchor"].Value}\n", Repository.Read(link.Groups["file"].Value), StringComparison.OrdinalIgnoreCase);
        }
    }
}
