using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>The suffixes that OpenMetrics 1.0 reserves for the samples of a type, and which type owns which.</summary>
internal static class ReservedSuffixes
{
    private static readonly Dictionary<string, InstrumentKind[]> OwnersOf = new()
    {
        ["bucket"] = [InstrumentKind.Histogram],
        // The semantic conventions end UpDownCounters in `.count` (`dotnet.timer.count`), and gauges (`vcs.contributor.count`).
        ["count"] = [InstrumentKind.Histogram, InstrumentKind.Summary, InstrumentKind.UpDownCounter],
        ["sum"] = [InstrumentKind.Histogram, InstrumentKind.Summary],
        ["created"] = [InstrumentKind.Counter, InstrumentKind.Histogram, InstrumentKind.Summary],
        // A gauge `build_info` with the constant 1 is how every client library writes an info metric.
        ["info"] = [InstrumentKind.Gauge, InstrumentKind.UpDownCounter],
        ["gcount"] = [],
        ["gsum"] = [],
    };

    /// <summary>What the suffix tells a reader of Prometheus metrics, as the end of a sentence.</summary>
    public static string MeaningOf(string suffix) => suffix switch
    {
        "bucket" => "the buckets of a histogram",
        "count" => "the number of observations of a histogram or summary",
        "sum" => "the sum of the observations of a histogram or summary",
        "created" => "the time at which a counter, histogram or summary began",
        "info" => "gauges that carry labels and always say 1",
        _ => "gauge histograms",
    };

    /// <summary>The reserved word that an exported name ends with although its type does not own it, or null.</summary>
    public static string? ForeignIn(string exportedName, InstrumentKind kind, NamingConvention convention)
    {
        var words = Words.Split(exportedName);
        if (words.Count < 2) return null;
        var last = words[words.Count - 1].Text;
        return IsForeign(last, kind, convention) ? last : null;
    }

    /// <summary>True if the word, as the last of an exported name, belongs to a sample of another type.</summary>
    public static bool IsForeign(string lastWord, InstrumentKind kind, NamingConvention convention)
        => kind != InstrumentKind.Unknown && !(kind == InstrumentKind.Gauge && lastWord == "count" && convention.ExporterAddsSuffixes) && OwnersOf.TryGetValue(lastWord, out var owners) && System.Array.IndexOf(owners, kind) < 0;
}
