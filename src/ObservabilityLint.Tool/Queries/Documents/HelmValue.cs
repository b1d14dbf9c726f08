using System.Text.RegularExpressions;

namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>The text that an action writes, where one stands in it: <c>{{ "{{" }}</c>, <c>{{ printf "…" .x | quote }}</c>, <c>{{ .x | default "…" }}</c>.</summary>
/// <param name="Start">Its first character in the template.</param>
/// <param name="End">The one after its last.</param>
/// <param name="IsRaw">It has no escapes.</param>
/// <param name="IsFormat">Values are put in for <c>%s</c> and its like.</param>
/// <param name="IsQuoted">It is written in quotes.</param>
internal sealed partial record HelmValue(int Start, int End, bool IsRaw, bool IsFormat, bool IsQuoted)
{
    /// <summary>Null for an action whose text only its values tell.</summary>
    public static HelmValue? Of(HelmAction action)
    {
        var shape = Shape().Match(action.Content);
        if (!shape.Success || !shape.Groups["call"].Success && !string.IsNullOrWhiteSpace(shape.Groups["arguments"].Value)) return null;
        var text = shape.Groups["text"];
        return new HelmValue(action.ContentStart + text.Index + 1, action.ContentStart + text.Index + text.Length - 1, text.Value[0] == '`', shape.Groups["call"].Value == "printf", shape.Groups["pipe"].Value.Contains("quote", StringComparison.Ordinal));
    }

    /// <summary>The parts of the text: what stands at a place, and for how many characters of the template; null for a value.</summary>
    public IEnumerable<(string? Part, int At, int Length)> Parts(string written)
    {
        for (int at = Start, length; at < End; at += length)
        {
            length = 1;
            if (IsFormat && Verb().Match(written, at, End - at) is { Success: true } verb)
            {
                length = verb.Length;
                if (verb.Value == "%%") yield return ("%", at, length);
                else if (verb.Value[^1] == 'q') foreach (var part in (string?[])["\"", null, "\""]) yield return (part, at, length);
                else yield return (null, at, length);
            }
            // The template of a template.
            else if (!IsRaw && Inner().Match(written, at, End - at) is { Success: true } inner)
            {
                length = inner.Length;
                yield return (null, at, length);
            }
            else if (!IsRaw && written[at] == '\\' && at + 1 < End)
            {
                length = 2;
                yield return (written[at + 1] switch { 'n' => "\n", 't' => "\t", 'r' => "\r", var same => same.ToString() }, at, length);
            }
            else yield return (written[at].ToString(), at, length);
        }
    }

    [GeneratedRegex("""
        ^(?:(?<call>printf|print|tpl|default|ternary)\s+|[^"`|]*\|\s*(?<call>default|ternary)\s+)?
        (?<text>"(?:[^"\\\n]|\\.)*"|`[^`]*`)
        (?<arguments>(?:[^|"`]|"(?:[^"\\\n]|\\.)*"|`[^`]*`)*?)
        (?<pipe>(?:\|\s*(?:quote|squote|trim|toString|n?indent\s+\d+)\s*)*)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\G%(?:%|[-+# 0]*\d*(?:\.\d+)?[a-zA-Z])")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\G\{\{-?\s*\.[^{}]*\}\}")]
    private static partial Regex Inner();
}
