using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A source or meter that no pipeline of its program listens to.</summary>
/// <param name="Place">Where it is created; where none is in sight, what exports nothing; for one of a library, where the pipeline begins.</param>
/// <param name="Creation">The creation; null where none is in sight.</param>
/// <param name="Reason">Why it is not heard.</param>
/// <param name="Remedy">What to register.</param>
internal sealed record Unregistered(SyntaxNode Place, NamedCreation? Creation, string Reason, string Remedy)
{
    /// <summary>The creation, where it is spoken of elsewhere.</summary>
    public IEnumerable<Location> Others => Creation is { Syntax: var created } && created.SyntaxTree != Place.SyntaxTree ? [created.GetLocation()] : [];
}
