using System.Text;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>A file of queries as it is on the disk. It is only ever changed at the places of edits: every other byte stays.</summary>
internal sealed class SourceFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Lazy<int[]> lineStarts;

    private SourceFile(string path, byte[] bytes, string text)
    {
        (Path, Bytes, Text) = (path, bytes, text);
        lineStarts = new Lazy<int[]>(() => [0, .. Enumerable.Range(0, text.Length).Where(i => text[i] == '\n').Select(static i => i + 1)]);
    }

    public string Path { get; }

    public byte[] Bytes { get; }

    /// <summary>All of it, without the byte order mark.</summary>
    public string Text { get; }

    /// <exception cref="UserException">It cannot be read.</exception>
    public static byte[] BytesOf(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <exception cref="UserException">It is not UTF-8.</exception>
    public static SourceFile Of(string path, byte[] bytes)
    {
        var content = bytes.AsSpan();
        if (content.StartsWith(Encoding.UTF8.Preamble)) content = content[Encoding.UTF8.Preamble.Length..];
        try
        {
            return new SourceFile(path, bytes, Strict.GetString(content));
        }
        catch (DecoderFallbackException e)
        {
            throw new UserException($"'{path}' is not written in UTF-8 (byte {e.Index}).", e);
        }
    }

    /// <summary>Line and column of a character, both from 1.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        var line = Array.BinarySearch(lineStarts.Value, offset);
        if (line < 0) line = ~line - 1;
        return (line + 1, offset - lineStarts.Value[line] + 1);
    }

    /// <summary>The bytes with edits, which must not overlap; the same edit may come twice.</summary>
    public byte[] With(IEnumerable<TextEdit> edits)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var edit in edits.Distinct().OrderBy(static edit => edit.Start))
        {
            text.Append(Text, at, edit.Start - at).Append(edit.New);
            at = edit.End;
        }
        if (at == 0) return Bytes;
        var content = Strict.GetBytes(text.Append(Text, at, Text.Length - at).ToString());
        return Bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? [.. Encoding.UTF8.Preamble, .. content] : content;
    }
}
