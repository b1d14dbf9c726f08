using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>Cuts an expression into tokens. Every character lands in one of them, whatever the text.</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private readonly bool _hasVariables;
    private readonly ImmutableArray<Token>.Builder _tokens;
    private LexicalError? _error;

    /// <summary>A colon belongs to a name, but not in braces, where no label has one, nor in brackets, where it parts range and step.</summary>
    private bool _inBraces, _inBrackets;

    private Lexer(string text, bool hasVariables)
    {
        _text = text;
        _hasVariables = hasVariables;
        _tokens = ImmutableArray.CreateBuilder<Token>(text.Length / 4 + 2);
    }

    /// <param name="text">The expression.</param>
    /// <param name="hasVariables">Whether Grafana's variables are tokens.</param>
    public static LexedText Read(string text, bool hasVariables)
    {
        var lexer = new Lexer(text, hasVariables);
        for (var position = 0; position < text.Length;)
        {
            var (kind, length) = lexer.TokenAt(position);
            lexer._tokens.Add(new Token(kind, new SourceSpan(position, length)));
            position += length;
        }
        lexer._tokens.Add(new Token(TokenKind.End, new SourceSpan(text.Length, 0)));
        return new LexedText(lexer._tokens.ToImmutable(), lexer._error);
    }

    private (TokenKind Kind, int Length) TokenAt(int start)
    {
        var c = _text[start];
        if (Characters.IsSpace(c)) return (TokenKind.Whitespace, LengthWhile(start, Characters.IsSpace));
        if (c == '#') return (TokenKind.Comment, LengthWhile(start, static c => c is not ('\n' or '\r')));
        if (c is '"' or '\'' or '`') return StringAt(start);
        if (Characters.IsNameStart(c) || c == ':' && !_inBraces && !_inBrackets || VariableLengthAt(start) > 0) return NameAt(start);
        if (char.IsAsciiDigit(c) || c == '.' && char.IsAsciiDigit(Characters.At(_text, start + 1))) return NumberAt(start);
        if (OperatorToken.At(_text, start) is not { Length: > 0 } token) return Invalid(start, CharacterLength(start), UnexpectedCharacter(start));
        (_inBraces, _inBrackets) = token.Kind switch
        {
            TokenKind.OpenBrace => (true, _inBrackets),
            TokenKind.CloseBrace => (false, _inBrackets),
            TokenKind.OpenBracket => (_inBraces, true),
            TokenKind.CloseBracket => (_inBraces, false),
            _ => (_inBraces, _inBrackets),
        };
        return token;
    }

    private (TokenKind Kind, int Length) StringAt(int start)
    {
        var (end, error) = StringScanner.Scan(_text, start);
        _error ??= error;
        return (error is null ? TokenKind.String : TokenKind.Invalid, end - start);
    }

    private (TokenKind Kind, int Length) NameAt(int start)
    {
        var (length, variables, hasColon) = NameLength(start, isNumber: false);
        if (variables > 0) return (length == VariableLengthAt(start) ? TokenKind.Variable : TokenKind.Template, length);
        if (hasColon) return (TokenKind.MetricIdentifier, length);
        // In braces they are labels, and in brackets nothing.
        var isNumber = !_inBraces && !_inBrackets && length == 3 && _text.AsSpan(start, 3) is var word && (word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("nan", StringComparison.OrdinalIgnoreCase));
        return (isNumber ? TokenKind.Number : TokenKind.Identifier, length);
    }

    private (TokenKind Kind, int Length) NumberAt(int start)
    {
        if (_hasVariables && NameLength(start, isNumber: true) is { Variables: > 0, Length: var length }) return (TokenKind.Template, length);
        var scanner = new NumberScanner(_text, start);
        if (scanner.ScanNumber()) return (TokenKind.Number, scanner.Position - start);
        if (scanner.ScanRestOfDuration()) return (TokenKind.Duration, scanner.Position - start);
        var end = scanner.Position;
        while (Characters.IsNamePart(Characters.At(_text, end)) || Characters.At(_text, end) == '.') end++;
        return Invalid(start, end - start, $"\"{_text[start..end]}\" is neither a number nor a duration");
    }

    /// <summary>The length of letters, digits and variables without a gap between them.</summary>
    private (int Length, int Variables, bool HasColon) NameLength(int start, bool isNumber)
    {
        var (position, variables, hasColon) = (start, 0, false);
        while (true)
        {
            var c = Characters.At(_text, position);
            if (Characters.IsNamePart(c) || c == '.' && isNumber) position++;
            else if (c == ':' && !isNumber && !_inBraces && !_inBrackets) (position, hasColon) = (position + 1, true);
            else if (VariableLengthAt(position) is var length and > 0) (position, variables) = (position + length, variables + 1);
            else return (position - start, variables, hasColon);
        }
    }

    private int VariableLengthAt(int position) => _hasVariables ? GrafanaVariable.LengthAt(_text, position) : 0;

    private int LengthWhile(int start, Predicate<char> isPart)
    {
        var end = start + 1;
        while (end < _text.Length && isPart(_text[end])) end++;
        return end - start;
    }

    private (TokenKind Kind, int Length) Invalid(int start, int length, string message)
    {
        _error ??= new LexicalError(new SourceSpan(start, length), message);
        return (TokenKind.Invalid, length);
    }

    private int CharacterLength(int position) => char.IsSurrogatePair(_text[position], Characters.At(_text, position + 1)) ? 2 : 1;

    private string UnexpectedCharacter(int position)
    {
        var character = _text.Substring(position, CharacterLength(position));
        return character switch
        {
            "!" => "unexpected \"!\", expected \"!=\" or \"!~\"",
            "." when position > 0 && Characters.IsNamePart(_text[position - 1]) => "unexpected \".\": a name with a dot stands in quotes and braces, as in {\"http.requests\"}",
            "$" => _hasVariables ? "unexpected \"$\", expected a variable: $name, ${name} or ${name:format}" : "unexpected \"$\": variables of Grafana are only known in dashboards",
            _ when char.IsControl(character[0]) || char.IsWhiteSpace(character[0]) => $"unexpected character U+{(int)character[0]:X4}",
            _ => $"unexpected character \"{character}\"",
        };
    }
}
