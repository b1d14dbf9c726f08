using System.Runtime.CompilerServices;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;
using ObservabilityLint.RuntimeMetrics.Tags;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Finds the series of one instrument's measurements.</summary>
/// <param name="family">The metric.</param>
/// <param name="labels">Makes labels of tags.</param>
/// <param name="scope">The labels that name the meter, where that is asked for.</param>
/// <param name="fixedTags">What all the instrument's series are labelled with: the scope, its own tags and those of its meter.</param>
internal sealed class SeriesFinder(MetricFamily family, Labels labels, KeyValuePair<string, object?>[] scope, KeyValuePair<string, object?>[] fixedTags)
{
    /// <summary>One label may be given in many forms (1 and 1L and "1"): some more entries than series are fine, but not any number of them.</summary>
    private const int FormsPerSeries = 4;

    private readonly LabelText overflow = labels.Of([.. scope, new(Labels.OverflowKey, true)], [], []);
    private SeriesTable table = family.TableOf(labels.Of(fixedTags, [], []));

    public MetricFamily Family => family;

    /// <summary>The series that is known by these tags, at the price of a look-up.</summary>
    /// <returns>Null for one that is not known, or that goes into the overflow.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags) => table.Find(tags);

    /// <summary>The series of tags that are not known yet.</summary>
    /// <returns>Null where the metric has as many series as it may.</returns>
    public MetricSeries? Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (family.IsFull && !tags.IsEmpty && !family.MayKnowMore || table.Count >= (long)family.MaxSeries * FormsPerSeries) return null;
        var copy = TagSet.Copy(tags);
        var series = family.GetOrAdd(labels.Of(fixedTags, copy, family.ReservedLabels));
        if (series is not null) table.Add(TagSet.Hash(tags), copy, series);
        return series;
    }

    /// <summary>The series of all that is over the limit.</summary>
    public MetricSeries Overflow() => family.Overflow(overflow);

    /// <summary>Forgets all series: some of them are no longer the family's.</summary>
    public void Forget() => table = new SeriesTable();
}
