using System;

namespace ObservabilityLint.Model;

/// <summary>The kinds of telemetry that a pipeline carries.</summary>
[Flags]
internal enum Signals : byte
{
    None = 0,
    Traces = 1,
    Metrics = 2,
    Logs = 4,
    All = Traces | Metrics | Logs,
}
