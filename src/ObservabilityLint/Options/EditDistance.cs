using System;

namespace ObservabilityLint.Options;

/// <summary>How many letters must be added, dropped or replaced to make one text of another.</summary>
internal static class EditDistance
{
    /// <summary>True if so few letters differ that the one is a slip of the pen for the other: a third of those that were meant.</summary>
    public static bool IsSmall(int distance, string meant) => distance <= meant.Length / 3;

    public static int Between(string from, string to)
    {
        var previous = new int[to.Length + 1];
        var current = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++) previous[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }
        return previous[to.Length];
    }
}
