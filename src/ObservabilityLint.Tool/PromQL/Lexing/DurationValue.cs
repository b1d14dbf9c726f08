namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>What a duration is worth in seconds.</summary>
internal static class DurationValue
{
    /// <summary>Units from the longest, in which order they must be written, each at most once.</summary>
    private static readonly (string Unit, double Seconds)[] Units = [("y", 365 * 86400), ("w", 7 * 86400), ("d", 86400), ("h", 3600), ("m", 60), ("s", 1), ("ms", 0.001)];

    /// <summary>Null if it is no duration.</summary>
    public static double? Of(ReadOnlySpan<char> text)
    {
        double seconds = 0;
        var next = 0;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0) return null;
            double count = 0;
            foreach (var digit in text[..digits]) count = count * 10 + (digit - '0');
            text = text[digits..];
            var letters = text.IndexOfAnyInRange('0', '9');
            var unit = letters < 0 ? text : text[..letters];
            while (next < Units.Length && !unit.SequenceEqual(Units[next].Unit)) next++;
            if (next == Units.Length) return null;
            seconds += count * Units[next++].Seconds;
            text = text[unit.Length..];
        }
        return seconds;
    }
}
