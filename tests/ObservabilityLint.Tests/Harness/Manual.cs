using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A pair of snippets of a section. Where <see cref="IsOptions"/> is set they are options, not code.</summary>
public sealed record Example(string Bad, string Good, bool IsOptions);

/// <summary>A rule's section of rules.md.</summary>
/// <param name="Headings">The bold words that open its paragraphs, in order.</param>
/// <param name="Options">The lines of its <c>ini</c> blocks: they hold for its snippets.</param>
public sealed record Section(string Id, string Text, ImmutableArray<string> Headings, ImmutableArray<Example> Examples, ImmutableArray<string> Options)
{
    public bool IsWritten => !Text.Contains("To be written.", StringComparison.Ordinal);
}

/// <summary>
/// The manual as tests read it. Code blocks under <c>**Bad**</c> and <c>**Good**</c> are <c>csharp</c>, or <c>ini bad</c> and <c>ini good</c> where the rule is about options;
/// every other <c>ini</c> block is options.
/// </summary>
public static partial class Manual
{
    public static ImmutableArray<Section> Sections { get; } = [.. Parse(Repository.Read("rules.md"))];

    public static Section? Find(string id) => Sections.FirstOrDefault(section => section.Id == id);

    /// <summary>The ids of the sections that are written, as the data of a theory.</summary>
    public static TheoryData<string> Ids => [.. Sections.Where(section => section.IsWritten).Select(section => section.Id)];

    private static IEnumerable<Section> Parse(string manual)
    {
        var starts = SectionStart().Matches(manual);
        for (var i = 0; i < starts.Count; i++)
        {
            var text = manual[starts[i].Index..(i + 1 < starts.Count ? starts[i + 1].Index : manual.Length)];
            if (starts[i].Groups["id"].Success) yield return Read(starts[i].Groups["id"].Value, text);
        }
    }

    private static Section Read(string id, string text)
    {
        var headings = ImmutableArray.CreateBuilder<string>();
        var examples = ImmutableArray.CreateBuilder<Example>();
        var options = ImmutableArray.CreateBuilder<string>();
        string? bad = null;
        foreach (Match part in Part().Matches(text))
        {
            var (info, body) = (part.Groups["info"].Value, part.Groups["body"].Value);
            var heading = headings.Count == 0 ? "" : headings[^1];
            if (part.Groups["heading"].Success)
            {
                headings.Add(part.Groups["heading"].Value);
            }
            else if (heading == "Bad" && bad is null && info is "csharp" or "ini bad")
            {
                bad = body;
            }
            else if (heading == "Good" && bad != null && info is "csharp" or "ini good")
            {
                examples.Add(new Example(bad, body, IsOptions: info == "ini good"));
                bad = null;
            }
            else if (info == "ini")
            {
                options.AddRange(Lines(body));
            }
            else
            {
                throw new FormatException($"{id}: a code block `{info}` under '{heading}' has no meaning here.");
            }
        }
        return bad is null
            ? new Section(id, text, headings.ToImmutable(), examples.ToImmutable(), options.ToImmutable())
            : throw new FormatException($"{id}: a bad snippet has no good one.");
    }

    public static IEnumerable<string> Lines(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^## ((?<id>OBS\d{4})$)?", RegexOptions.Multiline)]
    private static partial Regex SectionStart();

    [GeneratedRegex(@"^```(?<info>[^\n]*)\n(?<body>.*?)^```$|^\*\*(?<heading>[^*]+?)\.?\*\*", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Part();
}
