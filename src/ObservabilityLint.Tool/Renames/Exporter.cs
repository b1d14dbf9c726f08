namespace ObservabilityLint.Tool.Renames;

/// <summary>Whose names queries ask for. Exporters name the same metric of OpenTelemetry in different ways.</summary>
internal enum Exporter
{
    /// <summary>Whichever: the names of all are known, and where they differ in what they have become, a person has to tell.</summary>
    Any,

    /// <summary>That of the library: prometheus-net, or the Prometheus exporter of OpenTelemetry .NET.</summary>
    Library,

    /// <summary>The OpenTelemetry collector, or Prometheus over OTLP.</summary>
    Collector,
}
