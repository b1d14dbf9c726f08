using System.Collections.Immutable;
using System.Text;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>From a valid string literal to what it holds.</summary>
internal static class StringDecoder
{
    public static LiteralContent Decode(string text, SourceSpan literal)
    {
        var (start, end) = (literal.Start + 1, literal.End - 1);
        if (text[literal.Start] == '`' || !text.AsSpan(start, end - start).Contains('\\')) return new LiteralContent(text[start..end], start, default);
        var value = new StringBuilder(end - start);
        var offsets = ImmutableArray.CreateBuilder<int>(end - start + 1);
        for (var i = start; i < end;)
        {
            var from = i;
            if (text[i] != '\\') value.Append(text[i++]);
            else value.Append(EscapeSequence.Read(text, ref i));
            while (offsets.Count < value.Length) offsets.Add(from);
        }
        offsets.Add(end);
        return new LiteralContent(value.ToString(), start, offsets.ToImmutable());
    }
}
