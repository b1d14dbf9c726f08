namespace ObservabilityLint.RuntimeMetrics;

/// <summary>Which measurements may become exemplars. The names are those of OpenTelemetry's variable.</summary>
internal enum ExemplarFilter
{
    /// <summary>Those inside a recorded activity.</summary>
    TraceBased,

    /// <summary>All.</summary>
    AlwaysOn,

    /// <summary>None.</summary>
    AlwaysOff,
}
