using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>The strings of JSON.</summary>
internal static class JsonText
{
    /// <summary>A text as it stands between the quotes of a string; what need not be escaped is not.</summary>
    public static string Escape(string text, bool isFirst) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    public static MappedText Decode(MappedText outer, int start, int end)
    {
        var text = new MappedText.Builder(outer, start, Escape);
        var written = outer.Text;
        for (var i = start; i < end;)
        {
            var length = written[i] != '\\' ? 1 : written[i + 1] == 'u' ? 6 : 2;
            text.Add(length switch
            {
                1 => written[i],
                6 => (char)ushort.Parse(written.AsSpan(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                _ => Unescaped(written[i + 1]),
            }, i, i + length);
            i += length;
        }
        return text.ToText();
    }

    private static char Unescaped(char letter) => letter switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        _ => letter,
    };
}
