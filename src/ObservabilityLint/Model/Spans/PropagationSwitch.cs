using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>Code that keeps HTTP clients from sending the trace context.</summary>
/// <param name="Syntax">The assignment, or the call.</param>
/// <param name="IsForProcess">Of all clients, not of one handler.</param>
/// <param name="Effect">Whose headers are missing, as the beginning of a sentence.</param>
internal sealed record PropagationSwitch(SyntaxNode Syntax, bool IsForProcess, string Effect)
{
    /// <summary>A request has a span all the same, and with it whatever writes headers of its own.</summary>
    public bool IsSeenByInstrumentation { get; init; }
}
