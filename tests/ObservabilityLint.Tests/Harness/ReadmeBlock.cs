using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A fenced block of a README, as a reader would copy it.</summary>
/// <param name="Language">What the fence says: <c>csharp</c>, <c>xml</c>, <c>ini</c>, <c>sh</c>; empty where it says nothing.</param>
/// <param name="Lead">The text between it and what stands before it.</param>
/// <param name="Marker">The name between whose markers a test writes it; null where it is written by hand.</param>
/// <param name="Previous">The block before it in the same section.</param>
public sealed partial record ReadmeBlock(string File, string Language, string Text, string Lead, string? Marker, ReadmeBlock? Previous)
{
    private const string WebSdk = "Microsoft.NET.Sdk.Web";

    /// <summary>The blocks of every README of the repository.</summary>
    public static ImmutableArray<ReadmeBlock> All { get; } = [.. Readmes().SelectMany(In)];

    public IEnumerable<string> Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines for a project file that code needs: the last in the section that name a package.</summary>
    public ReadmeBlock? Project
    {
        get
        {
            var block = this;
            while (block != null && (block.Language != "xml" || !block.Packages.Any())) block = block.Previous;
            return block;
        }
    }

    /// <summary>The packages that its lines for a project name.</summary>
    public IEnumerable<string> Packages => from reference in Xml.Descendants() where reference.Name.LocalName == "PackageReference" select reference.Attribute("Include")!.Value;

    /// <summary>Which SDK the project needs: the text before its lines says so where it is not the plain one.</summary>
    public string Sdk => Project is { Lead: var lead } && lead.Contains($"`{WebSdk}`", StringComparison.Ordinal) ? WebSdk : "Microsoft.NET.Sdk";

    /// <summary>The elements of an <c>xml</c> block, below a root of their own.</summary>
    public XElement Xml => XElement.Parse($"<Lines>{Text}</Lines>");

    public static ReadmeBlock Made(string marker) => All.Single(block => block.Marker == marker);

    public static IEnumerable<ReadmeBlock> In(string file)
    {
        var (text, end, marker) = (Repository.Read(file), 0, (string?)null);
        ReadmeBlock? previous = null;
        foreach (Match part in Part().Matches(text))
        {
            if (part.Groups["heading"].Success) previous = null;
            if (part.Groups["marker"].Success) marker = part.Groups["marker"].Value;
            if (part.Groups["end"].Success) marker = null;
            if (part.Groups["body"].Success) yield return previous = new ReadmeBlock(file, part.Groups["language"].Value, part.Groups["body"].Value, text[end..part.Index], marker, previous);
            if (part.Groups["body"].Success || part.Groups["heading"].Success) end = part.Index + part.Length;
        }
    }

    public override string ToString() => $"{File}: {Lines.FirstOrDefault()}";

    private static IEnumerable<string> Readmes()
        => from file in Directory.EnumerateFiles(Repository.Root, "README.md", SearchOption.AllDirectories)
           let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
           where !path.Split('/').Intersect(["bin", "obj", "artifacts"]).Any()
           orderby path
           select path;

    [GeneratedRegex(@"^```(?<language>[^\n]*)\n(?<body>.*?)^```$|^<!-- (?<marker>[a-z-]+) -->$|^<!-- (?<end>/[a-z-]+) -->$|^(?<heading>#+ [^\n]+)$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Part();
}
