namespace ObservabilityLint.RuntimeMetrics;

/// <summary>How the names of instruments become names of metrics. The reference translators differ.</summary>
public enum NameTranslation
{
    /// <summary>As the OpenTelemetry exporter for .NET does: <c>dotnet_gc_heap_total_allocated_bytes_total</c>.</summary>
    OpenTelemetryDotNet,

    /// <summary>As the Go translator of the OpenTelemetry Collector and of Prometheus's OTLP receiver does: the word <c>total</c> only at the end (<c>dotnet_gc_heap_allocated_bytes_total</c>), and <c>_ratio</c> on gauges of unit 1.</summary>
    OtlpTranslator,

    /// <summary>Names and labels stay as they are, with the unit and <c>_total</c> at the end, for a Prometheus 3 that asks for them (<c>escaping=allow-utf-8</c>): <c>{"dotnet.gc.pause.time_seconds_total"}</c>. Others get what is not allowed replaced, as they ask for it, or by underscores. The name is that of the OpenTelemetry specification.</summary>
    NoUtf8EscapingWithSuffixes,
}
