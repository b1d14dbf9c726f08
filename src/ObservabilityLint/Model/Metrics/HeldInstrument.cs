using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>Where an instrument is to be found, by name.</summary>
/// <param name="Syntax">The declaring expression.</param>
/// <param name="Holder">The name of the variable that holds it; null where it is in none.</param>
/// <param name="IsElsewhere">Other files than that of the declaration may use the variable.</param>
/// <param name="Callback">The name of the method that measures for it; null where it has none.</param>
internal readonly record struct HeldInstrument(SyntaxNode Syntax, string? Holder, bool IsElsewhere, string? Callback)
{
    public static HeldInstrument Of(InstrumentDeclaration instrument)
    {
        var holder = instrument.Target?.OriginalDefinition;
        var isElsewhere = holder is IFieldSymbol or IPropertySymbol && (holder.DeclaredAccessibility != Accessibility.Private || holder.ContainingType.DeclaringSyntaxReferences.Length > 1);
        return new HeldInstrument(instrument.Syntax, holder?.Name, isElsewhere, instrument.Callback?.Name);
    }
}

/// <summary>What is noted of a call that declares instruments; nothing of one that only views them.</summary>
internal sealed record InstrumentNote(ImmutableArray<HeldInstrument> Held);
