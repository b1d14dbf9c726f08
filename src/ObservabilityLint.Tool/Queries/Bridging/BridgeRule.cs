namespace ObservabilityLint.Tool.Queries.Bridging;

/// <summary>A rule that records the series of a renamed metric under their old name.</summary>
/// <param name="Record">The old name.</param>
/// <param name="Expression">What gives its series.</param>
internal sealed record BridgeRule(string Record, string Expression);
