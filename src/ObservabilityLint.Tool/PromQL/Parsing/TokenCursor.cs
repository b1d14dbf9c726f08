using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Lexing;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>The tokens that count, one after the other. The first error ends them: whoever goes on reading finds the end everywhere, so that nothing needs to be undone and one fault is told once.</summary>
internal sealed class TokenCursor
{
    /// <summary>How deep expressions may nest; nobody writes, or generates, one as deep.</summary>
    private const int DeepestNesting = 500;

    private readonly ImmutableArray<Token> _tokens;
    private readonly LexicalError? _lexicalError;
    private int _index = -1;
    private int _nesting;

    public TokenCursor(string text, LexedText lexed)
    {
        Text = text;
        (_tokens, _lexicalError) = (lexed.Tokens, lexed.FirstError);
        MoveOn();
    }

    public string Text { get; }

    public Token Current { get; private set; }

    /// <summary>What the current token means where a keyword can stand.</summary>
    public Keyword Keyword { get; private set; }

    /// <summary>Where the last token that was taken ends.</summary>
    public int LastEnd { get; private set; }

    public PromQLError? Error { get; private set; }

    public TokenKind NextKind => Ahead(1).Kind;

    /// <summary>Whether <c>by</c> or <c>without</c> comes next.</summary>
    public bool IsNextGrouping => KeywordOf(Ahead(1)) is Keyword.By or Keyword.Without;

    /// <summary>Whether a variable comes next that stands for the grouping of what is in parentheses behind it.</summary>
    public bool IsNextVariableGrouping => NextKind == TokenKind.Variable && Ahead(2).Kind == TokenKind.OpenParenthesis;

    /// <summary>Whether an operand, its sign, or what stands before it behind an operator can come next.</summary>
    public bool IsNextOperand => NextKind is TokenKind.Identifier or TokenKind.MetricIdentifier or TokenKind.Variable or TokenKind.Template or TokenKind.Number or TokenKind.Duration or TokenKind.String
        or TokenKind.OpenParenthesis or TokenKind.OpenBrace or TokenKind.Plus or TokenKind.Minus;

    /// <summary>One of the tokens behind the current one.</summary>
    private Token Ahead(int count)
    {
        for (var index = _index + 1; index < _tokens.Length; index++)
            if (!_tokens[index].IsTrivia && --count == 0) return _tokens[index];
        return _tokens[^1];
    }

    public bool Is(TokenKind kind) => Current.Kind == kind;

    public Token Take()
    {
        var token = Current;
        LastEnd = token.Span.End;
        MoveOn();
        return token;
    }

    public bool TryTake(TokenKind kind)
    {
        if (!Is(kind)) return false;
        Take();
        return true;
    }

    /// <summary>Takes a token that must stand here, and fails if it does not.</summary>
    public void Expect(TokenKind kind, string what)
    {
        if (!TryTake(kind)) Fail(what);
    }

    /// <summary>Says that the current token is not what was expected.</summary>
    public void Fail(string expected)
    {
        if (Is(TokenKind.Invalid) && _lexicalError is not null) FailAt(_lexicalError.Span, _lexicalError.Message);
        else FailAt(Current.Span, $"unexpected {TokenText.Of(Text, Current)}, expected {expected}");
    }

    public void FailAt(SourceSpan span, string message)
    {
        Error ??= PromQLError.OfSyntax(Text, span, message);
        _index = _tokens.Length - 2;
        MoveOn();
    }

    /// <summary>One level deeper, unless that is too deep.</summary>
    public bool TryDescend()
    {
        // A thread with little stack has less room than that.
        if (_nesting++ < DeepestNesting && RuntimeHelpers.TryEnsureSufficientExecutionStack()) return true;
        FailAt(Current.Span, "the expression is nested too deeply");
        return false;
    }

    public void Ascend() => _nesting--;

    private void MoveOn()
    {
        // Behind the end comes the end again.
        while (_index < _tokens.Length - 1 && _tokens[++_index].IsTrivia)
        {
        }
        Current = _tokens[_index];
        Keyword = KeywordOf(Current);
    }

    private Keyword KeywordOf(Token token) => token.Kind == TokenKind.Identifier ? Keywords.Of(Text.AsSpan(token.Span.Start, token.Span.Length)) : Keyword.None;
}
