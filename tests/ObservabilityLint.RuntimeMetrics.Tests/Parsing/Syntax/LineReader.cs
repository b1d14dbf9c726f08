namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

/// <summary>Reads one line from left to right. Spaces count: the formats are written with exactly one between tokens.</summary>
internal sealed class LineReader(int number, string text)
{
    private int position;

    /// <summary>From 1.</summary>
    public int Number => number;

    public bool AtEnd => position == text.Length;

    public bool At(string next) => string.CompareOrdinal(text, position, next, 0, next.Length) == 0;

    public bool Skip(string next)
    {
        if (!At(next)) return false;
        position += next.Length;
        return true;
    }

    public void Expect(string next, string after)
    {
        if (!Skip(next)) throw Refuse($"'{next}' is expected after {after}, and there stands '{text[position..]}'.");
    }

    public void ExpectEnd(string after)
    {
        if (!AtEnd) throw Refuse($"The line should end after {after}, and there stands '{text[position..]}'.");
    }

    public string MetricName() => Name("metric name", colons: true);

    public string LabelName() => Name("label name", colons: false);

    /// <summary>What comes before the next space; empty if nothing does.</summary>
    public string Token()
    {
        var space = text.IndexOf(' ', position);
        return Take(space < 0 ? text.Length : space);
    }

    public string Rest() => Take(text.Length);

    /// <summary>What stands between two quotation marks, still escaped.</summary>
    public string Quoted()
    {
        Expect("\"", "the equals sign of a label");
        var end = position;
        while (end < text.Length && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
        if (end >= text.Length) throw Refuse("The value of a label has no closing quotation mark.");
        var quoted = Take(end);
        position++;
        return quoted;
    }

    public MalformedExpositionException Refuse(string message) => new(number, message);

    private string Name(string what, bool colons)
    {
        var end = position;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_' || colons && text[end] == ':' || end > position && char.IsAsciiDigit(text[end]))) end++;
        if (end == position) throw Refuse($"A {what} is expected, and there stands '{text[position..]}'.");
        return Take(end);
    }

    private string Take(int end)
    {
        var taken = text[position..end];
        position = end;
        return taken;
    }
}
