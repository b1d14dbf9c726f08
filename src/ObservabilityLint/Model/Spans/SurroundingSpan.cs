namespace ObservabilityLint.Model;

/// <summary>The span that is current at a place, and that ends when the function around it returns, or before.</summary>
/// <param name="Description">How a message names it.</param>
/// <param name="Start">Where the function, or the caller, starts it; null for the span of a framework.</param>
/// <param name="Kind">Its role.</param>
internal sealed record SurroundingSpan(string Description, SpanStart? Start, SpanKind Kind)
{
    /// <summary>It is there for as long as a service of the host: only the stop of its loop ends it.</summary>
    public bool IsOfService { get; init; }
}
