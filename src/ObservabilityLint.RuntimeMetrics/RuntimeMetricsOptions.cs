namespace ObservabilityLint.RuntimeMetrics;

/// <summary>What a <see cref="RuntimeMetricsBridge"/> reads and how it writes it. Read once, when the bridge starts: later changes have no effect. Not thread-safe.</summary>
public sealed class RuntimeMetricsOptions
{
    /// <summary>The meters that are exposed beside <c>System.Runtime</c>, which always is: names, in which <c>*</c> stands for any characters and <c>?</c> for one. Upper and lower case are the same, as in OpenTelemetry's <c>AddMeter</c>. A <c>!</c> before a name leaves meters out, wherever it stands: <c>!Shop.Internal.*</c>, also <c>!System.Runtime</c>.</summary>
    public ICollection<string> Meters { get; } = new List<string>();

    /// <summary>What is otherwise with some instruments than with the rest: see <see cref="MetricView"/>. All that fit an instrument apply, in this order.</summary>
    public ICollection<MetricView> Views { get; } = new List<MetricView>();

    /// <summary>Where the runtime's own metrics come from.</summary>
    public RuntimeSource RuntimeSource { get; set; }

    /// <summary>The process has the metrics that the Prometheus client libraries give it, such as <c>process_start_time_seconds</c>, as far as the system tells them. On by default.</summary>
    public bool ProcessMetrics { get; set; } = true;

    /// <summary>
    /// Other EventSources whose EventCounters are exposed, such as <c>Microsoft.AspNetCore.Hosting</c>: names with wildcards and exclusions as in <see cref="Meters"/>. A counter <c>queue-length</c> of the source <c>Shop.Orders</c>
    /// is <c>shop_orders_queue_length</c>; what is told in increments is a counter with <c>_total</c>, and MB, ms and % become bytes, seconds and ratios.
    /// </summary>
    public ICollection<string> EventCounters { get; } = new List<string>();

    /// <summary>How often EventSources are read, where they are read at all: at least one second, by default one. Their values are as old as this at most.</summary>
    public TimeSpan EventCounterInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How names are translated.</summary>
    public NameTranslation NameTranslation { get; set; }

    /// <summary>The series that a metric may have, one for each set of label values; at least 1, by default 2,000. What comes later is added to one more series, with the label <c>otel_metric_overflow="true"</c>.</summary>
    public int MaxSeriesPerMetric { get; set; } = 2000;

    /// <summary>The metrics that the program may have beside the runtime's; at least 1, by default 10,000. Instruments that come later are not exposed until others are gone, and the metric <c>obslint_bridge_dropped_instruments</c> tells it.</summary>
    public int MaxMetrics { get; set; } = 10_000;

    /// <summary>
    /// The upper bounds of histogram buckets, by the name of the instrument, in its unit: finite and ascending; the last bucket, up to infinity, is always there.
    /// They win over the instrument's own advice. For many instruments at once there is <see cref="MetricView.Buckets"/>. Without any of it, histograms in seconds have bounds from 5 ms to 10 s, and others the defaults of OpenTelemetry, from 0 to 10,000.
    /// </summary>
    public IDictionary<string, IReadOnlyList<double>> HistogramBuckets { get; } = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);

    /// <summary>Counters and histogram buckets remember the trace and span of a recorded activity that was current at a measurement, each a new one every second at most, and OpenMetrics text shows them. On by default; the environment variable <c>OTEL_METRICS_EXEMPLAR_FILTER</c> turns them off (<c>always_off</c>), or takes measurements outside recorded activities too (<c>always_on</c>).</summary>
    public bool Exemplars { get; set; } = true;

    /// <summary>OpenMetrics text has a <c>_created</c> sample for each counter and histogram: when it began, in seconds since 1970. Off by default.</summary>
    public bool CreatedTimestamps { get; set; }

    /// <summary>Each series has the labels <c>otel_scope_name</c> and, where the meter has one, <c>otel_scope_version</c>. Off by default.</summary>
    public bool ScopeLabels { get; set; }

    /// <summary>
    /// The attributes of the metric <c>target_info</c>, such as <c>service.name</c>. They win over the environment variable <c>OTEL_SERVICE_NAME</c>, and that wins over <c>OTEL_RESOURCE_ATTRIBUTES</c>, as in the OpenTelemetry SDK.
    /// Without any there is no such metric. It has no other labels: <c>job</c> and <c>instance</c> are given by Prometheus.
    /// </summary>
    public IDictionary<string, string> TargetInfo { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long a scrape waits for the callbacks of all observable instruments together, more than zero and by default one second; an endpoint waits less where the scraper has less time. An instrument that has not answered by then is left out and asked aside, until an answer comes within this time again.</summary>
    public TimeSpan CallbackTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock for creation times, exemplars, and how long the counts of meters that are gone stay.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
