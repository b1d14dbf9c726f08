namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>Reads the text of labels again that <see cref="Labels"/> has written.</summary>
internal static class LabelReader
{
    /// <summary>Names as they are, and values still escaped.</summary>
    public static IEnumerable<(string Name, string EscapedValue)> Read(string labels)
    {
        for (var at = 0; at < labels.Length; at++)
        {
            var isQuoted = labels[at] == '"';
            var end = isQuoted ? EndOfQuoted(labels, at) : labels.IndexOf('=', at);
            var name = isQuoted ? Unescaped(labels[(at + 1)..(end - 1)]) : labels[at..end];
            var value = end + 1;
            at = EndOfQuoted(labels, value);
            yield return (name, labels[(value + 1)..(at - 1)]);
        }
    }

    /// <summary>The place behind the closing quotation mark.</summary>
    private static int EndOfQuoted(string text, int open)
    {
        var end = open + 1;
        while (text[end] != '"') end += text[end] == '\\' ? 2 : 1;
        return end + 1;
    }

    private static string Unescaped(string text)
    {
        if (!text.Contains('\\')) return text;
        var plain = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++) plain.Append(text[i] != '\\' ? text[i] : text[++i] == 'n' ? '\n' : text[i]);
        return plain.ToString();
    }
}
