namespace ObservabilityLint.RuntimeMetrics;

/// <summary>
/// What is otherwise with some instruments than with the rest, as views of the OpenTelemetry SDK have it: dropped, renamed, with fewer labels, other buckets, another limit. All views that fit an instrument
/// apply, in their order, and where two of them set the same, the later one counts. It is decided when an instrument is published. Read once, when the bridge starts: later changes have no effect. Not thread-safe.
/// </summary>
/// <param name="instrument">The names of the instruments, as the program gives them and not as they are exposed: <c>*</c> stands for any characters and <c>?</c> for one. Upper and lower case are the same.</param>
/// <param name="meter">The names of their meters, likewise. The runtime's metrics are of the meter <c>System.Runtime</c>, wherever they are read, and those of the process of <c>process</c>; EventCounters have their source for a meter, and those of the bridge itself are of no view.</param>
public sealed class MetricView(string instrument, string meter = "*")
{
    /// <summary>The names of the instruments to which it applies, with wildcards.</summary>
    public string Instrument { get; } = instrument ?? throw new ArgumentNullException(nameof(instrument));

    /// <summary>The names of their meters, with wildcards.</summary>
    public string Meter { get; } = meter ?? throw new ArgumentNullException(nameof(meter));

    /// <summary>The instruments are not listened to. A later view with false takes some of them back.</summary>
    public bool? Drop { get; set; }

    /// <summary>The name of the instrument, from which that of the metric is made. Only for one instrument: not together with wildcards in <see cref="Instrument"/>.</summary>
    public string? Name { get; set; }

    /// <summary>The keys of the tags that stay, as the program writes them; an empty list leaves no label at all. Measurements that then have the same labels are one series: sums and buckets hold all of them, and a gauge the last.</summary>
    public IReadOnlyCollection<string>? KeepTags { get; set; }

    /// <summary>The keys of the tags that go, as the program writes them. With <see cref="KeepTags"/> too only those stay that are in the one and not in the other.</summary>
    public IReadOnlyCollection<string>? DropTags { get; set; }

    /// <summary>The upper bounds of histogram buckets, in the unit of the instrument: finite and ascending. They win over the instrument's own advice, but not over <see cref="RuntimeMetricsOptions.HistogramBuckets"/>, which name one instrument.</summary>
    public IReadOnlyList<double>? Buckets { get; set; }

    /// <summary>
    /// Histograms are also native ones: beside their buckets, which stay for text, they count in exponential ones, which Prometheus gets in its protobuf format. Null for none; <c>new()</c> for the usual ones, and for all histograms with
    /// <c>new MetricView("*")</c>. Once any view has it, endpoints offer that format to who asks for it.
    /// </summary>
    public NativeHistogramOptions? NativeHistogram { get; set; }

    /// <summary>The series that each of the metrics may have, instead of <see cref="RuntimeMetricsOptions.MaxSeriesPerMetric"/>; at least 1.</summary>
    public int? MaxSeries { get; set; }

    /// <summary>
    /// How long a series stays that the program no longer writes: at least one second, and measured from scrape to scrape. A counter is written when it rises. An up-down counter goes only when it is 0, since what it counts
    /// would be lost. A series that is written again begins anew. Series of observable instruments go when they are no longer mentioned, with or without this.
    /// </summary>
    public TimeSpan? ExpireAfter { get; set; }
}
