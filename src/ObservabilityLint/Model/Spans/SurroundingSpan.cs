namespace ObservabilityLint.Model;

/// <summary>The span that is current at a place, and that ends when the function around it returns, or before.</summary>
/// <param name="Description">How a message names it.</param>
/// <param name="Start">Where it is started; null for the span of a framework.</param>
internal sealed record SurroundingSpan(string Description, SpanStart? Start);
