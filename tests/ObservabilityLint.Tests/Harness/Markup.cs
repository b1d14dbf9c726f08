using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Tests.Harness;

/// <summary>A place where a diagnostic is expected.</summary>
public sealed record Mark(string File, string Id, TextSpan Span);

/// <summary>Sources with marks: <c>[|…|]</c> for the rule under test, <c>{|OBS1003:…|}</c> for a named one. A line <c>=== Name.cs</c> begins another file.</summary>
public sealed partial record Markup(ImmutableArray<(string Name, string Text)> Files, ImmutableArray<Mark> Marks)
{
    public static Markup Parse(string source, string defaultId)
    {
        var files = ImmutableArray.CreateBuilder<(string, string)>();
        var marks = ImmutableArray.CreateBuilder<Mark>();
        foreach (var (name, text) in Split(source.ReplaceLineEndings("\n")))
        {
            var (clean, fileMarks) = Strip(text, defaultId);
            var (wrapped, offset) = Snippet.Complete(clean);
            files.Add((name, wrapped));
            foreach (var (id, span) in fileMarks) marks.Add(new Mark(name, id, new TextSpan(span.Start + offset, span.Length)));
        }
        return new Markup(files.ToImmutable(), marks.ToImmutable());
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

    private static (string Text, List<(string Id, TextSpan Span)> Marks) Strip(string text, string defaultId)
    {
        var marks = new List<(string, TextSpan)>();
        var open = new Stack<(string Id, int Start)>();
        var clean = new System.Text.StringBuilder();
        var last = 0;
        foreach (Match match in Delimiter().Matches(text))
        {
            clean.Append(text, last, match.Index - last);
            last = match.Index + match.Length;
            if (match.Value is "|]" or "|}")
            {
                var (id, start) = open.Pop();
                marks.Add((id, TextSpan.FromBounds(start, clean.Length)));
            }
            else
            {
                open.Push((match.Value == "[|" ? defaultId : match.Groups[1].Value, clean.Length));
            }
        }
        clean.Append(text, last, text.Length - last);
        return (clean.ToString(), marks);
    }

    [GeneratedRegex(@"^=== (\S+)\n", RegexOptions.Multiline)]
    private static partial Regex FileHeader();

    [GeneratedRegex(@"\[\||\|\]|\{\|(OBS\d{4}):|\|\}")]
    private static partial Regex Delimiter();
}
