namespace ObservabilityLint.Recognizers;

/// <summary>Where the types of OpenTelemetry are.</summary>
internal static class OpenTelemetryNamespaces
{
    public const string Root = "OpenTelemetry", Trace = Root + ".Trace", Metrics = Root + ".Metrics", Logs = Root + ".Logs", Exporter = Root + ".Exporter", Propagation = Root + ".Context.Propagation";
}
