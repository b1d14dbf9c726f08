namespace ObservabilityLint.RuntimeMetrics;

/// <summary>The formats in which metrics are written.</summary>
public enum MetricsFormat
{
    /// <summary>OpenMetrics 1.0 text: units, exemplars, creation times, and a mark at its end that shows a cut-off answer.</summary>
    OpenMetrics,

    /// <summary>Prometheus text format 0.0.4: what every scraper reads.</summary>
    PrometheusText,

    /// <summary>
    /// Prometheus protobuf: messages <c>io.prometheus.client.MetricFamily</c>, each after its length. The only one that has native histograms; in all else it says what OpenMetrics says. Endpoints offer it only where
    /// <see cref="MetricView.NativeHistogram"/> is set.
    /// </summary>
    PrometheusProtobuf,
}
