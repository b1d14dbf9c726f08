using System.Globalization;
using System.Text;

namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>The escapes of quoted strings, which are those of Go.</summary>
internal static class EscapeSequence
{
    /// <summary>Of a character in UTF-8.</summary>
    private const int MostBytes = 4;

    /// <summary>How long the escape is that begins with the backslash here.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="position">Where the backslash is.</param>
    /// <param name="quote">The quote of the string; the other one cannot be escaped.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static int LengthAt(string text, int position, char quote, out string? fault)
    {
        fault = null;
        var c = Characters.At(text, position + 1);
        if (c == quote || SimpleValue(c) is not null) return 2;
        var (start, digits, numberBase) = Digits(c, position);
        if (digits == 0)
        {
            fault = position + 1 < text.Length && c != '\n' ? $"\\{c} is no escape; a backslash itself is written \\\\" : "a backslash cannot be the last character of a string";
            // A line's end stays for the string, which ends there.
            return position + 1 < text.Length && c != '\n' ? 2 : 1;
        }
        for (var i = start; i < start + digits; i++)
            if (!IsDigit(Characters.At(text, i), numberBase))
            {
                fault = $"\\{c} needs {digits} {(numberBase == 8 ? "octal" : "hexadecimal")} digits{(numberBase == 8 ? ", this one included" : " after it")}";
                return Math.Max(i, position + 2) - position;
            }
        if (ValueOf(text, start, digits, numberBase) is var value && (digits == 3 && value > 0xFF || digits > 3 && !Rune.IsValid(value))) fault = "the escape is no Unicode character";
        return start + digits - position;
    }

    /// <summary>What a valid escape stands for, behind which the position moves. Escapes of single bytes stand together for a character that has several in UTF-8.</summary>
    public static string Read(string text, ref int position)
    {
        var c = text[position + 1];
        var (start, digits, numberBase) = Digits(c, position);
        if (digits == 0)
        {
            position += 2;
            return (SimpleValue(c) ?? c).ToString();
        }
        if (digits > 3)
        {
            position = start + digits;
            return new Rune(ValueOf(text, start, digits, numberBase)).ToString();
        }
        Span<byte> bytes = stackalloc byte[MostBytes];
        Span<int> ends = stackalloc int[MostBytes];
        var count = 0;
        for (var next = position; count < MostBytes && Characters.At(text, next) == '\\' && Digits(Characters.At(text, next + 1), next) is { Digits: 2 or 3 } escape; next = ends[count++])
        {
            bytes[count] = (byte)ValueOf(text, escape.Start, escape.Digits, escape.Base);
            ends[count] = escape.Start + escape.Digits;
        }
        Rune.DecodeFromUtf8(bytes[..count], out var character, out var used);
        position = ends[used - 1];
        return character.ToString();
    }

    private static char? SimpleValue(char c) => c switch
    {
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        '\\' => '\\',
        _ => null,
    };

    private static (int Start, int Digits, int Base) Digits(char c, int position) => c switch
    {
        'x' => (position + 2, 2, 16),
        'u' => (position + 2, 4, 16),
        'U' => (position + 2, 8, 16),
        >= '0' and <= '7' => (position + 1, 3, 8),
        _ => default,
    };

    private static bool IsDigit(char c, int numberBase) => numberBase == 8 ? c is >= '0' and <= '7' : char.IsAsciiHexDigit(c);

    private static int ValueOf(string text, int start, int digits, int numberBase)
    {
        if (numberBase == 8) return (text[start] - '0') * 64 + (text[start + 1] - '0') * 8 + (text[start + 2] - '0');
        return int.Parse(text.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
