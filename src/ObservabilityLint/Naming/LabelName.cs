using System;

namespace ObservabilityLint.Naming;

/// <summary>What is known of the names of labels (and the keys of tags), whichever library takes them.</summary>
internal static class LabelName
{
    /// <summary>True if the library takes the label at run time on an instrument of this kind.</summary>
    public static bool IsValid(NamingConvention convention, InstrumentKind kind, string name)
        => convention.AcceptsLabel(name) && !(convention.RefusesOwnLabels && name == OwnLabelOf(kind));

    /// <summary>What happens to a label that bears a name of Prometheus's or the exporter's own, as the second half of a sentence; null for other names.</summary>
    public static string? Reservation(NamingConvention convention, InstrumentKind kind, string name)
    {
        if (name is "job" or "instance") return $"Prometheus adds a label of this name at every scrape, and renames this one to 'exported_{name}'";
        if (!convention.RefusesOwnLabels && kind == InstrumentKind.Histogram && name == OwnLabelOf(kind)) return "the exporter writes the bounds of the buckets there, and this one is lost";
        if (MayBeOwn(name) && kind != InstrumentKind.Unknown && name != OwnLabelOf(kind)) return name == "le" ? "Prometheus has it for the buckets of histograms, and 'promtool check metrics' rejects it on others" : "Prometheus has it for the quantiles of summaries, and 'promtool check metrics' rejects it on others";
        return convention.ExporterLabelPrefix is { } prefix && name.Replace('.', '_').StartsWith(prefix, StringComparison.Ordinal) ? "the exporter writes the meter's own there, and joins the values" : null;
    }

    /// <summary>True for what tells of a failure, and belongs to failures alone, as the semantic conventions want it of <c>error.type</c>: a measurement without it is as it should be.</summary>
    public static bool IsOfFailures(string name) => SegmentedName.Of(name) is ["error" or "exception" or "failure", ..];

    /// <summary>The name in the style of its dialect, its words kept; null if there are none, or if the library would still refuse it.</summary>
    public static string? Preferred(NamingConvention convention, InstrumentKind kind, string name)
    {
        var words = Words.Split(name);
        if (words.Count == 0) return null;
        var preferred = Words.Join(words, '_', convention.NamespaceSeparator);
        if (preferred[0] is >= '0' and <= '9' && !convention.AcceptsLabel(preferred)) preferred = "_" + preferred;
        return IsValid(convention, kind, preferred) ? preferred : null;
    }

    /// <summary>The same words, whatever the casing and the separators: <c>userId</c> is <c>user_id</c> and <c>user.id</c>.</summary>
    public static bool HaveSameWords(string a, string b)
    {
        if (a == b) return true;
        var (wordsOfA, wordsOfB) = (Words.Split(a), Words.Split(b));
        if (wordsOfA.Count != wordsOfB.Count || wordsOfA.Count == 0) return false;
        for (var i = 0; i < wordsOfA.Count; i++)
            if (wordsOfA[i].Text != wordsOfB[i].Text) return false;
        return true;
    }

    /// <summary>True for a label that instruments of some kind have by themselves.</summary>
    public static bool MayBeOwn(string name) => name is "le" or "quantile";

    private static string? OwnLabelOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Histogram => "le",
        InstrumentKind.Summary => "quantile",
        _ => null,
    };
}
