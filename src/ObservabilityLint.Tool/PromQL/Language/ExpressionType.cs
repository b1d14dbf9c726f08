namespace ObservabilityLint.Tool.PromQL.Language;

/// <summary>What an expression gives.</summary>
internal enum ExpressionType
{
    /// <summary>A Grafana variable, or something of one: whatever the place needs.</summary>
    Unknown,
    Scalar,
    InstantVector,
    RangeVector,
    String,
}
