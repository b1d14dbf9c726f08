namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>Series in the order in which they came. One thread at a time may add; any may read meanwhile, and sees a beginning of the list.</summary>
internal sealed class SeriesList(int capacity)
{
    private readonly MetricSeries[] items = new MetricSeries[capacity];
    private int count;

    public int Count => Volatile.Read(ref count);

    public MetricSeries this[int index] => items[index];

    /// <returns>This list, or a larger one that takes its place.</returns>
    public SeriesList With(MetricSeries added)
    {
        if (count == items.Length)
        {
            var larger = new SeriesList(Math.Max(4, count * 2)) { count = count };
            items.CopyTo(larger.items, 0);
            return larger.With(added);
        }
        items[count] = added;
        Volatile.Write(ref count, count + 1);
        return this;
    }
}
