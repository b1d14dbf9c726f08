using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Formats;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>A metric and its series. All members are safe for use by many threads, but for those that say otherwise.</summary>
internal sealed class MetricFamily
{
    private readonly object changing = new();
    private readonly HashSet<MetricSeries> known = new(MetricSeries.ByLabels);
    private readonly BridgeSettings settings;
    private readonly SeriesExpiry? expiry;
    private SeriesList series = new(1);
    private SeriesTables? tables;
    private FamilyText?[]? texts;
    private FamilyMessage?[]? messages;
    private MetricSeries? overflow;
    private int instruments, sweeps, lastSweep, spoiltIn, saidThatFull, saidThatRejected;

    /// <param name="source">The first to bear the name.</param>
    /// <param name="name">The translated name.</param>
    /// <param name="details">As that one has them.</param>
    /// <param name="settings">The bridge's.</param>
    public MetricFamily(MetricSource source, FamilyName name, MetricDetails details, BridgeSettings settings)
    {
        (Source, Name, Details, this.settings) = (source, name, details, settings);
        if (details.ExpireAfter is { } after && source.Feed == Feed.Recorded) expiry = new SeriesExpiry(after, settings.TimeProvider);
        ReservedLabels = [Labels.Overflow, .. source.Kind == InstrumentKind.Histogram ? (string[])["le"] : [], .. settings.ScopeLabels ? (string[])[Labels.ScopeName, Labels.ScopeVersion] : []];
    }

    public MetricSource Source { get; }

    public FamilyName Name { get; }

    public InstrumentKind Kind => Source.Kind;

    public bool IsOfProgram => Source.IsOfProgram;

    public MetricDetails Details { get; }

    public double[] Bounds => Details.Bounds;

    /// <summary>Held by who gathers observations, or decides that they count for nothing.</summary>
    public object Gathering { get; } = new();

    /// <summary>Labels of the metric's own, which those of measurements must not be.</summary>
    public IReadOnlyList<string> ReservedLabels { get; }

    /// <summary>The series, in the order in which they came.</summary>
    public SeriesList Series => Volatile.Read(ref series);

    /// <summary>Measurements have come that were over the limit.</summary>
    public bool HasOverflow => Volatile.Read(ref overflow) is not null;

    public bool IsFull => Series.Count - (HasOverflow ? 1 : 0) >= MaxSeries;

    /// <summary>How often series that are gone were taken out: who holds series by their tags must find them again.</summary>
    public int Sweeps => Volatile.Read(ref sweeps);

    public int MaxSeries => Details.MaxSeries;

    /// <summary>There may be series that an instrument does not know of: those that it has forgotten after a sweep, those that are on their way out, or where too many instruments differ in their own tags to share what they know.</summary>
    public bool MayKnowMore => Source.Feed == Feed.Observed || expiry is { AnyLeaves: true } || Volatile.Read(ref tables) is { IsFull: true };

    /// <summary>All instruments are gone.</summary>
    public bool IsRetired
    {
        get
        {
            lock (changing) return instruments == 0;
        }
    }

    /// <summary>When the last instrument went. For the registry.</summary>
    public long RetiredAt { get; set; }

    /// <summary>It stands among those that were retired. For the registry.</summary>
    public bool IsInQueue { get; set; }

    /// <summary>All that is the same in each scrape, for who asks for text. Made by the first: a program may have many metrics that nobody reads.</summary>
    public FamilyText TextIn(ExpositionForm form) => (texts ??= new FamilyText?[2 * ((int)NameEscaping.Values + 1)])[2 * (int)form.Escaping + (int)form.Format] ??= FamilyText.Of(form, Kind, Name, Details.Help, Bounds);

    /// <summary>The same for who asks for messages.</summary>
    public FamilyMessage MessageIn(NameEscaping escaping) => (messages ??= new FamilyMessage?[(int)NameEscaping.Values + 1])[(int)escaping] ??= new FamilyMessage(escaping, Kind, Name, Details.Help, Bounds);

    /// <summary>The table in which all recorded instruments with these tags of their own find their series.</summary>
    public SeriesTable TableOf(LabelText fixedLabels)
    {
        if (Source.Feed == Feed.Observed) return new SeriesTable();
        lock (changing)
        {
            if (tables is null) Volatile.Write(ref tables, new SeriesTables());
            return tables!.Of(fixedLabels);
        }
    }

    /// <summary>The series of these labels; null if it is new and the limit is reached.</summary>
    public MetricSeries? GetOrAdd(LabelText labels)
    {
        lock (changing)
        {
            var added = Create(labels);
            if (known.TryGetValue(added, out var same))
            {
                expiry?.Touch(same);
                return same;
            }
            if (IsFull) return null;
            known.Add(added);
            Append(added);
            return added;
        }
    }

    /// <summary>The series for all that is over the limit.</summary>
    /// <param name="labels">Its labels, if it is not there yet.</param>
    public MetricSeries Overflow(LabelText labels)
    {
        if (Volatile.Read(ref overflow) is { } made) return made;
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
        lock (changing) instruments++;
    }

    /// <summary>One is gone.</summary>
    /// <returns>True if it was the last.</returns>
    public bool RemoveInstrument()
    {
        lock (changing) return --instruments == 0;
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

    /// <summary>Makes room by taking out series that callbacks no longer mention, once in a collection. For who holds <see cref="Gathering"/>.</summary>
    public void Sweep(int collection)
    {
        if (lastSweep == collection) return;
        lastSweep = collection;
        lock (changing)
        {
            if (TakeOut([.. known.Where(one => !((ObservedSeries)one).IsMentionedSince(collection - 1))])) sweeps++;
        }
    }

    /// <summary>Takes out series that are no longer written, where that is wanted.</summary>
    public void Expire()
    {
        if (expiry is null) return;
        lock (changing)
        {
            var gone = new HashSet<MetricSeries>();
            var hidden = expiry.Examine(known, gone);
            if (hidden.Count > 0) tables?.Remove(hidden);
            TakeOut(gone);
        }
    }

    /// <returns>True the first time only.</returns>
    public bool IsFirstOverflow() => Interlocked.Exchange(ref saidThatFull, 1) == 0;

    /// <returns>True the first time only.</returns>
    public bool IsFirstRejection() => Interlocked.Exchange(ref saidThatRejected, 1) == 0;

    private MetricSeries Create(LabelText labels)
    {
        var created = Details.Began ?? settings.TimeProvider.GetUtcNow();
        return (Source.Feed, Kind) switch
        {
            (Feed.Observed, _) => new ObservedSeries(labels, created, Kind, Source.IsWhole),
            (Feed.Pushed, _) or (_, InstrumentKind.Gauge) => new LatestSeries(labels, created, Source.IsWhole),
            (_, InstrumentKind.Histogram) => new HistogramSeries(labels, created, Bounds, Details.Native),
            _ => new SumSeries(labels, created, Source.IsWhole, spreads: Kind == InstrumentKind.Counter),
        };
    }

    /// <returns>False if there are none.</returns>
    private bool TakeOut(HashSet<MetricSeries> gone)
    {
        if (gone.Count == 0) return false;
        var alive = new SeriesList(series.Count);
        for (var i = 0; i < series.Count; i++)
            if (!gone.Contains(series[i])) alive = alive.With(series[i]);
        Volatile.Write(ref series, alive);
        known.ExceptWith(gone);
        return true;
    }

    private void Append(MetricSeries added) => Volatile.Write(ref series, series.With(added));
}
