using System.Globalization;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary><c>*</c>, <c>+</c>, <c>?</c> or <c>{n,m}</c> in a regular expression of RE2, each perhaps with a <c>?</c> behind it.</summary>
/// <param name="Length">How long it is.</param>
/// <param name="Least">The least number of times.</param>
/// <param name="IsPossible">Whether the numbers are in order and not too large.</param>
internal readonly record struct RegexRepetition(int Length, int Least, bool IsPossible)
{
    private const int MostTimes = 1000;

    /// <summary>Longer than any numbers that are possible, so that a search for the brace stays short.</summary>
    private const int LongestCounts = 24;

    /// <summary>The repetition that stands here; null if none does. Other braces are plain characters.</summary>
    public static RegexRepetition? At(string pattern, int position)
    {
        RegexRepetition? repetition = pattern[position] switch
        {
            '*' or '?' => new RegexRepetition(1, 0, IsPossible: true),
            '+' => new RegexRepetition(1, 1, IsPossible: true),
            '{' => Counted(pattern, position),
            _ => null,
        };
        return repetition is { } found && position + found.Length < pattern.Length && pattern[position + found.Length] == '?' ? found with { Length = found.Length + 1 } : repetition;
    }

    private static RegexRepetition? Counted(string pattern, int position)
    {
        var close = pattern.IndexOf('}', position, Math.Min(LongestCounts, pattern.Length - position));
        if (close < 0) return null;
        var counts = pattern[(position + 1)..close].Split(',');
        if (counts.Length > 2 || counts[0].Length == 0 || counts.Any(static count => count.AsSpan().ContainsAnyExceptInRange('0', '9'))) return null;
        var least = Times(counts[0]);
        var most = counts.Length == 1 ? least : counts[1].Length == 0 ? MostTimes : Times(counts[1]);
        return new RegexRepetition(close + 1 - position, least, least <= most && most <= MostTimes);
    }

    private static int Times(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : int.MaxValue;
}
