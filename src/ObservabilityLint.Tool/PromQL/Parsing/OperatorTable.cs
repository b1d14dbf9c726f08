using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>Which token is which binary operator.</summary>
internal static class OperatorTable
{
    public static BinaryOperator? Of(TokenKind kind, Keyword keyword) => (kind, keyword) switch
    {
        (_, Keyword.Or) => BinaryOperator.Or,
        (_, Keyword.And) => BinaryOperator.And,
        (_, Keyword.Unless) => BinaryOperator.Unless,
        (_, Keyword.Atan2) => BinaryOperator.Atan2,
        (TokenKind.EqualEqual, _) => BinaryOperator.Equal,
        (TokenKind.NotEqual, _) => BinaryOperator.NotEqual,
        (TokenKind.Less, _) => BinaryOperator.Less,
        (TokenKind.LessOrEqual, _) => BinaryOperator.LessOrEqual,
        (TokenKind.Greater, _) => BinaryOperator.Greater,
        (TokenKind.GreaterOrEqual, _) => BinaryOperator.GreaterOrEqual,
        (TokenKind.TrimUpper, _) => BinaryOperator.TrimUpper,
        (TokenKind.TrimLower, _) => BinaryOperator.TrimLower,
        (TokenKind.Variable, _) => BinaryOperator.Variable,
        _ => OfDurations(kind),
    };

    /// <summary>The operators that work on durations too.</summary>
    public static BinaryOperator? OfDurations(TokenKind kind) => kind switch
    {
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Modulo,
        TokenKind.Caret => BinaryOperator.Power,
        _ => null,
    };
}
