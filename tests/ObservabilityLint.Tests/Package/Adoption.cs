using System.Text.RegularExpressions;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>A team does what README.md says under "Adopt it in an existing solution", one snippet after the other.</summary>
public sealed partial class Adoption(PackedPackage package) : IAsyncLifetime
{
    private readonly List<Snippet> snippets = [.. SnippetsOf("Adopt it in an existing solution")];

    public TeamSolution Solution { get; } = new(package);

    /// <summary>The line for a single project, where the versions are in one file.</summary>
    public Outcome PackageReference { get; private set; } = null!;

    public Outcome DefaultMode { get; private set; } = null!;

    public Outcome Advisory { get; private set; } = null!;

    /// <summary>How the gate ends where nothing is new, and where a metric is.</summary>
    public Outcome NothingNew { get; private set; } = null!;

    public Outcome OneNew { get; private set; } = null!;

    public Outcome RuleAsError { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        const string project = "src/Shop.Web/Shop.Web.csproj";
        var (forOne, forAll) = (Line("PackageReference"), Line("GlobalPackageReference"));
        var original = File.ReadAllText(Solution.PathOf(project));
        Solution.Add(project, forOne);
        PackageReference = await Solution.DotnetAsync("restore", project);
        Solution.Write(project, original);

        Solution.Add("Directory.Packages.props", forAll);
        DefaultMode = await Solution.DotnetAsync("build");

        Apply("Directory.Build.props");
        Apply("tests/Directory.Build.props");
        Apply(".editorconfig");
        Apply("Directory.Build.targets");
        Advisory = await Solution.ShellAsync(NextScript());

        Apply("findings.sh");
        (await Solution.ShellAsync(NextScript())).Succeeded();
        var gate = NextScript();
        NothingNew = await Solution.ShellAsync(gate);
        Solution.WriteCounter("src/Shop.Shared/Mails.cs", "shop_mails");
        OneNew = await Solution.ShellAsync(gate);

        Apply(".editorconfig");
        RuleAsError = await Solution.DotnetAsync("build", "--no-incremental");
        Assert.Empty(snippets);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A line of the section "Install", with the version that is tested.</summary>
    private static string Line(string element)
        => PrintedVersion().Replace(SnippetsOf("Install").Single(snippet => snippet.Text.StartsWith($"<{element} ", StringComparison.Ordinal)).Text, $"Version=\"{PackedPackage.Version}\"");

    private void Apply(string file) => Solution.Add(file, Next(file));

    private string NextScript() => Next(file: "");

    /// <summary>The next snippet of the section, which must be the one that is expected.</summary>
    private string Next(string file)
    {
        var next = snippets[0];
        Assert.Equal(file, next.File);
        snippets.RemoveAt(0);
        return next.Text;
    }

    private static IEnumerable<Snippet> SnippetsOf(string heading)
    {
        var section = Repository.Read("README.md").Split("\n## ").Single(section => section.StartsWith(heading + "\n", StringComparison.Ordinal));
        return from Match block in Block().Matches(section) select new Snippet(block.Groups["file"].Value, block.Groups["text"].Value);
    }

    /// <summary>A code block that is meant for a file names it in a comment.</summary>
    private sealed record Snippet(string File, string Text);

    [GeneratedRegex(@"^```\w+\n((<!--|#) (?<file>[\w./]+)( -->)?\n)?(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("Version=\"[^\"]+\"")]
    private static partial Regex PrintedVersion();
}
