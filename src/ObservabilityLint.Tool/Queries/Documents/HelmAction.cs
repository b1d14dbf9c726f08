using System.Text.RegularExpressions;

namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>What stands between <c>{{</c> and <c>}}</c> in a template of Helm.</summary>
/// <param name="Start">The first brace.</param>
/// <param name="End">The character after the last.</param>
/// <param name="Content">All between, without the signs that take white space away.</param>
/// <param name="ContentStart">Where that begins.</param>
internal sealed partial record HelmAction(int Start, int End, string Content, int ContentStart)
{
    /// <summary>The word that tells what becomes of it; empty for a value.</summary>
    public string Word { get; } = FirstWord().Match(Content).Value;

    /// <summary>It writes something: other than a comment, an assignment, and what only steers.</summary>
    public bool IsValue => Word is ("" or "include" or "template" or "tpl" or "toYaml") && !Content.StartsWith("/*", StringComparison.Ordinal) && !Assignment().IsMatch(Content);

    public static IReadOnlyList<HelmAction> In(string text)
    {
        var actions = new List<HelmAction>();
        for (var start = text.IndexOf("{{", StringComparison.Ordinal); start >= 0; start = text.IndexOf("{{", actions[^1].End, StringComparison.Ordinal))
        {
            var end = EndOf(text, start);
            var (from, to) = (Math.Min(start + 2, end), Math.Max(start + 2, end - 2));
            if (from < to && text[from] == '-') from++;
            if (from < to && text[to - 1] == '-') to--;
            while (from < to && char.IsWhiteSpace(text[from])) from++;
            while (from < to && char.IsWhiteSpace(text[to - 1])) to--;
            actions.Add(new HelmAction(start, end, text[from..to], from));
        }
        return actions;
    }

    /// <summary>The end of an action, whose texts and comments may hold braces themselves.</summary>
    private static int EndOf(string text, int start)
    {
        var comment = start + 2 < text.Length && text[start + 2] == '-' ? text.AsSpan(start + 3).TrimStart() : text.AsSpan(start + 2);
        for (var at = comment.StartsWith("/*") && text.IndexOf("*/", start, StringComparison.Ordinal) is var close and > 0 ? close : start + 2; at < text.Length; at++)
        {
            if (text[at] is '"' or '`') at = EndOfText(text, at);
            else if (text[at] == '}' && at + 1 < text.Length && text[at + 1] == '}') return at + 2;
        }
        return text.Length;
    }

    /// <summary>The quote that closes a text; the end of the line where none does.</summary>
    private static int EndOfText(string text, int open)
    {
        var at = open + 1;
        while (at < text.Length && text[at] != text[open] && (text[open] == '`' || text[at] != '\n')) at += text[open] == '"' && text[at] == '\\' ? 2 : 1;
        return Math.Min(at, text.Length - 1);
    }

    [GeneratedRegex(@"^(?:if|else|end|range|with|define|block|template|include|tpl|toYaml|fail|break|continue)\b")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"^\$\w*(?:\s*,\s*\$\w+)?\s*:?=")]
    private static partial Regex Assignment();
}
