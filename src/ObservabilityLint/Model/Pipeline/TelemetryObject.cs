using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>The creation of an object that the whole program is meant to share: a meter, or a source of activities.</summary>
/// <param name="Creation">The creating expression.</param>
/// <param name="IsSource">It starts activities; otherwise it makes instruments.</param>
/// <param name="Name">The name it is created with; null where that is missing.</param>
internal sealed record TelemetryObject(IOperation Creation, bool IsSource, Text? Name);
