using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A database call of a provider that emits no span for it, without a client span around it.</summary>
/// <param name="Call">The call.</param>
/// <param name="CalledName">Its name, as it stands there.</param>
/// <param name="System">The database, as the semantic conventions name it.</param>
/// <param name="Reason">Why there is no span, as the second half of a sentence.</param>
/// <param name="Remedy">What brings one, as a sentence.</param>
/// <param name="Operation">The first word of the command, where the text is known.</param>
internal sealed record UntracedCall(IOperation Call, SyntaxNode CalledName, string System, string Reason, string Remedy, string? Operation)
{
    public SyntaxNode Syntax => Call.Syntax;
}
