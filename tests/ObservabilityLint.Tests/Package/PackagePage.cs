using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>A package as those meet it who have not the repository: on its page, and in a stack trace.</summary>
public static partial class PackagePage
{
    private const int LargestIcon = 10 * 1024;

    private static readonly XDocument Properties = XDocument.Load(Repository.PathOf("Directory.Build.props"));

    /// <summary>Where the repository is: said once, in Directory.Build.props.</summary>
    public static string Address { get; } = Property("RepositoryUrl");

    private static string Files => Address + "/blob/main/";

    public static string Property(string name) => Properties.Descendants(name).Single().Value;

    /// <summary>The addresses, the icon and the release notes are those of the repository.</summary>
    public static void LeadsToTheRepository(ZipArchive package)
    {
        var manifest = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
        var metadata = XDocument.Parse(TextOf(manifest)).Root!.Elements().Single().Elements().ToLookup(element => element.Name.LocalName);
        Assert.Equal(Address, metadata["projectUrl"].Single().Value);
        Assert.Equal(("git", Address), (metadata["repository"].Single().Attribute("type")!.Value, metadata["repository"].Single().Attribute("url")!.Value));
        Assert.Equal(Changes(Property("Version")), metadata["releaseNotes"].Single().Value);
        Assert.DoesNotContain("](", metadata["releaseNotes"].Single().Value, StringComparison.Ordinal);

        var icon = package.GetEntry(metadata["icon"].Single().Value)!;
        Assert.InRange(icon.Length, 1, LargestIcon);
        using var stream = icon.Open();
        var signature = new byte[4];
        stream.ReadExactly(signature);
        Assert.Equal("\u0089PNG", System.Text.Encoding.Latin1.GetString(signature));
    }

    /// <summary>The readme is that of the repository, but for its links: they say where the repository is, and lead to what is there.</summary>
    public static void HasTheReadme(ZipArchive package, params string[] source)
    {
        var (packed, original) = (TextOf(package.GetEntry("README.md")!), Repository.Read(source));
        Assert.Equal(Link().Replace(original, ""), Link().Replace(packed, ""));
        foreach (Match link in Link().Matches(packed))
        {
            var target = link.Groups["target"].Value;
            Assert.Matches("^https?://", target);
            if (target.StartsWith(Files, StringComparison.Ordinal)) Assert.True(File.Exists(Repository.PathOf(target[Files.Length..].Split('#')[0])), target);
        }
        Assert.Equal(
            Link().Matches(original).Count(link => !link.Groups["target"].Value.StartsWith("http", StringComparison.Ordinal)),
            Link().Matches(packed).Count(link => link.Groups["target"].Value.StartsWith(Address, StringComparison.Ordinal)));
    }

    public static void HasSymbolsInItsAssemblies(ZipArchive package)
    {
        var assemblies = package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(assemblies);
        foreach (var assembly in assemblies)
        {
            using var bytes = new MemoryStream();
            using (var stream = assembly.Open()) stream.CopyTo(bytes);
            bytes.Position = 0;
            using var image = new PEReader(bytes);
            Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        }
    }

    private static string Changes(string version)
    {
        var readme = Repository.Read("README.md");
        var heading = $"\n## Changes\n\n### {version}\n\n";
        var start = readme.IndexOf(heading, StringComparison.Ordinal) + heading.Length;
        Assert.True(start >= heading.Length, $"README.md does not begin its changes with those of version {version}.");
        return readme[start..readme.IndexOf("\n#", start, StringComparison.Ordinal)].TrimEnd();
    }

    private static string TextOf(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"(?<=\]\()(?<target>[^)]+)(?=\))")]
    private static partial Regex Link();
}
