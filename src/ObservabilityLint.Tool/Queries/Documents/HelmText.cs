using System.Text.RegularExpressions;

namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>
/// A Helm template as the file that it makes, as far as its text tells: texts in quotes stand for themselves, a value is a variable, and what only steers is not there.
/// </summary>
internal sealed partial class HelmText
{
    /// <summary>What stands for a value. PromQL takes it in every place, as a variable of Grafana.</summary>
    private const string Value = "${helm}";

    private readonly string written;
    private readonly bool takesElse;
    private readonly MappedText.Builder text;

    /// <summary>Where the last action ended, which may be lines further on.</summary>
    private int passed;

    private HelmText(MappedText outer, bool takesElse)
    {
        (written, this.takesElse) = (outer.Text, takesElse);
        text = new MappedText.Builder(outer, 0, static (text, _) => text.Contains("{{", StringComparison.Ordinal) ? null : text);
    }

    /// <summary>True for what only a template of Helm has: braces that Prometheus and Grafana use too do not tell.</summary>
    public static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal) && Signs().IsMatch(text);

    /// <summary>The text with the first branch of each choice within a line, and with the other one where there is one.</summary>
    public static IEnumerable<MappedText> Of(MappedText template)
    {
        yield return new HelmText(template, takesElse: false).Read();
        if (InlineElse().IsMatch(template.Text)) yield return new HelmText(template, takesElse: true).Read();
    }

    /// <summary>JSON in a template, in which a value that stands for itself would be none of JSON.</summary>
    public static MappedText WithoutValues(MappedText json)
    {
        if (!json.Text.Contains(Value, StringComparison.Ordinal)) return json;
        var text = new MappedText.Builder(json, 0, static (text, _) => text);
        var isInText = false;
        for (var at = 0; at < json.Text.Length;)
        {
            var isValue = !isInText && string.CompareOrdinal(json.Text, at, Value, 0, Value.Length) == 0;
            var length = isValue ? Value.Length : isInText && json.Text[at] == '\\' && at + 1 < json.Text.Length ? 2 : 1;
            if (isValue) text.Add("null", at, at + length);
            else
                for (var i = at; i < at + length; i++) text.Add(json.Text[i], i, i + 1);
            if (json.Text[at] == '"') isInText = !isInText;
            at += length;
        }
        return text.ToText();
    }

    private MappedText Read()
    {
        for (var at = 0; at < written.Length;)
        {
            var lineEnd = written.IndexOf('\n', at) is var index and >= 0 ? index + 1 : written.Length;
            ReadLine(at, lineEnd);
            at = Math.Max(lineEnd, passed);
        }
        return text.ToText();
    }

    private void ReadLine(int from, int to)
    {
        var (branch, skipped) = (new Stack<bool>(), 0);
        var isAlone = HoldsOnlyActions(from, to);
        for (var at = from; at < to;)
        {
            if (!IsOpening(at))
            {
                if (skipped == 0) text.Add(written[at], at, at + 1);
                at++;
                continue;
            }
            var end = EndOf(at);
            var action = written[(at + 2)..Math.Max(at + 2, end - 2)].Trim().Trim('-').Trim();
            var word = Word().Match(action).Value;
            if (isAlone)
            {
                // What a line holds alone makes lines of its own, or none.
                if (IsQuoted(action) || word.Length == 0 && IsValue(action) && !action.Contains('|', StringComparison.Ordinal)) AddAction(action, at, end);
            }
            else if (word is "if" or "range" or "with") branch.Push(takesElse && word == "if" && HasElse(end, to));
            else if (word == "else" && branch.Count > 0) branch.Push(!branch.Pop());
            else if (word == "end" && branch.Count > 0) branch.Pop();
            else if (skipped == 0 && word is not ("end" or "else" or "define" or "block") && IsValue(action)) AddAction(action, at, end);
            skipped = branch.Count(static isSkipped => isSkipped);
            passed = at = end;
        }
    }

    private void AddAction(string action, int start, int end)
    {
        if (!IsQuoted(action))
        {
            text.Add(IsOperator(start, end) ? "=~" : Value, start, end);
            return;
        }
        var open = written.IndexOf(action[0], start) + 1;
        for (var at = open; at < written.LastIndexOf(action[0], end - 1); at++) text.Add(written[at], at, at + 1);
    }

    /// <summary>A text alone: <c>{{ "{{" }}</c>, or what stands between backquotes.</summary>
    private static bool IsQuoted(string action) => action.Length >= 2 && action[0] is '"' or '`' && action.IndexOf(action[0], 1) == action.Length - 1 && !(action[0] == '"' && action.Contains('\\', StringComparison.Ordinal));

    /// <summary>Between a label and its value in quotes nothing but an operator makes sense.</summary>
    private bool IsOperator(int start, int end) => start > 0 && end < written.Length && (char.IsAsciiLetterOrDigit(written[start - 1]) || written[start - 1] == '_') && written[end] is '"';

    private bool HoldsOnlyActions(int from, int to)
    {
        var count = 0;
        for (var at = from; at < to; at++)
            if (IsOpening(at))
            {
                at = EndOf(at) - 1;
                count++;
            }
            else if (!char.IsWhiteSpace(written[at])) return false;
        return count > 0;
    }

    /// <summary>Comments and assignments leave nothing behind.</summary>
    private static bool IsValue(string action) => !action.StartsWith("/*", StringComparison.Ordinal) && !action.Contains(":=", StringComparison.Ordinal);

    private bool IsOpening(int at) => at + 1 < written.Length && written[at] == '{' && written[at + 1] == '{';

    private bool HasElse(int from, int to) => ElseAction().IsMatch(written.AsSpan(from, Math.Max(0, to - from)));

    /// <summary>The end of an action, whose texts may hold braces themselves.</summary>
    private int EndOf(int start)
    {
        for (var at = start + 2; at < written.Length; at++)
        {
            if (written[at] is '"' or '`')
            {
                var close = at + 1;
                while (close < written.Length && written[close] != written[at] && (written[at] == '`' || written[close] != '\n')) close += written[at] == '"' && written[close] == '\\' ? 2 : 1;
                at = Math.Min(close, written.Length - 1);
            }
            else if (written[at] == '}' && at + 1 < written.Length && written[at + 1] == '}') return at + 2;
        }
        return written.Length;
    }

    [GeneratedRegex(@"\{\{-?\s*(?:""\{\{|`|/\*|(?:include|tpl|toYaml)\b|[^}]*\.(?:Values|Release|Chart|Capabilities|Files|Template)\b)")]
    private static partial Regex Signs();

    [GeneratedRegex(@"^(?:if|else|end|range|with|define|block|template|include|toYaml|tpl|fail|nindent|indent)\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\{-?\s*if\b[^\n]*\{\{-?\s*else\b")]
    private static partial Regex InlineElse();

    [GeneratedRegex(@"\{\{-?\s*else\b")]
    private static partial Regex ElseAction();
}
