using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A call that starts a program's host, and with it its background services; or one that stops it.</summary>
internal sealed record HostRun(IOperation Call, bool IsStop)
{
    public SyntaxNode Syntax => Call.Syntax;
}
