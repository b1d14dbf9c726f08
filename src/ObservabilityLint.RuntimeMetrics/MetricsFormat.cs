namespace ObservabilityLint.RuntimeMetrics;

/// <summary>The text formats in which metrics are written.</summary>
public enum MetricsFormat
{
    /// <summary>OpenMetrics 1.0 text: units, exemplars, creation times, and a mark at its end that shows a cut-off answer.</summary>
    OpenMetrics,

    /// <summary>Prometheus text format 0.0.4: what every scraper reads.</summary>
    PrometheusText,
}
