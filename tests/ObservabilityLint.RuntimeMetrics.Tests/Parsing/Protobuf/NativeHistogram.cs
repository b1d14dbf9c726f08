using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Protobuf;

/// <summary>A native histogram as it was written.</summary>
/// <param name="Series">The name of the family and the labels.</param>
/// <param name="Schema">Each power of two has 2^schema buckets.</param>
/// <param name="ZeroThreshold">The breadth of the zero bucket.</param>
/// <param name="Count">Of all measurements.</param>
/// <param name="Sum">Of all measurements.</param>
/// <param name="Zeros">What is in the zero bucket.</param>
/// <param name="Positive">The counts by Prometheus' index, which is that of the upper bound 2^(index / 2^schema), without those that are 0.</param>
/// <param name="Negative">The same for the distances of negative values.</param>
/// <param name="Spans">How many runs of buckets there are.</param>
internal sealed record NativeHistogram(
    string Series, int Schema, double ZeroThreshold, long Count, double Sum, long Zeros, ImmutableSortedDictionary<int, long> Positive, ImmutableSortedDictionary<int, long> Negative, int Spans)
{
    /// <param name="series">Whose it is.</param>
    /// <param name="histogram">The message, from which the fields of native histograms are taken.</param>
    /// <param name="count">Of the histogram.</param>
    /// <param name="sum">Of the histogram.</param>
    /// <returns>Null if it is a classic one only.</returns>
    public static NativeHistogram? Read(string series, ProtobufMessage histogram, long count, double sum)
    {
        var schema = histogram.Signed(5);
        var (threshold, zeros) = (histogram.Real(6), (long)histogram.Number(7));
        var (negativeSpans, negativeDeltas) = (histogram.Messages(9), histogram.SignedMany(10));
        var (positiveSpans, positiveDeltas) = (histogram.Messages(12), histogram.SignedMany(13));
        if (schema is null)
        {
            Assert.True(threshold == 0 && zeros == 0 && negativeSpans.Count == 0 && positiveSpans.Count == 0);
            return null;
        }
        Assert.True(threshold > 0 || zeros > 0 || negativeSpans.Count > 0 || positiveSpans.Count > 0, "By the rules of Prometheus nothing shows that this is a native histogram.");
        var spans = negativeSpans.Count + positiveSpans.Count;
        var native = new NativeHistogram(series, (int)schema, threshold, count, sum, zeros, BucketsOf(positiveSpans, positiveDeltas), BucketsOf(negativeSpans, negativeDeltas), spans);
        Assert.Equal(count, native.Zeros + native.Positive.Values.Sum() + native.Negative.Values.Sum());
        return native;
    }

    private static ImmutableSortedDictionary<int, long> BucketsOf(List<ProtobufMessage> spans, List<long> deltas)
    {
        var buckets = ImmutableSortedDictionary.CreateBuilder<int, long>();
        var (index, at, count) = (0, 0, 0L);
        foreach (var span in spans)
        {
            var offset = (int)span.Signed(1).GetValueOrDefault();
            Assert.True(at == 0 || offset > 0, "Two runs of buckets overlap, or are one.");
            index += offset;
            for (var length = span.Number(2); length > 0; length--)
            {
                count += deltas[at++];
                Assert.True(count >= 0);
                if (count > 0) buckets.Add(index, count);
                index++;
            }
            span.IsRead();
        }
        Assert.Equal(deltas.Count, at);
        return buckets.ToImmutable();
    }
}
