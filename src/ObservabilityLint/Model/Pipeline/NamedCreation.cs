using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Model;

/// <summary>An activity source or a meter that is created.</summary>
/// <param name="Call">The creation.</param>
/// <param name="IsSource">It starts activities; otherwise it makes instruments.</param>
/// <param name="Argument">What gives its name; null where that is out of sight.</param>
/// <param name="Name">The name; null where it is not certain.</param>
/// <param name="Version">The version; null where there is none, or it is not certain.</param>
internal sealed record NamedCreation(CallSite Call, bool IsSource, IOperation? Argument, string? Name, string? Version)
{
    public SyntaxNode Syntax => Call.Syntax;
}
