namespace ObservabilityLint.RuntimeMetrics.NativeHistograms;

/// <summary>
/// Counts of values in exponential buckets. The scale is the finest at which all values so far find their place in as many buckets as there may be, whatever their order; so where several of these are added up, it comes to the same as if one had
/// counted all. Once there are buckets for a value, counting it allocates nothing. For one thread at a time.
/// </summary>
internal sealed class ExponentialBuckets(NativeHistogramShape shape)
{
    private NativeHistogramShape shape = shape;

    public int Scale { get; private set; } = shape.MaxScale;

    public double ZeroThreshold => shape.ZeroThreshold;

    /// <summary>How many values were as good as 0.</summary>
    public long Zeros { get; private set; }

    public bool IsEmpty => Zeros == 0 && Positive.IsEmpty && Negative.IsEmpty;

    public BucketRange Positive { get; } = new();

    /// <summary>By the distance from 0.</summary>
    public BucketRange Negative { get; } = new();

    /// <param name="value">A finite one.</param>
    public void Add(double value)
    {
        var magnitude = Math.Abs(value);
        if (magnitude <= shape.ZeroThreshold)
        {
            Zeros++;
            return;
        }
        var buckets = value > 0 ? Positive : Negative;
        var index = ExponentialIndex.Of(magnitude, Scale);
        if (!buckets.TryAdd(index, 1)) AddBeyond(buckets, index, 1);
    }

    /// <summary>Adds all counts of another one of the same shape.</summary>
    public void Add(ExponentialBuckets other)
    {
        if (other.Scale < Scale) Widen(Scale - other.Scale);
        Zeros += other.Zeros;
        Add(Positive, other.Positive, other.Scale);
        Add(Negative, other.Negative, other.Scale);
    }

    /// <summary>Begins anew, with the memory that it has.</summary>
    public void Reset(NativeHistogramShape newShape)
    {
        shape = newShape;
        (Scale, Zeros) = (newShape.MaxScale, 0);
        Positive.Clear();
        Negative.Clear();
    }

    private void Add(BucketRange buckets, BucketRange others, int othersScale)
    {
        if (!others.TryGetEnds(out var first, out var last)) return;
        for (var index = first; index <= last; index++)
        {
            if (others[index] is not (var count and > 0)) continue;
            var own = index >> (othersScale - Scale);
            if (!buckets.TryAdd(own, count)) AddBeyond(buckets, own, count);
        }
    }

    /// <summary>Where there is no bucket yet.</summary>
    private void AddBeyond(BucketRange buckets, int index, long count)
    {
        var isEmpty = !buckets.TryGetEnds(out var first, out var last);
        if (isEmpty) (first, last) = (index, index);
        var growsDown = index < first;
        (first, last) = (Math.Min(first, index), Math.Max(last, index));
        var times = 0;
        while ((last >> times) - (first >> times) >= shape.MaxBuckets && Scale - times > ExponentialIndex.MinScale) times++;
        if (times > 0) Widen(times);
        if (buckets.TryAdd(index >> times, count)) return;
        buckets.Cover(first >> times, last >> times, growsDown, shape.MaxBuckets);
        buckets.TryAdd(index >> times, count);
    }

    private void Widen(int times)
    {
        Positive.Halve(times);
        Negative.Halve(times);
        Scale -= times;
    }
}
