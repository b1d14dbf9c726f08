using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>Why an instrument is not exposed.</summary>
/// <param name="Metric">The name that it would have; empty if it can have none.</param>
/// <param name="Reason">In words.</param>
/// <param name="Owner">Who has the name; null where nobody has it.</param>
internal sealed record Refusal(string Metric, string Reason, string? Owner = null)
{
    /// <summary>The runtime's meter has the name.</summary>
    public bool IsByRuntime => Owner == RuntimeInstruments.SourceName;

    /// <summary>There are as many metrics as there may be.</summary>
    public bool IsForLimit { get; init; }
}
