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
        => new(ErrorKind.Syntax, span, text.AsSpan(0, span.Start).Count('\n') + 1, ColumnOf(text, span.Start), message);

    public static int ColumnOf(string text, int position) => position - text.AsSpan(0, position).LastIndexOf('\n');

    public override string ToString() => $"{Line}:{Column}: {Message}";
}
