using System.Globalization;

namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>The scalars of YAML that are no blocks: plain, in single or in double quotes, over one line or several.</summary>
internal static class YamlFlow
{
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@` ";

    public static MappedText Decode(MappedText outer, int start, int end, ScalarStyle style)
    {
        var written = outer.Text;
        // An anchor or a tag comes before.
        while (start < end && written[start] is '&' or '!')
        {
            while (start < end && !char.IsWhiteSpace(written[start])) start++;
            while (start < end && char.IsWhiteSpace(written[start])) start++;
        }
        if (style != ScalarStyle.Plain) (start, end) = (start + 1, end - 1);
        var text = new MappedText.Builder(outer, start, style switch { ScalarStyle.Plain => Plain, ScalarStyle.SingleQuoted => static (text, _) => text.Contains('\n', StringComparison.Ordinal) ? null : text.Replace("'", "''", StringComparison.Ordinal), _ => JsonText.Escape });
        for (var i = start; i < end;)
        {
            var next = i;
            while (next < end && written[next] is ' ' or '\t' or '\r' or '\n') next++;
            if (next > i) AddBlanks(text, written, i, next);
            else if (style == ScalarStyle.SingleQuoted && written[i] == '\'') text.Add('\'', i, next = i + 2);
            else if (style == ScalarStyle.DoubleQuoted && written[i] == '\\') next = AddEscape(text, written, i, end);
            else text.Add(written[i], i, next = i + 1);
            i = next;
        }
        return text.ToText();
    }

    /// <summary>A line end among blanks is one blank; each further one is a line end.</summary>
    private static void AddBlanks(MappedText.Builder text, string written, int from, int to)
    {
        var lines = written.AsSpan(from, to - from).Count('\n');
        if (lines == 0)
            for (var i = from; i < to; i++) text.Add(written[i], i, i + 1);
        else if (lines == 1) text.Add(' ', from, to);
        else
            for (var line = 1; line < lines; line++) text.Add('\n', from, to);
    }

    private static int AddEscape(MappedText.Builder text, string written, int at, int end)
    {
        var digits = written[at + 1] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            text.Add(char.ConvertFromUtf32(int.Parse(written.AsSpan(at + 2, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture)), at, at + 2 + digits);
            return at + 2 + digits;
        }
        if (written[at + 1] is '\r' or '\n')
        {
            // An escaped line end goes, with the blanks of the next line.
            at++;
            while (at < end && written[at] is ' ' or '\t' or '\r' or '\n') at++;
            return at;
        }
        text.Add(written[at + 1] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', 'a' => '\a', 'b' => '\b', 'e' => '\u001B', 'f' => '\f', 'v' => '\v', 'N' => '\u0085', '_' => '\u00A0', 'L' => '\u2028', 'P' => '\u2029', var same => same }, at, at + 2);
        return at + 2;
    }

    /// <summary>Without quotes not everything can be written.</summary>
    private static string? Plain(string text, bool isFirst)
        => text.Length == 0 || text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal) || text.Contains('\n', StringComparison.Ordinal) || isFirst && Indicators.Contains(text[0], StringComparison.Ordinal) ? null : text;
}
