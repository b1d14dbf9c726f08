using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>The suffixes that OpenMetrics 1.0 reserves for the samples of a type, and which type owns which.</summary>
internal static class ReservedSuffixes
{
    private static readonly Dictionary<string, InstrumentKind[]> OwnersOf = new()
    {
        ["bucket"] = [InstrumentKind.Histogram],
        ["count"] = [InstrumentKind.Histogram, InstrumentKind.Summary],
        ["sum"] = [InstrumentKind.Histogram, InstrumentKind.Summary],
        ["created"] = [InstrumentKind.Counter, InstrumentKind.Histogram, InstrumentKind.Summary],
        // A gauge `build_info` with the constant 1 is how every client library writes an info metric.
        ["info"] = [InstrumentKind.Gauge, InstrumentKind.UpDownCounter],
        ["gcount"] = [],
        ["gsum"] = [],
    };

    /// <summary>True if the word, as the last of an exported name, belongs to a sample of another type.</summary>
    public static bool IsForeign(string lastWord, InstrumentKind kind)
        => kind != InstrumentKind.Unknown && OwnersOf.TryGetValue(lastWord, out var owners) && System.Array.IndexOf(owners, kind) < 0;
}
