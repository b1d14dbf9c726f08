namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>The block scalars of YAML: <c>|</c> keeps lines, <c>&gt;</c> folds them; a digit tells the indentation, <c>-</c> and <c>+</c> what becomes of the last line ends.</summary>
internal sealed class YamlBlock
{
    private readonly string written;
    private readonly MappedText.Builder text;
    private readonly bool isFolded;
    private int indentation, at;

    private YamlBlock(MappedText outer, int start, int above)
    {
        written = outer.Text;
        at = start;
        // An anchor or a tag comes before.
        while (at < written.Length && written[at] is not ('|' or '>')) at++;
        text = new MappedText.Builder(outer, at, static (text, _) => text.Contains('\n', StringComparison.Ordinal) ? null : text);
        isFolded = at < written.Length && written[at] == '>';
        var chomping = ' ';
        for (at++; at < written.Length && written[at] is '+' or '-' or (>= '1' and <= '9'); at++)
            if (char.IsAsciiDigit(written[at])) indentation = above + written[at] - '0';
            else chomping = written[at];
        while (at < written.Length && written[at] != '\n') at++;
        if (at < written.Length) at++;
        ReadLines(above, chomping);
    }

    /// <param name="outer">What it stands in.</param>
    /// <param name="start">Its header.</param>
    /// <param name="above">The indentation of what it belongs to.</param>
    public static MappedText Decode(MappedText outer, int start, int above) => new YamlBlock(outer, start, above).text.ToText();

    private void ReadLines(int above, char chomping)
    {
        if (indentation == 0) indentation = Math.Max(above + 1, Detected());
        (int From, int To)? lineEnd = null;
        var blankLines = SkipBlankLines();
        var wasIndentedMore = false;
        while (at < written.Length && IndentationAt(at) >= indentation)
        {
            at += indentation;
            var isIndentedMore = at < written.Length && written[at] is ' ' or '\t';
            if (lineEnd is { } end)
            {
                if (!isFolded || wasIndentedMore || isIndentedMore) text.Add('\n', end.From, end.To);
                else if (blankLines.Count == 0) text.Add(' ', end.From, at);
            }
            foreach (var (from, to) in blankLines) text.Add('\n', from, to);
            wasIndentedMore = isIndentedMore;
            for (; at < written.Length && !IsLineEnd(at); at++) text.Add(written[at], at, at + 1);
            lineEnd = TakeLineEnd();
            if (lineEnd is null) break;
            blankLines = SkipBlankLines();
        }
        if (chomping != '-' && lineEnd is { } last) text.Add('\n', last.From, last.To);
        if (chomping != '+') return;
        foreach (var (from, to) in blankLines) text.Add('\n', from, to);
    }

    /// <summary>That of the first line with a text, or of a longer blank one before it.</summary>
    private int Detected()
    {
        var most = 0;
        for (var line = at; line < written.Length;)
        {
            var depth = IndentationAt(line);
            most = Math.Max(most, depth);
            if (!IsLineEnd(line + depth) || line + depth >= written.Length) return most;
            line = written.IndexOf('\n', line) + 1;
        }
        return most;
    }

    private List<(int From, int To)> SkipBlankLines()
    {
        var lines = new List<(int, int)>();
        while (at < written.Length)
        {
            var start = at;
            var depth = Math.Min(IndentationAt(at), indentation);
            if (!IsLineEnd(at + depth)) break;
            at += depth;
            if (TakeLineEnd() is not { } end)
            {
                at = start;
                break;
            }
            lines.Add(end);
        }
        return lines;
    }

    private (int From, int To)? TakeLineEnd()
    {
        if (at >= written.Length) return null;
        var from = at;
        at = written.IndexOf('\n', at) + 1;
        return (from, at);
    }

    private bool IsLineEnd(int index) => index < written.Length && (written[index] == '\n' || written[index] == '\r' && index + 1 < written.Length && written[index + 1] == '\n');

    private int IndentationAt(int index)
    {
        var end = index;
        while (end < written.Length && written[end] == ' ') end++;
        return end - index;
    }
}
