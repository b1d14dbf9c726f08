namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>Why an expression is not valid.</summary>
/// <param name="Kind">At which step it was found.</param>
/// <param name="Span">The text at fault.</param>
/// <param name="Line">The line of its start, from 1.</param>
/// <param name="Column">The column of its start in characters, from 1.</param>
/// <param name="Message">What is wrong and what was expected, in plain words, without the place.</param>
internal sealed record PromQLError(ErrorKind Kind, SourceSpan Span, int Line, int Column, string Message)
{
    public static PromQLError OfSyntax(string text, SourceSpan span, string message)
    {
        var (line, column) = PlaceOf(text, span.Start);
        return new PromQLError(ErrorKind.Syntax, span, line, column, message);
    }

    public static (int Line, int Column) PlaceOf(string text, int position)
    {
        var before = text.AsSpan(0, position);
        return (before.Count('\n') + 1, position - before.LastIndexOf('\n'));
    }

    public override string ToString() => $"{Line}:{Column}: {Message}";
}
