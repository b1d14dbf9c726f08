using System.Globalization;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>Escapes and classes of characters in RE2.</summary>
internal static class RegexCharacters
{
    /// <summary>Longer than any name of a class or property, so that a search for its end stays short.</summary>
    private const int LongestName = 40;

    private static readonly string[] NamedClasses = ["alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "word", "xdigit"];

    /// <summary>Where the escape ends that begins with the backslash here.</summary>
    public static int EndOfEscape(string pattern, int start, out string? error)
    {
        error = null;
        if (start + 1 == pattern.Length)
        {
            error = "a backslash cannot be the last character";
            return pattern.Length;
        }
        var c = pattern[start + 1];
        if (c is 'p' or 'P' && EndOfProperty(pattern, start + 2) is var property and > 0) return property;
        if (c == 'x' && CodePoint(pattern, start + 2) is { End: var hexadecimal }) return hexadecimal;
        if (c is '0' || c is >= '1' and <= '7' && start + 2 < pattern.Length && pattern[start + 2] is >= '0' and <= '7')
        {
            var end = start + 2;
            while (end < Math.Min(pattern.Length, start + 4) && pattern[end] is >= '0' and <= '7') end++;
            return end;
        }
        if (c > '\x7F' || char.IsAsciiDigit(c)) error = char.IsAsciiDigit(c) ? $"\\{c} refers back to a group, which RE2 cannot" : $"\\{c} is no escape";
        else if (char.IsAsciiLetter(c) && !"AzbBdDsSwWafnrtv".Contains(c)) error = $"\\{c} is no escape";
        return start + 2;
    }

    /// <summary>Where the class ends that begins with the bracket here.</summary>
    public static int EndOfClass(string pattern, int start, out string? error)
    {
        error = null;
        var position = start + 1;
        if (position < pattern.Length && pattern[position] == '^') position++;
        for (var isFirst = true; position < pattern.Length && (isFirst || pattern[position] != ']'); isFirst = false)
        {
            if (EndOfNamed(pattern, position, out error) is var named and > 0)
            {
                if (error is not null) return position;
                position = named;
                continue;
            }
            var low = Character(pattern, ref position, out error);
            if (error is not null) return position;
            // Behind an escape that stands for many characters, "-" is only itself.
            if (low is null || position + 1 >= pattern.Length || pattern[position] != '-' || pattern[position + 1] == ']') continue;
            position++;
            var high = Character(pattern, ref position, out error);
            if (high is null || low > high) error ??= "a range of characters runs from low to high";
            if (error is not null) return position;
        }
        if (position < pattern.Length) return position + 1;
        error = "\"[\" is not closed";
        return start;
    }

    /// <summary>Where <c>[:name:]</c> ends; 0 if none stands here.</summary>
    private static int EndOfNamed(string pattern, int start, out string? error)
    {
        error = null;
        if (start + 1 >= pattern.Length || pattern[start] != '[' || pattern[start + 1] != ':') return 0;
        var end = pattern.IndexOf(":]", start + 2, Math.Min(LongestName, pattern.Length - start - 2), StringComparison.Ordinal);
        if (end < 0) return 0;
        var name = pattern[(start + 2)..end].TrimStart('^');
        if (!NamedClasses.Contains(name)) error = $"there is no class of characters \"{name}\"";
        return end + 2;
    }

    /// <summary>One character of a class, written or escaped; null for an escape that stands for many.</summary>
    private static int? Character(string pattern, ref int position, out string? error)
    {
        error = null;
        var start = position;
        if (pattern[start] != '\\')
        {
            position += char.IsSurrogatePair(pattern, start) ? 2 : 1;
            return char.IsSurrogatePair(pattern, start) ? char.ConvertToUtf32(pattern, start) : pattern[start];
        }
        position = EndOfEscape(pattern, start, out error);
        if (error is null && pattern[start + 1] is 'A' or 'z' or 'b' or 'B') error = $"\\{pattern[start + 1]} is no character";
        if (error is not null) return null;
        return pattern[start + 1] switch
        {
            'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P' => null,
            'x' => CodePoint(pattern, start + 2)?.Value,
            'a' => '\a',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            >= '0' and <= '7' => pattern[(start + 1)..position].Aggregate(0, static (value, digit) => value * 8 + (digit - '0')),
            var c => c,
        };
    }

    /// <summary>Where the property behind <c>\p</c> ends: one letter, or a name in braces; 0 if it is none.</summary>
    private static int EndOfProperty(string pattern, int start)
    {
        if (start >= pattern.Length) return 0;
        if (pattern[start] != '{') return char.IsAsciiLetterUpper(pattern[start]) ? start + 1 : 0;
        var end = pattern.IndexOf('}', start, Math.Min(LongestName, pattern.Length - start));
        return end > start + 1 ? end + 1 : 0;
    }

    /// <summary>The character behind <c>\x</c>: two digits, or any number of them in braces.</summary>
    private static (int Value, int End)? CodePoint(string pattern, int start)
    {
        var isInBraces = start < pattern.Length && pattern[start] == '{';
        var end = isInBraces ? pattern.IndexOf('}', start, Math.Min(LongestName, pattern.Length - start)) : start + 2;
        if (end < 0 || end > pattern.Length) return null;
        var digits = isInBraces ? pattern.AsSpan(start + 1, end - start - 1) : pattern.AsSpan(start, 2);
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value <= 0x10FFFF ? (value, isInBraces ? end + 1 : end) : null;
    }
}
