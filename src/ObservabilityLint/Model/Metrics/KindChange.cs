using System.Collections.Immutable;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>How the declaration of a counter, and the types that hold it, read for a value that may fall.</summary>
/// <param name="Kind">What the instrument becomes.</param>
/// <param name="Identifiers">The names of methods and types, old and new.</param>
/// <param name="Decrease">The method that subtracts; null where the sign of the value says it.</param>
internal sealed record KindChange(InstrumentKind Kind, ImmutableDictionary<string, string> Identifiers, string? Decrease);
