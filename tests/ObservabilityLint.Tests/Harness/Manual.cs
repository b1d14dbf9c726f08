using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A snippet before and after. Where <see cref="IsOptions"/> is set it is options, not code.</summary>
public sealed record Example(string Bad, string Good, bool IsOptions);

/// <summary>What stands under one of the bold words that open the paragraphs of a section, code blocks left out.</summary>
public sealed record Part(string Heading, string Text);

/// <summary>A rule's section of rules.md.</summary>
/// <param name="Family">The heading that it stands under.</param>
/// <param name="Options">The lines of its <c>ini</c> blocks: they hold for its snippets.</param>
public sealed record Section(string Id, string Name, string Family, string Text, ImmutableArray<Part> Parts, ImmutableArray<Example> Examples, ImmutableArray<string> Options)
{
    public bool IsWritten => !Text.Contains("To be written.", StringComparison.Ordinal);

    /// <summary>The text of a part; empty where there is none.</summary>
    public string Says(string heading) => Parts.FirstOrDefault(part => part.Heading == heading)?.Text ?? "";
}

/// <summary>
/// The manual as tests read it. An example is a code block of kind <c>diff</c>, whose lines say what changes; <c>diff ini</c> where the rule is about options.
/// Every <c>ini</c> block is options.
/// </summary>
public static partial class Manual
{
    public static string File { get; } = Repository.PathOf("rules.md");

    public static string Text { get; } = Repository.Read("rules.md");

    public static ImmutableArray<Section> Sections { get; } = [.. Parse()];

    public static Section? Find(string id) => Sections.FirstOrDefault(section => section.Id == id);

    /// <summary>The ids of the sections that are written, as the data of a theory.</summary>
    public static TheoryData<string> Ids => [.. Sections.Where(section => section.IsWritten).Select(section => section.Id)];

    /// <summary>What a link to a file may end in: the headings, as GitHub names them, and what is given a name of its own.</summary>
    public static IEnumerable<string> AnchorsOf(string markdown)
        => Anchor().Matches(markdown).Select(match => match.Groups["id"].Success ? match.Groups["id"].Value : NotInAnchor().Replace(match.Groups["heading"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>The code of the blocks of a kind.</summary>
    public static IEnumerable<string> BlocksOf(string text, string kind) => Piece().Matches(text).Where(piece => piece.Groups["kind"].Value == kind).Select(piece => piece.Groups["body"].Value);

    /// <summary>The text with other examples, those that are options included.</summary>
    public static string WithExamples(string text, Func<string, string> change)
        => Piece().Replace(text, piece => piece.Groups["kind"].Value.StartsWith("diff", StringComparison.Ordinal) ? $"```{piece.Groups["kind"].Value}\n{change(piece.Groups["body"].Value)}```" : piece.Value);

    /// <summary>What stands under a heading of any level, until the next one.</summary>
    public static string Under(string heading) => Text.Split($"# {heading}\n", 2) is [_, var rest] ? NextHeading().Split(rest, 2)[0] : throw new FormatException($"No heading '{heading}'.");

    private static IEnumerable<Section> Parse()
    {
        var starts = SectionStart().Matches(Text);
        var family = "";
        for (var i = 0; i < starts.Count; i++)
        {
            var groups = starts[i].Groups;
            if (groups["family"].Success) family = groups["family"].Value;
            if (groups["rule"].Success) yield return Read(groups["rule"].Value, groups["name"].Value, family, Text[starts[i].Index..(i + 1 < starts.Count ? starts[i + 1].Index : Text.Length)]);
        }
    }

    private static Section Read(string id, string name, string family, string text)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var examples = ImmutableArray.CreateBuilder<Example>();
        var options = ImmutableArray.CreateBuilder<string>();
        var heading = "";
        foreach (Match piece in Piece().Matches(text))
        {
            var (kind, body) = (piece.Groups["kind"].Value, piece.Groups["body"].Value);
            if (piece.Groups["part"].Success) parts.Add(new Part(heading = piece.Groups["part"].Value, TextFrom(text, piece)));
            else if (heading == "Example" && kind is "diff" or "diff ini") examples.Add(new Example(MarkedLines.Before(body), MarkedLines.After(body), IsOptions: kind == "diff ini"));
            else if (kind == "ini") options.AddRange(Lines(body));
            else throw new FormatException($"{id}: a code block `{kind}` under '{heading}' has no meaning here.");
        }
        return new Section(id, name, family, text, parts.ToImmutable(), examples.ToImmutable(), options.ToImmutable());
    }

    private static string TextFrom(string text, Match part)
    {
        var start = part.Index + part.Length;
        var next = Piece().Match(text, start);
        return text[start..(next.Success ? next.Index : text.Length)].Trim();
    }

    public static IEnumerable<string> Lines(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^(## (?<family>.+)|<a id=""obs\d{4}""></a>\n\n### (?<rule>OBS\d{4}) (?<name>\w+)|### .+)$", RegexOptions.Multiline)]
    private static partial Regex SectionStart();

    [GeneratedRegex(@"^```(?<kind>[^\n]*)\n(?<body>.*?)^```$|^\*\*(?<part>[^*]+?)\.?\*\*", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Piece();

    [GeneratedRegex(@"^#+ (?<heading>.+?)\r?$|<a id=""(?<id>[^""]+)""></a>", RegexOptions.Multiline)]
    private static partial Regex Anchor();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex("^(#|<a id)", RegexOptions.Multiline)]
    private static partial Regex NextHeading();
}
