using System.Collections.Immutable;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>How the declaration of an instrument, and the types that hold it, read for another kind: a counter whose value may fall, or a gauge whose value only rises.</summary>
/// <param name="Kind">What the instrument becomes.</param>
/// <param name="Identifiers">The names of methods and types, old and new.</param>
/// <param name="Decrease">The method that subtracts; null where the sign of the value says it.</param>
/// <param name="Set">The method that sets the value; null where there is none of another name.</param>
internal sealed record KindChange(InstrumentKind Kind, ImmutableDictionary<string, string> Identifiers, string? Decrease = null, string? Set = null);
