using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Exposition;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>A metric and its series. All members are safe for use by many threads, but for those that say otherwise.</summary>
internal sealed class MetricFamily
{
    private readonly object changing = new();
    private readonly Dictionary<string, MetricSeries> byLabels = new(StringComparer.Ordinal);
    private readonly BridgeSettings settings;
    private readonly DateTimeOffset? began;
    private SeriesList series = new(1);
    private MetricSeries? overflow;
    private int instruments, joins, sweeps, lastSweep, spoiltIn, saidThatFull, saidThatRejected;
    private DateTimeOffset? retired;

    /// <param name="source">The first to bear the name.</param>
    /// <param name="name">The translated name.</param>
    /// <param name="help">The help text; empty for none.</param>
    /// <param name="bounds">Of a histogram's buckets.</param>
    /// <param name="settings">The bridge's.</param>
    /// <param name="began">When counting began, where that was before the bridge looked.</param>
    public MetricFamily(MetricSource source, FamilyName name, string help, double[] bounds, BridgeSettings settings, DateTimeOffset? began)
    {
        (Source, Name, Bounds, this.settings, this.began) = (source, name, bounds, settings, began);
        OpenMetrics = FamilyText.OpenMetrics(source.Kind, name, help, bounds);
        PrometheusText = FamilyText.Prometheus(source.Kind, name, help, bounds);
        ReservedLabels = [Labels.Overflow, .. source.Kind == InstrumentKind.Histogram ? (string[])["le"] : [], .. settings.ScopeLabels ? (string[])[Labels.ScopeName, Labels.ScopeVersion] : []];
    }

    public MetricSource Source { get; }

    public FamilyName Name { get; }

    public InstrumentKind Kind => Source.Kind;

    public double[] Bounds { get; }

    /// <summary>Labels of the metric's own, which those of measurements must not be.</summary>
    public IReadOnlyList<string> ReservedLabels { get; }

    public FamilyText OpenMetrics { get; }

    public FamilyText PrometheusText { get; }

    /// <summary>The series, in the order in which they came.</summary>
    public SeriesList Series => Volatile.Read(ref series);

    public bool IsFull => Series.Count - (Volatile.Read(ref overflow) is null ? 0 : 1) >= MaxSeries;

    /// <summary>How often series that are gone were taken out: who holds series by their tags must find them again.</summary>
    public int Sweeps => Volatile.Read(ref sweeps);

    public int MaxSeries => settings.MaxSeriesPerMetric;

    /// <summary>There may be series that an instrument does not know of: another instrument's, or those that it has forgotten after a sweep.</summary>
    public bool MayKnowMore => Source.Feed == Feed.Observed || Volatile.Read(ref joins) > 1;

    /// <summary>The series of these labels; null if it is new and the limit is reached.</summary>
    public MetricSeries? GetOrAdd(string labels)
    {
        lock (changing)
        {
            if (byLabels.TryGetValue(labels, out var known)) return known;
            if (IsFull) return null;
            var added = Create(labels);
            byLabels.Add(labels, added);
            Append(added);
            return added;
        }
    }

    /// <summary>The series for all that is over the limit.</summary>
    /// <param name="labels">Its labels, if it is not there yet.</param>
    public MetricSeries Overflow(string labels)
    {
        if (Volatile.Read(ref overflow) is { } known) return known;
        lock (changing)
        {
            if (overflow != null) return overflow;
            var added = Create(labels);
            Append(added);
            Volatile.Write(ref overflow, added);
            return added;
        }
    }

    /// <summary>One more instrument of this metric is there.</summary>
    public void AddInstrument()
    {
        lock (changing)
        {
            instruments++;
            joins++;
            retired = null;
        }
    }

    /// <summary>One is gone. What it has counted stays for a while, so that the last scrape before its end is not the last word.</summary>
    public void RemoveInstrument(DateTimeOffset now)
    {
        lock (changing)
            if (--instruments == 0) retired = now;
    }

    public bool IsRetiredSince(DateTimeOffset time)
    {
        lock (changing) return retired <= time;
    }

    /// <summary>The observations of this collection are not complete, and a part of them would be a lie.</summary>
    public void Spoil(int collection) => Volatile.Write(ref spoiltIn, collection);

    /// <summary>Shows what the callbacks have said. For the one thread that collects.</summary>
    /// <returns>How many series were given what their kind cannot be.</returns>
    public int Show(int collection, DateTimeOffset now)
    {
        var rejected = 0;
        var isSpoilt = Volatile.Read(ref spoiltIn) == collection;
        var all = Series;
        for (var i = 0; i < all.Count; i++)
        {
            var one = (ObservedSeries)all[i];
            if (isSpoilt) one.Hide();
            else if (!one.Show(collection, now)) rejected++;
        }
        return rejected;
    }

    /// <summary>Makes room by taking out series that callbacks no longer mention, once in a collection. For the one thread that collects.</summary>
    public void Sweep(int collection)
    {
        if (lastSweep == collection) return;
        lastSweep = collection;
        lock (changing)
        {
            var alive = new SeriesList(series.Count);
            foreach (var (labels, one) in byLabels.ToArray())
                if (((ObservedSeries)one).IsMentionedSince(collection - 1)) alive = alive.With(one);
                else byLabels.Remove(labels);
            if (overflow != null) alive = alive.With(overflow);
            if (alive.Count == series.Count) return;
            Volatile.Write(ref series, alive);
            sweeps++;
        }
    }

    /// <returns>True the first time only.</returns>
    public bool IsFirstOverflow() => Interlocked.Exchange(ref saidThatFull, 1) == 0;

    /// <returns>True the first time only.</returns>
    public bool IsFirstRejection() => Interlocked.Exchange(ref saidThatRejected, 1) == 0;

    private MetricSeries Create(string labels)
    {
        var created = began ?? settings.TimeProvider.GetUtcNow();
        return (Source.Feed, Kind) switch
        {
            (Feed.Observed, _) => new ObservedSeries(labels, created, Kind, Source.IsWhole),
            (Feed.Pushed, _) or (_, InstrumentKind.Gauge) => new LatestSeries(labels, created, Source.IsWhole),
            (_, InstrumentKind.Histogram) => new HistogramSeries(labels, created, Bounds),
            _ => new SumSeries(labels, created, Source.IsWhole, spreads: Kind == InstrumentKind.Counter),
        };
    }

    private void Append(MetricSeries added) => Volatile.Write(ref series, series.With(added));
}
