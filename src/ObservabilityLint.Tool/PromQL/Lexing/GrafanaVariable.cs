using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>Grafana's variables: <c>$name</c>, <c>${name}</c>, <c>${name.field:format}</c>, <c>[[name]]</c>, <c>[[name:format]]</c>. Names that begin with a digit are not taken for one: <c>$1</c> is what <c>label_replace</c> puts in for a group.</summary>
internal static class GrafanaVariable
{
    /// <summary>How long the variable is that begins here; 0 if none does.</summary>
    public static int LengthAt(string text, int position)
    {
        var (c, next) = (Characters.At(text, position), Characters.At(text, position + 1));
        return (c, next) switch
        {
            ('$', '{') => EndOf(text, position + 2, '}') is var end and > 0 ? end + 1 - position : 0,
            ('[', '[') => EndOf(text, position + 2, ']') is var end and > 0 && Characters.At(text, end + 1) == ']' ? end + 2 - position : 0,
            ('$', _) when Characters.IsNameStart(next) => EndOfName(text, position + 1) - position,
            _ => 0,
        };
    }

    /// <summary>All variables in a part of the text.</summary>
    public static IEnumerable<SourceSpan> In(string text, SourceSpan span)
    {
        for (var position = span.Start; position < span.End; position++)
        {
            if (text[position] is not ('$' or '[')) continue;
            var length = LengthAt(text, position);
            if (length == 0 || position + length > span.End) continue;
            yield return new SourceSpan(position, length);
            position += length - 1;
        }
    }

    /// <summary>Where the bracket closes a name with an optional field and format; 0 if it does not.</summary>
    private static int EndOf(string text, int start, char bracket)
    {
        if (!Characters.IsNameStart(Characters.At(text, start))) return 0;
        var end = EndOfName(text, start);
        if (Characters.At(text, end) is '.' or ':')
            while (end < text.Length && text[end] is not (']' or '}' or '[' or '{' or '$' or '"' or '\n')) end++;
        return Characters.At(text, end) == bracket ? end : 0;
    }

    private static int EndOfName(string text, int position)
    {
        while (Characters.IsNamePart(Characters.At(text, position))) position++;
        return position;
    }
}
