namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A token, or the white space or comment between two. The tokens of an expression follow each other without a gap.</summary>
internal readonly record struct Token(TokenKind Kind, SourceSpan Span)
{
    public bool IsTrivia => Kind is TokenKind.Whitespace or TokenKind.Comment;
}
