using System.Runtime.CompilerServices;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>Reads a regular expression of RE2 from left to right. Every method says whether what it read matches the empty string.</summary>
internal sealed class RegexReader(string pattern)
{
    /// <summary>As in Go.</summary>
    private const int DeepestNesting = 1000;

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
        var (matchesEmpty, isRepeated) = (true, false);
        bool? last = null;
        while (Error is null && _position < pattern.Length && Current is not ('|' or ')'))
        {
            if (RegexRepetition.At(pattern, _position) is { } repetition)
            {
                last |= Repeat(repetition, isAllowed: last is not null && !isRepeated);
                isRepeated = true;
                continue;
            }
            isRepeated = false;
            // Flags match nothing, so that what repeats behind them is what stands before them.
            if (FlagsLength() is var flags and > 0)
            {
                _position += flags;
                continue;
            }
            matchesEmpty &= last ?? true;
            if (Current == '\\' && At(1) == 'Q') (matchesEmpty, last) = Quotation(matchesEmpty, last);
            else last = Atom();
        }
        return matchesEmpty && (last ?? true);
    }

    /// <summary>Moves behind a repetition, and says whether it may be one of zero times.</summary>
    private bool Repeat(RegexRepetition repetition, bool isAllowed)
    {
        if (!isAllowed) return Fail(_position, $"\"{Current}\" repeats nothing, or a repetition");
        if (!repetition.IsPossible) return Fail(_position, "a repetition counts from low to high, to 1000 at most");
        _position += repetition.Length;
        return repetition.Least == 0;
    }

    /// <summary>Moves behind <c>\Qtext\E</c>: what repeats behind it is its last character.</summary>
    private (bool MatchesEmpty, bool? Last) Quotation(bool matchesEmpty, bool? last)
    {
        var end = pattern.IndexOf("\\E", _position, StringComparison.Ordinal);
        // Prometheus puts parentheses around the pattern, and this would quote the closing one.
        if (end < 0) return (Fail(_position, "\"\\Q\" is not closed by \"\\E\""), null);
        var length = end - _position - 2;
        _position = end + 2;
        return (matchesEmpty && length < 2, length == 0 ? last : false);
    }

    /// <summary>The length of <c>(?flags)</c>; 0 if none stands here.</summary>
    private int FlagsLength()
    {
        if (Current != '(' || At(1) != '?') return 0;
        var end = EndOfFlags(_position + 2);
        return end < pattern.Length && pattern[end] == ')' ? end + 1 - _position : 0;
    }

    /// <summary>Where flags end, of which those behind a minus are switched off; their start where they are none.</summary>
    private int EndOfFlags(int start)
    {
        var end = start;
        while (end < pattern.Length && pattern[end] is 'i' or 'm' or 's' or 'U') end++;
        if (end >= pattern.Length || pattern[end] != '-') return end;
        var off = end + 1;
        while (off < pattern.Length && pattern[off] is 'i' or 'm' or 's' or 'U') off++;
        return off > end + 1 ? off : start;
    }

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
        var isEmpty = At(1) is 'A' or 'z' or 'B';
        _position = RegexCharacters.EndOfEscape(pattern, start, out var error);
        return error is not null ? Fail(start, error) : isEmpty;
    }

    private bool Group()
    {
        var start = _position++;
        if (_nesting++ == DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return Fail(start, "it is nested too deeply");
        if (Current == '?')
        {
            _position++;
            if (Current is '=' or '!' || Current == '<' && At(1) is '=' or '!') return Fail(start, "RE2, which Prometheus uses, cannot look ahead or behind");
            if (!GroupStart()) return Fail(start, $"\"(?{Current}\" begins no group");
        }
        var matchesEmpty = Alternatives();
        _nesting--;
        if (Current != ')') return Fail(start, "\"(\" is not closed");
        _position++;
        return matchesEmpty;
    }

    /// <summary>Moves behind <c>?P&lt;name&gt;</c>, <c>?&lt;name&gt;</c> or <c>?flags:</c>.</summary>
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
        var flags = EndOfFlags(_position);
        if (flags >= pattern.Length || pattern[flags] != ':') return false;
        _position = flags + 1;
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
