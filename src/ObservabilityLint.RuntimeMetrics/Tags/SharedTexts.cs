namespace ObservabilityLint.RuntimeMetrics.Tags;

/// <summary>
/// One object for equal values of labels: programs make them anew for each measurement, and the same few come in many series. A cache of limited size, so that it needs no lock and never has to forget what series that are gone have left:
/// a text that it has not kept is only held twice. Safe for use by many threads.
/// </summary>
internal static class SharedTexts
{
    /// <summary>Places for one hash, of which the oldest gives way.</summary>
    private const int Ways = 4;

    private const int SetBits = 11, MaxLength = 64;

    private static string?[]? places;

    public static string Of(string text)
    {
        if (text.Length > MaxLength) return text;
        // One round leaves the places of short texts that differ in a digit close together.
        var set = (places ??= new string?[Ways << SetBits]).AsSpan((int)(SeededHash.Of(SeededHash.Of(text)) >> (64 - SetBits)) * Ways, Ways);
        foreach (var known in set)
            if (known == text) return known;
        set[..^1].CopyTo(set[1..]);
        return set[0] = text;
    }
}
