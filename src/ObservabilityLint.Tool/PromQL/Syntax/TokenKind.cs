namespace ObservabilityLint.Tool.PromQL.Syntax;

internal enum TokenKind
{
    End,

    /// <summary>Text that is no token of the language; the lexer's error says why.</summary>
    Invalid,
    Whitespace,
    Comment,

    /// <summary>A name without a colon. Keywords are identifiers too: nearly all of them are legal names, so the parser tells them apart by place.</summary>
    Identifier,

    /// <summary>A name with a colon, which only a metric can have.</summary>
    MetricIdentifier,

    /// <summary>A Grafana variable that stands alone: <c>$x</c>, <c>${x:fmt}</c>, <c>[[x]]</c>.</summary>
    Variable,

    /// <summary>Grafana variables and characters of a name, a number or a duration in one: <c>node_$x_total</c>, <c>${n}m</c>. What it is, the place decides.</summary>
    Template,
    Number,
    Duration,
    String,
    OpenParenthesis,
    CloseParenthesis,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Colon,
    At,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Caret,
    Equal,
    EqualEqual,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    EqualTilde,
    NotTilde,

    /// <summary><c>&lt;/</c></summary>
    TrimUpper,

    /// <summary><c>&gt;/</c></summary>
    TrimLower,
}
