using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A call that could be broken off and is not told when: a token is in scope, and an overload takes it.</summary>
/// <param name="Call">The call.</param>
/// <param name="CalledName">Its name, as it stands there.</param>
/// <param name="Token">The token, as it can be written there.</param>
/// <param name="Parameter">The parameter that takes it.</param>
/// <param name="IsPositional">It can be written after the arguments that are there, without its name.</param>
/// <param name="AsyncSibling">The method to be called instead, since this one blocks; null where it does not.</param>
internal sealed record UnforwardedCancellation(IOperation Call, SyntaxNode CalledName, string Token, string Parameter, bool IsPositional, string? AsyncSibling)
{
    public SyntaxNode Syntax => Call.Syntax;
}
