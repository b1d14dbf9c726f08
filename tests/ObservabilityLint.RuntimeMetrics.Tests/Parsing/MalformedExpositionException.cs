namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing;

/// <summary>A text that a strict reader of its format refuses, and where.</summary>
public sealed class MalformedExpositionException(int line, string message) : Exception($"Line {line}: {message}")
{
    /// <summary>From 1.</summary>
    public int Line { get; } = line;
}
