namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>Why an expression is not valid.</summary>
/// <param name="Kind">At which step it was found.</param>
/// <param name="Span">The text at fault.</param>
/// <param name="Line">The line of its start, from 1.</param>
/// <param name="Column">The column of its start in characters, from 1.</param>
/// <param name="Message">What is wrong and what was expected, in plain words, without the place.</param>
internal sealed record PromQLError(ErrorKind Kind, SourceSpan Span, int Line, int Column, string Message)
{
    public static PromQLError At(string text, ErrorKind kind, SourceSpan span, string message)
    {
        var before = text.AsSpan(0, span.Start);
        return new PromQLError(kind, span, before.Count('\n') + 1, span.Start - before.LastIndexOf('\n'), message);
    }

    public override string ToString() => $"{Line}:{Column}: {Message}";
}
