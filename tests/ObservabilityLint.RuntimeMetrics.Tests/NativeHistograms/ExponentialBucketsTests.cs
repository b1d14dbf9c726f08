using ObservabilityLint.RuntimeMetrics.NativeHistograms;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.NativeHistograms;

/// <summary>Counts and scale are those of the definition, whatever comes in whatever order.</summary>
public class ExponentialBucketsTests
{
    private static readonly Func<Random, double>[] Sources =
    [
        random => Math.Pow(10, 3 * random.NextDouble() - 3),
        random => Math.Exp(0.01 * random.NextDouble()) * 100,
        random => random.Next(0, 50),
        random => (random.NextDouble() - 0.5) * 1e4,
        random => Math.Pow(10, 600 * random.NextDouble() - 300) * (random.Next(2) == 0 ? -1 : 1),
        random => BitConverter.Int64BitsToDouble(random.NextInt64(0, 1L << 52)),
        random => random.Next(20) == 0 ? 1e9 : 0.3,
        random => new[] { 0, -0d, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 1, -1, 2 }[random.Next(9)],
    ];

    [Fact]
    public void Random_values_are_counted_as_defined_also_in_parts()
    {
        var random = new Random(1);
        // Each round leaves its memory to the next.
        var together = new ExponentialBuckets(new NativeHistogramShape(0, 0, 0));
        for (var round = 0; round < 400; round++)
        {
            var source = Sources[round % Sources.Length];
            var shape = new NativeHistogramShape(random.Next(2, 200), random.Next(-4, 9), new[] { 0, 1 / Math.Pow(2, 128), 0.5 }[random.Next(3)]);
            var values = Enumerable.Range(0, random.Next(1, 150)).Select(_ => source(random)).ToList();
            var expected = new ExpectedBuckets(shape, values);
            var parts = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => new ExponentialBuckets(shape)).ToArray();
            foreach (var value in values) parts[random.Next(parts.Length)].Add(value);
            together.Reset(shape);
            foreach (var part in parts) together.Add(part);
            AssertAre(expected, together);
            if (parts.Length == 1) AssertAre(expected, parts[0]);
        }
    }

    [Fact]
    public void Buckets_become_wider_until_all_values_find_their_place()
    {
        var buckets = new ExponentialBuckets(new NativeHistogramShape(4, 2, 0));
        buckets.Add(1.1);
        AssertAt(2, [0], []);
        // 2^(3/4) to 2: the fourth.
        buckets.Add(1.9);
        AssertAt(2, [0, 3], []);
        buckets.Add(3.9);
        AssertAt(1, [0, 1, 3], []);
        // Both signs have one scale.
        buckets.Add(-1);
        buckets.Add(-1000);
        AssertAt(-2, [0], [-1, 2]);

        void AssertAt(int scale, int[] positive, int[] negative)
        {
            Assert.Equal(scale, buckets.Scale);
            Assert.Equal(positive, Places(buckets.Positive));
            Assert.Equal(negative, Places(buckets.Negative));
        }
    }

    /// <summary>Prometheus knows no wider ones, and to lose what was measured would be worse.</summary>
    [Fact]
    public void At_the_widest_there_are_as_many_as_it_takes()
    {
        var buckets = new ExponentialBuckets(new NativeHistogramShape(2, 8, 0));
        foreach (var value in (double[])[1e-300, 1, 1e300, double.Epsilon, double.MaxValue]) buckets.Add(value);
        Assert.Equal((-4, 5), (buckets.Scale, Places(buckets.Positive).Length));
        Assert.True(buckets.Positive.TryGetEnds(out var first, out var last));
        Assert.Equal(132, last - first + 1);
    }

    [Fact]
    public void What_is_as_good_as_zero_has_a_bucket_of_its_own_that_holds_its_ends()
    {
        var buckets = new ExponentialBuckets(new NativeHistogramShape(160, 0, 0.25));
        foreach (var value in (double[])[0, -0d, 0.25, -0.25, 0.1, double.Epsilon]) buckets.Add(value);
        Assert.Equal((6, true, true), (buckets.Zeros, buckets.Positive.IsEmpty, buckets.Negative.IsEmpty));
        buckets.Add(Math.BitIncrement(0.25));
        buckets.Add(-Math.BitIncrement(0.25));
        Assert.Equal(6, buckets.Zeros);
        Assert.Equal([-2], Places(buckets.Positive));
        Assert.Equal([-2], Places(buckets.Negative));
    }

    [Fact]
    public void Memory_grows_with_the_values_and_not_beyond_what_there_may_be()
    {
        var shape = new NativeHistogramShape(160, 3, 0);
        Assert.InRange(BytesOf(shape, _ => 1), 0, 250);
        // 8, 16, 32, 64, 128 and 160 buckets, one after the other.
        Assert.InRange(BytesOf(shape, random => Math.Pow(2, 40 * random.NextDouble())), 160 * 8, (8 + 16 + 32 + 64 + 128 + 160) * 8 + 450);
    }

    /// <summary>Those that it has allocated in all, also what it has let go.</summary>
    private static long BytesOf(NativeHistogramShape shape, Func<Random, double> source)
    {
        var random = new Random(1);
        return Allocated.By(() =>
        {
            var buckets = new ExponentialBuckets(shape);
            for (var value = 0; value < 10_000; value++) buckets.Add(source(random));
        });
    }

    private static void AssertAre(ExpectedBuckets expected, ExponentialBuckets counted)
    {
        Assert.Equal(expected.Scale, counted.Scale);
        Assert.Equal(expected.Zeros, counted.Zeros);
        Assert.Equal(expected.Positive, CountsOf(counted.Positive));
        Assert.Equal(expected.Negative, CountsOf(counted.Negative));
    }

    private static int[] Places(BucketRange buckets) => [.. CountsOf(buckets).Keys];

    /// <summary>As they are written, run by run.</summary>
    private static SortedDictionary<int, long> CountsOf(BucketRange buckets)
    {
        var counts = new SortedDictionary<int, long>();
        for (var next = int.MinValue; buckets.TryGetRun(ref next, out var first);)
        {
            Assert.True(buckets[first] > 0 && buckets[next - 1] > 0);
            for (var index = first; index < next; index++)
                if (buckets[index] > 0) counts.Add(index, buckets[index]);
        }
        return counts;
    }
}
