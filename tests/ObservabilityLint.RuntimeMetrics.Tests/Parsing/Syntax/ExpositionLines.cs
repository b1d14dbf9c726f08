using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

/// <summary>Both formats are UTF-8 without a byte order mark, in lines that end with a line feed alone.</summary>
internal static class ExpositionLines
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException invalid)
        {
            throw new MalformedExpositionException(1 + bytes[..invalid.Index].Count((byte)'\n'), $"The byte at {invalid.Index} is not UTF-8.");
        }
    }

    /// <summary>The lines without their ends. What follows the last line feed is a line too: an empty one if nothing does.</summary>
    public static string[] Split(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].EndsWith('\r')) throw new MalformedExpositionException(i + 1, "The line ends with a carriage return.");
            if (!IsWhole(lines[i])) throw new MalformedExpositionException(i + 1, "The line holds half a surrogate pair, which is not UTF-8.");
        }
        return lines;
    }

    private static bool IsWhole(string line)
    {
        try
        {
            return Strict.GetByteCount(line) >= line.Length;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
