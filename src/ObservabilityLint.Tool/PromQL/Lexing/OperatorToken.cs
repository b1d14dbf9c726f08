using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>Operators and brackets.</summary>
internal static class OperatorToken
{
    /// <summary>The longest one that begins here; of length 0 if none does.</summary>
    public static (TokenKind Kind, int Length) At(string text, int position) => (text[position], Characters.At(text, position + 1)) switch
    {
        ('=', '=') => (TokenKind.EqualEqual, 2),
        ('=', '~') => (TokenKind.EqualTilde, 2),
        ('=', _) => (TokenKind.Equal, 1),
        ('!', '=') => (TokenKind.NotEqual, 2),
        ('!', '~') => (TokenKind.NotTilde, 2),
        ('<', '=') => (TokenKind.LessOrEqual, 2),
        ('<', '/') => (TokenKind.TrimUpper, 2),
        ('<', _) => (TokenKind.Less, 1),
        ('>', '=') => (TokenKind.GreaterOrEqual, 2),
        ('>', '/') => (TokenKind.TrimLower, 2),
        ('>', _) => (TokenKind.Greater, 1),
        ('(', _) => (TokenKind.OpenParenthesis, 1),
        (')', _) => (TokenKind.CloseParenthesis, 1),
        ('{', _) => (TokenKind.OpenBrace, 1),
        ('}', _) => (TokenKind.CloseBrace, 1),
        ('[', _) => (TokenKind.OpenBracket, 1),
        (']', _) => (TokenKind.CloseBracket, 1),
        (',', _) => (TokenKind.Comma, 1),
        (':', _) => (TokenKind.Colon, 1),
        ('@', _) => (TokenKind.At, 1),
        ('+', _) => (TokenKind.Plus, 1),
        ('-', _) => (TokenKind.Minus, 1),
        ('*', _) => (TokenKind.Star, 1),
        ('/', _) => (TokenKind.Slash, 1),
        ('%', _) => (TokenKind.Percent, 1),
        ('^', _) => (TokenKind.Caret, 1),
        _ => default,
    };
}
