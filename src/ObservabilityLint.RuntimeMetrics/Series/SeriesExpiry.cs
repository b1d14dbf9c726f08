namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>
/// Tells which series of a recorded metric are no longer written, by looking at them at each scrape: measurements themselves pay nothing for it. First a series is found no more, and then, if nobody has
/// come back to it, it is taken out: whoever had found it before has written by then. For one thread at a time.
/// </summary>
internal sealed class SeriesExpiry(TimeSpan after, TimeProvider time)
{
    /// <summary>Far longer than a measurement takes from finding its series to writing it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Dictionary<MetricSeries, Look> looks = [];
    private int leaving;

    /// <summary>Some series are there that are found no more.</summary>
    public bool AnyLeaves => Volatile.Read(ref leaving) > 0;

    /// <summary>It was asked for again.</summary>
    public void Touch(MetricSeries series)
    {
        if (looks.TryGetValue(series, out var look)) Keep(series, look, time.GetTimestamp());
    }

    /// <param name="series">All that may expire.</param>
    /// <param name="gone">Takes those that are to be taken out.</param>
    /// <returns>Those that nobody is to find any more, those that are gone among them.</returns>
    public HashSet<MetricSeries> Examine(IEnumerable<MetricSeries> series, HashSet<MetricSeries> gone)
    {
        var hidden = new HashSet<MetricSeries>();
        var now = time.GetTimestamp();
        foreach (var one in series)
        {
            if (!looks.TryGetValue(one, out var look) || look.Mark != one.Mark || !one.MayExpire) Keep(one, look, now);
            else if (time.GetElapsedTime(look.Since, now) < (look.IsLeaving ? Grace : after)) continue;
            else if (look.IsLeaving) gone.Add(one);
            else looks[one] = new Look(look.Mark, now, IsLeaving: true);
            if (looks[one].IsLeaving) hidden.Add(one);
        }
        foreach (var one in gone) looks.Remove(one);
        Volatile.Write(ref leaving, looks.Values.Count(look => look.IsLeaving));
        return hidden;
    }

    private void Keep(MetricSeries series, Look look, long now)
    {
        looks[series] = new Look(series.Mark, now, IsLeaving: false);
        if (look.IsLeaving) Volatile.Write(ref leaving, leaving - 1);
    }

    private readonly record struct Look(long Mark, long Since, bool IsLeaving);
}
