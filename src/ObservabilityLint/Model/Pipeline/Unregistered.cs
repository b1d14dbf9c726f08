using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A source or meter that no pipeline of its program listens to.</summary>
/// <param name="Place">Where it is created; where none is in sight, what exports nothing.</param>
/// <param name="Creation">The creation; null where none is in sight.</param>
/// <param name="Reason">Why it is not heard.</param>
/// <param name="Remedy">What to register.</param>
internal sealed record Unregistered(SyntaxNode Place, NamedCreation? Creation, string Reason, string Remedy);
