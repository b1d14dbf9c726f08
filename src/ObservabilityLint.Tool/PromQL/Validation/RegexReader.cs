using System.Globalization;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>Reads a regular expression of RE2 from left to right. Every method says whether what it read matches the empty string.</summary>
internal sealed class RegexReader(string pattern)
{
    private const int DeepestNesting = 1000;
    private const int MostRepetitions = 1000;
    private const int LongestRepetition = 24;

    private int _position;
    private int _nesting;

    public string? Error { get; private set; }

    public int ErrorStart { get; private set; }

    private char Current => At(0);

    public bool Pattern()
    {
        var matchesEmpty = Alternatives();
        if (Error is null && Current == ')') Fail(_position, "\")\" without a \"(\"");
        return matchesEmpty;
    }

    private char At(int ahead) => _position + ahead < pattern.Length ? pattern[_position + ahead] : '\0';

    private bool Alternatives()
    {
        var matchesEmpty = Sequence();
        while (Current == '|')
        {
            _position++;
            matchesEmpty |= Sequence();
        }
        return matchesEmpty;
    }

    private bool Sequence()
    {
        var matchesEmpty = true;
        while (_position < pattern.Length && Current is not ('|' or ')')) matchesEmpty &= Repeated();
        return matchesEmpty;
    }

    private bool Repeated()
    {
        var start = _position;
        if (RepetitionLength() > 0) return Fail(start, $"\"{Current}\" repeats nothing");
        var isFlags = Current == '(' && At(1) == '?';
        var matchesEmpty = Atom();
        // (?i) alone is nothing that can be repeated.
        if (isFlags && pattern[_position - 1] == ')' && IsFlagsOnly(start) && RepetitionLength() > 0) return Fail(_position, $"\"{Current}\" repeats nothing");
        var isRepeated = false;
        while (Error is null && RepetitionLength() is var length and > 0)
        {
            if (isRepeated) return Fail(_position, $"\"{Current}\" repeats a repetition");
            isRepeated = true;
            var least = Least(length);
            if (least is null) return Fail(_position, "a repetition counts from low to high, to 1000 at most");
            matchesEmpty |= least == 0;
            _position += length;
            if (Current == '?') _position++;
        }
        return matchesEmpty;
    }

    private bool IsFlagsOnly(int start) => pattern.AsSpan(start, _position - start) is [.., ')'] text && !text[2..^1].ContainsAnyExcept("imsU-");

    /// <summary>The length of <c>*</c>, <c>+</c>, <c>?</c> or <c>{n,m}</c>; 0 where none stands. Other braces are plain characters.</summary>
    private int RepetitionLength()
    {
        if (Current is '*' or '+' or '?') return 1;
        if (Current != '{') return 0;
        var close = pattern.IndexOf('}', _position, Math.Min(LongestRepetition, pattern.Length - _position));
        if (close < 0) return 0;
        var counts = pattern.AsSpan(_position + 1, close - _position - 1);
        var comma = counts.IndexOf(',');
        var least = comma < 0 ? counts : counts[..comma];
        var most = comma < 0 ? default : counts[(comma + 1)..];
        return least.IsEmpty || least.ContainsAnyExceptInRange('0', '9') || most.ContainsAnyExceptInRange('0', '9') ? 0 : close + 1 - _position;
    }

    /// <summary>The least number of times; null for numbers that cannot be.</summary>
    private int? Least(int length)
    {
        if (length == 1) return Current == '+' ? 1 : 0;
        var counts = pattern.Substring(_position + 1, length - 2).Split(',');
        var least = Count(counts[0]);
        var most = counts.Length == 1 ? least : counts[1].Length == 0 ? MostRepetitions : Count(counts[1]);
        return least <= most && most <= MostRepetitions ? least : null;
    }

    private static int Count(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue;

    private bool Atom()
    {
        switch (Current)
        {
            case '(':
                return Group();
            case '[':
                _position = RegexCharacters.EndOfClass(pattern, _position, out var classError);
                return classError is not null && Fail(_position, classError);
            case '\\':
                return Escape();
            case '^' or '$':
                _position++;
                return true;
            default:
                _position++;
                return false;
        }
    }

    private bool Escape()
    {
        var start = _position;
        if (At(1) == 'Q')
        {
            var end = pattern.IndexOf("\\E", start, StringComparison.Ordinal);
            _position = end < 0 ? pattern.Length : end + 2;
            return (end < 0 ? pattern.Length : end) == start + 2;
        }
        var isEmpty = At(1) is 'A' or 'z' or 'B';
        _position = RegexCharacters.EndOfEscape(pattern, start, out var error);
        return error is not null ? Fail(start, error) : isEmpty;
    }

    private bool Group()
    {
        var start = _position++;
        if (_nesting++ == DeepestNesting) return Fail(start, "it is nested too deeply");
        if (Current == '?')
        {
            _position++;
            if (Current is '=' or '!' || Current == '<' && At(1) is '=' or '!') return Fail(start, "RE2, which Prometheus uses, cannot look ahead or behind");
            if (!GroupStart()) return Fail(start, $"\"(?{Current}\" begins no group");
        }
        // Flags alone end at once, and match nothing but the empty string.
        var matchesEmpty = Current == ')' || Alternatives();
        _nesting--;
        if (Error is null && Current != ')') return Fail(start, "\"(\" is not closed");
        _position++;
        return matchesEmpty;
    }

    /// <summary>Moves behind <c>?P&lt;name&gt;</c>, <c>?&lt;name&gt;</c>, <c>?flags:</c>, or in front of the parenthesis that ends <c>?flags)</c>.</summary>
    private bool GroupStart()
    {
        if (Current == 'P' && At(1) == '<') _position++;
        if (Current == '<')
        {
            var end = _position + 1;
            while (end < pattern.Length && (char.IsAsciiLetterOrDigit(pattern[end]) || pattern[end] == '_')) end++;
            if (end == _position + 1 || end == pattern.Length || pattern[end] != '>') return false;
            _position = end + 1;
            return true;
        }
        var flags = _position;
        while (Current is 'i' or 'm' or 's' or 'U' or '-') _position++;
        if (Current == ')') return _position > flags;
        if (Current != ':') return false;
        _position++;
        return true;
    }

    /// <summary>The first fault ends the reading.</summary>
    private bool Fail(int position, string message)
    {
        if (Error is null) (Error, ErrorStart) = (message, position);
        _position = pattern.Length;
        return false;
    }
}
