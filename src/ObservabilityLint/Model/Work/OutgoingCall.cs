using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A call to another process that shows in a trace: an HTTP request or a database command.</summary>
/// <param name="Call">The call.</param>
/// <param name="Kind">Which of them.</param>
/// <param name="AcceptsCancellation">Some overload of it takes a cancellation token.</param>
/// <param name="AsyncSibling">The name of the asynchronous method, where this one blocks; null where it does not.</param>
internal sealed record OutgoingCall(IOperation Call, WorkKinds Kind, bool AcceptsCancellation = true, string? AsyncSibling = null)
{
    public SyntaxNode Syntax => Call.Syntax;

    /// <summary>It only asks: nothing is lost where it is broken off.</summary>
    public bool IsRead { get; init; }
}
