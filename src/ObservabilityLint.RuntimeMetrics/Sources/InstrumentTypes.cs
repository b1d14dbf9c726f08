using System.Diagnostics.Metrics;
using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>What an instrument is, from its type.</summary>
internal static class InstrumentTypes
{
    /// <summary>The kind, and whether its numbers are whole; the kind is unknown for types that a program has made itself.</summary>
    public static (InstrumentKind Kind, bool IsWhole) Of(Instrument instrument)
    {
        var type = instrument.GetType();
        if (!type.IsGenericType) return (InstrumentKind.Unknown, false);
        var definition = type.GetGenericTypeDefinition();
        var number = type.GenericTypeArguments[0];
        var kind = definition == typeof(Counter<>) || definition == typeof(ObservableCounter<>) ? InstrumentKind.Counter
            : definition == typeof(UpDownCounter<>) || definition == typeof(ObservableUpDownCounter<>) ? InstrumentKind.UpDownCounter
            : definition == typeof(Gauge<>) || definition == typeof(ObservableGauge<>) ? InstrumentKind.Gauge
            : definition == typeof(Histogram<>) ? InstrumentKind.Histogram
            : InstrumentKind.Unknown;
        return (kind, number == typeof(byte) || number == typeof(short) || number == typeof(int) || number == typeof(long));
    }

    /// <summary>The bounds of buckets that the instrument advises; null for none.</summary>
    public static double[]? BoundsAdvice(Instrument histogram) => histogram switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<float> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<short> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<byte> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<decimal> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => null,
    };
}
