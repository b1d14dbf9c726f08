namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>Follows a text of YAML outside of its blocks, and tells in which quotes it has come to.</summary>
internal sealed class YamlQuotes
{
    private int brackets;
    private char last;
    private bool isPlain;

    /// <summary>The quote that is open; none outside.</summary>
    public char? Open { get; private set; }

    /// <summary>A backslash stands before the next character.</summary>
    public bool IsEscaping { get; private set; }

    public void Read(char next)
    {
        if (Open is { } quote) ReadQuoted(next, quote);
        else ReadOpen(next);
        last = next;
    }

    private void ReadQuoted(char next, char quote)
    {
        // One that is doubled closes and opens again.
        if (next == quote && !IsEscaping) Open = null;
        IsEscaping = quote == '"' && next == '\\' && !IsEscaping;
    }

    /// <summary>Quotes are such where a value may begin: in the midst of one they stand for themselves.</summary>
    private void ReadOpen(char next)
    {
        if (next == '\n' || next == ' ' && last == ':') isPlain = false;
        else if (brackets > 0 && next is ',' or ']' or '}') (isPlain, brackets) = (false, next == ',' ? brackets : brackets - 1);
        else if (isPlain || next is ' ' or '-') return;
        else if (next is '"' or '\'') Open = next;
        else if (next is '[' or '{') brackets++;
        else isPlain = true;
    }
}
