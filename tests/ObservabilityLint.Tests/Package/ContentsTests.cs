using System.IO.Compression;
using System.Xml.Linq;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

[Collection(nameof(PackedPackage))]
public class ContentsTests(PackedPackage package)
{
    [Fact]
    public void Package_holds_the_analyzers_and_nothing_to_compile_against()
    {
        using var zip = ZipFile.OpenRead(package.File);
        var ours = zip.Entries.Select(entry => entry.FullName).Where(name => !IsOfEveryPackage(name)).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "ObservabilityLint.nuspec",
                "README.md",
                "analyzers/dotnet/cs/ObservabilityLint.Fixes.dll",
                "analyzers/dotnet/cs/ObservabilityLint.dll",
                "build/ObservabilityLint.Advisory.globalconfig",
                "build/ObservabilityLint.Minimal.globalconfig",
                "build/ObservabilityLint.None.globalconfig",
                "build/ObservabilityLint.Strict.globalconfig",
                "build/ObservabilityLint.Suggestions.globalconfig",
                "build/ObservabilityLint.targets",
                "icon.png",
                "rules.md",
            ],
            ours);
    }

    [Fact]
    public void Manifest_says_what_it_is_and_depends_on_nothing()
    {
        var metadata = XDocument.Parse(Read("ObservabilityLint.nuspec")).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal("ObservabilityLint", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Equal("README.md", Value("readme"));
        Assert.False(string.IsNullOrWhiteSpace(Value("description")));
        Assert.Contains("analyzer", Value("tags")!.Split(' '));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName is "dependency" or "frameworkReference" or "reference");
    }

    [Fact]
    public void Page_leads_to_the_repository()
    {
        using var zip = ZipFile.OpenRead(package.File);
        PackagePage.LeadsToTheRepository(zip);
        PackagePage.HasTheReadme(zip, "README.md");
    }

    [Fact]
    public void Assemblies_carry_their_symbols()
    {
        using var zip = ZipFile.OpenRead(package.File);
        PackagePage.HasSymbolsInItsAssemblies(zip);
    }

    [Fact]
    public void Warnings_of_the_build_lead_to_the_packaged_manual()
    {
        var links = XDocument.Parse(Read("build/ObservabilityLint.targets")).Descendants().Attributes("HelpLink").Select(link => link.Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Equal(RuleCatalog.Find("OBS0001").SupportedDiagnostics[0].HelpLinkUri, link));
    }

    [Fact]
    public void Address_of_the_repository_stands_once()
    {
        var texts = from file in Directory.EnumerateFiles(Repository.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                    let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
                    where Path.GetExtension(path) is ".cs" or ".md" or ".txt" or ".csproj" or ".props" or ".targets" or ".yml" or ".json" or ".globalconfig" or ".editorconfig"
                    where !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "TestResults" or "BenchmarkDotNet.Artifacts" or ".git")
                    where File.ReadAllText(file).Contains(PackagePage.Address, StringComparison.OrdinalIgnoreCase)
                    select path;
        Assert.Equal("Directory.Build.props", Assert.Single(texts));
    }

    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void Help_link_leads_to_a_place_in_the_packaged_manual(string id)
    {
        var link = new Uri(RuleCatalog.Find(id).SupportedDiagnostics[0].HelpLinkUri);
        Assert.EndsWith("/rules.md", link.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains(link.Fragment.TrimStart('#'), Manual.AnchorsOf(Read("rules.md")));
    }

    private static bool IsOfEveryPackage(string name) => name is "[Content_Types].xml" or "_rels/.rels" || name.StartsWith("package/services/metadata/", StringComparison.Ordinal);

    private string Read(string entry)
    {
        using var zip = ZipFile.OpenRead(package.File);
        using var reader = new StreamReader(zip.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }
}
