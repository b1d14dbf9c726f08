using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>From the variables that hold instruments, and the expressions that create them, to their declarations.</summary>
internal sealed class InstrumentHolders
{
    private readonly Dictionary<ISymbol, InstrumentDeclaration?> byHolder = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, InstrumentDeclaration?> bySyntax = new();

    public InstrumentHolders(IEnumerable<InstrumentDeclaration> instruments)
    {
        foreach (var instrument in instruments)
        {
            if (instrument.IsView) continue;
            if (instrument.Target is { } holder) byHolder[holder] = byHolder.ContainsKey(holder) ? null : instrument;
            bySyntax[instrument.Syntax] = bySyntax.ContainsKey(instrument.Syntax) ? null : instrument;
        }
    }

    /// <summary>The names of the variables: a file that uses an instrument mentions one of them.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            foreach (var holder in byHolder.Keys) yield return holder.Name;
        }
    }

    /// <summary>The declaration behind an expression that stands for an instrument; null where it is not found, or not the only one.</summary>
    public InstrumentDeclaration? DeclarationOf(IOperation instrument)
    {
        instrument = CallSite.Unwrap(instrument);
        if (bySyntax.TryGetValue(instrument.Syntax, out var created)) return created;
        return Target.SymbolOf(instrument) is { } holder && byHolder.TryGetValue(holder, out var held) ? held : null;
    }
}
