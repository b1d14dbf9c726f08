using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A call or assignment that changes the baggage of the current flow, for everybody who shares its holder.</summary>
/// <param name="Change">The call or assignment.</param>
/// <param name="IsOfOneValue">It sets what it sets wherever it runs: a constant.</param>
internal sealed record BaggageChange(IOperation Change, bool IsOfOneValue)
{
    public SyntaxNode Syntax => Change.Syntax;

    /// <summary>The name of the entry is made at run time: each place that sets it may set another.</summary>
    public bool IsOfVariousEntries { get; init; }
}
