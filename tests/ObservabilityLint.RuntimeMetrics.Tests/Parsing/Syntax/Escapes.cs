using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

/// <summary>What may follow a backslash.</summary>
internal enum Escapes
{
    /// <summary>Help in Prometheus text: a backslash or n.</summary>
    BackslashAndLineFeed,

    /// <summary>Labels in Prometheus text: a quotation mark too.</summary>
    QuotationMarkToo,

    /// <summary>OpenMetrics: anything, and where it is none of those three the backslash stands for itself.</summary>
    Any,
}

internal static class EscapedText
{
    public static string Decode(LineReader line, string escaped, Escapes allowed)
    {
        if (!escaped.Contains('\\')) return escaped;
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\') text.Append(escaped[i]);
            else if (++i == escaped.Length) throw line.Refuse("The line ends with a single backslash.");
            else Append(text, line, escaped[i], allowed);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, LineReader line, char escaped, Escapes allowed)
    {
        if (escaped == '\\') text.Append('\\');
        else if (escaped == 'n') text.Append('\n');
        else if (escaped == '"' && allowed != Escapes.BackslashAndLineFeed) text.Append('"');
        else if (allowed == Escapes.Any) text.Append('\\').Append(escaped);
        else throw line.Refuse($"'\\{escaped}' is not an escape.");
    }
}
