using System.Reflection;
using System.Text.RegularExpressions;

namespace ObservabilityLint.Tool.Manual;

/// <summary>The manual, rules.md, as the tool carries it.</summary>
internal static partial class ManualText
{
    private static readonly Lazy<string> Whole = new(static () =>
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("rules.md")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    /// <summary>The section of a rule, from its heading to the next; links are written out, since nobody can follow those of a page here.</summary>
    public static string SectionOf(string id)
    {
        var start = Whole.Value.IndexOf($"### {id} ", StringComparison.Ordinal);
        var next = Heading().Match(Whole.Value, start + 1);
        var section = Whole.Value[start..(next.Success ? next.Index : Whole.Value.Length)];
        var addresses = Address().Matches(Whole.Value).ToDictionary(static match => match.Groups["name"].Value, static match => match.Groups["address"].Value, StringComparer.OrdinalIgnoreCase);
        section = Anchor().Replace(section, "");
        section = NamedLink().Replace(section, link => addresses.TryGetValue(link.Groups["name"].Value, out var address) ? $"{link.Groups["text"].Value} ({address})" : link.Value);
        section = PlaceLink().Replace(section, static link => link.Groups["text"].Value);
        return AddressLink().Replace(section, static link => $"{link.Groups["text"].Value} ({link.Groups["address"].Value})").Trim() + "\n";
    }

    [GeneratedRegex("""^(##|###) |^<a id="|^\[[a-z0-9-]+\]: """, RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("""^\[(?<name>[^\]]+)\]: (?<address>\S+)$""", RegexOptions.Multiline)]
    private static partial Regex Address();

    [GeneratedRegex("""^<a id="[^"]*"></a>\n?""", RegexOptions.Multiline)]
    private static partial Regex Anchor();

    [GeneratedRegex("""(?<!`)\[(?<text>[^\]\n]+)\]\[(?<name>[^\]\n]+)\]""")]
    private static partial Regex NamedLink();

    [GeneratedRegex("""\[(?<text>[^\]\n]+)\]\(#[^)\n]*\)""")]
    private static partial Regex PlaceLink();

    [GeneratedRegex("""\[(?<text>[^\]\n]+)\]\((?<address>https?:[^)\n]*)\)""")]
    private static partial Regex AddressLink();
}
