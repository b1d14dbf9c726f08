using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A call that starts a program's host, and with it its background services; or one that stops it.</summary>
/// <param name="DisposedWith">The <c>using</c> variable that ends a host that is only started here; null where there is none.</param>
internal sealed record HostRun(IOperation Call, bool IsStop, SyntaxNode? DisposedWith)
{
    public SyntaxNode Syntax => Call.Syntax;
}
