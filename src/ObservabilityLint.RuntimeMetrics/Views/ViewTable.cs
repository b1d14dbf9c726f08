using ObservabilityLint.RuntimeMetrics.NativeHistograms;

namespace ObservabilityLint.RuntimeMetrics.Views;

/// <summary>The views as they were when the bridge started, checked. Immutable.</summary>
internal sealed class ViewTable
{
    private static readonly TimeSpan ShortestExpiry = TimeSpan.FromSeconds(1);

    private readonly View[] views;

    /// <exception cref="ArgumentException">A view has a value that it cannot have.</exception>
    public ViewTable(IEnumerable<MetricView> views) => this.views = [.. views.Select(Checked)];

    /// <summary>Some histograms are native ones, if there are such instruments.</summary>
    public bool HaveNativeHistograms => Array.Exists(views, static view => view.Native is { HasBuckets: true });

    /// <summary>What they say of an instrument.</summary>
    public InstrumentView Of(string meter, string instrument)
    {
        var (all, kept, dropped) = (InstrumentView.None, default(string[]), default(string[]));
        foreach (var view in views)
        {
            if (!view.Instrument.Matches(instrument) || !view.Meter.Matches(meter)) continue;
            all = new InstrumentView(view.Drop ?? all.IsDropped, view.Name ?? all.Name, null, view.Bounds ?? all.Bounds, view.Native ?? all.Native, view.MaxSeries ?? all.MaxSeries, view.ExpireAfter ?? all.ExpireAfter);
            (kept, dropped) = (view.Kept ?? kept, view.Dropped ?? dropped);
        }
        return kept is null && dropped is null ? all : all with { Tags = new TagFilter(kept, dropped ?? []) };
    }

    private static View Checked(MetricView view)
    {
        if (view is null) throw Wrong("hold null");
        var of = $"of '{view.Instrument}'";
        if (string.IsNullOrWhiteSpace(view.Instrument) || string.IsNullOrWhiteSpace(view.Meter)) throw Wrong("hold one that has an empty name of instruments or meters");
        if (view.Name is not null && string.IsNullOrWhiteSpace(view.Name)) throw Wrong($"{of} have an empty name");
        if (view.Name is not null && NamePattern.IsWild(view.Instrument)) throw Wrong($"{of} have the name '{view.Name}', but stand for more than one instrument");
        if (view.KeepTags?.Any(key => key is null) is true || view.DropTags?.Any(key => key is null) is true) throw Wrong($"{of} hold a key of a tag that is null");
        if (view.MaxSeries < 1) throw Wrong($"{of} have {nameof(view.MaxSeries)} {view.MaxSeries}, but it must be at least 1");
        if (view.ExpireAfter < ShortestExpiry) throw Wrong($"{of} have {nameof(view.ExpireAfter)} {view.ExpireAfter}, but it must be at least one second");
        return new View(
            new NamePattern(view.Instrument), new NamePattern(view.Meter), view.Drop, view.Name, view.KeepTags?.ToArray(), view.DropTags?.ToArray(),
            view.Buckets is null ? null : HistogramBounds.Checked(nameof(RuntimeMetricsOptions.Views), view.Instrument, view.Buckets),
            view.NativeHistogram is null ? null : NativeHistogramShape.Checked(nameof(RuntimeMetricsOptions.Views), view.Instrument, view.NativeHistogram), view.MaxSeries, view.ExpireAfter);
    }

    private static ArgumentException Wrong(string what) => BridgeSettings.Wrong(nameof(RuntimeMetricsOptions.Views), what);

    private sealed record View(NamePattern Instrument, NamePattern Meter, bool? Drop, string? Name, string[]? Kept, string[]? Dropped, double[]? Bounds, NativeHistogramShape? Native, int? MaxSeries, TimeSpan? ExpireAfter);
}
