using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A place where a diagnostic is expected.</summary>
public sealed record Mark(string File, TextSpan Span);

/// <summary>
/// The files of a test: a line <c>=== Name.cs</c> begins another one, and what a test leaves out of each is completed. The marks are those of the test library:
/// <c>[|…|]</c> for the rule under test, <c>{|OBS1003:…|}</c> for a named one.
/// </summary>
/// <param name="Marked">The files with their marks, as the test library takes them.</param>
/// <param name="Files">The files as the compiler takes them.</param>
public sealed partial record Markup(ImmutableArray<(string Name, string Text)> Marked, ImmutableArray<(string Name, string Text)> Files, ImmutableArray<Mark> Marks)
{
    /// <summary>Two dollars open a raw string, and are no position.</summary>
    public const MarkupOptions Options = MarkupOptions.TreatPositionIndicatorsAsCode;

    public static Markup Parse(string source)
    {
        var marked = ImmutableArray.CreateBuilder<(string, string)>();
        var files = ImmutableArray.CreateBuilder<(string, string)>();
        var marks = ImmutableArray.CreateBuilder<Mark>();
        foreach (var (name, text) in Split(source.ReplaceLineEndings("\n")))
        {
            TestFileMarkupParser.GetSpans(text, treatPositionIndicatorsAsCode: true, out var clean, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans);
            var (completed, offset) = Snippet.Complete(clean);
            files.Add((name, completed));
            marked.Add((name, completed[..offset] + text + completed[(offset + clean.Length)..]));
            marks.AddRange(spans.Values.SelectMany(found => found).OrderBy(span => span.Start).Select(span => new Mark(name, new TextSpan(offset + span.Start, span.Length))));
        }
        return new Markup(marked.ToImmutable(), files.ToImmutable(), marks.ToImmutable());
    }

    private static IEnumerable<(string Name, string Text)> Split(string source)
    {
        var name = "Test.cs";
        var start = 0;
        foreach (Match match in FileHeader().Matches(source))
        {
            if (match.Index > start) yield return (name, source[start..match.Index]);
            (name, start) = (match.Groups[1].Value, match.Index + match.Length);
        }
        yield return (name, source[start..]);
    }

    [GeneratedRegex(@"^=== (\S+)\n", RegexOptions.Multiline)]
    private static partial Regex FileHeader();
}
