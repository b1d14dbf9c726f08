using System.Collections.Concurrent;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>From the variables that hold instruments, the expressions that create them and the callbacks that measure for them, to their declarations.</summary>
internal sealed class InstrumentHolders
{
    private readonly Dictionary<ISymbol, InstrumentDeclaration?> byHolder = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, InstrumentDeclaration?> byCallback = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, InstrumentDeclaration?> bySyntax = new();
    private readonly ConcurrentDictionary<ISymbol, bool> heldAlone = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> names = [], namesElsewhere = [];

    public InstrumentHolders(IEnumerable<InstrumentDeclaration> instruments)
    {
        foreach (var instrument in instruments)
        {
            if (instrument.IsView) continue;
            if (instrument.Target?.OriginalDefinition is { } holder) AddHolder(holder, instrument);
            if (instrument.Callback?.OriginalDefinition is { } callback) byCallback[callback] = byCallback.ContainsKey(callback) ? null : instrument;
            bySyntax[instrument.Syntax] = bySyntax.ContainsKey(instrument.Syntax) ? null : instrument;
        }
        NamesElsewhere = [.. namesElsewhere];
    }

    /// <summary>The names of the variables that other files than the one of the declaration may use: such a file mentions one of them.</summary>
    public string[] NamesElsewhere { get; }

    /// <summary>True if the expression creates an instrument, or has the name of a variable that holds one.</summary>
    public bool MayStandFor(ExpressionSyntax expression) => bySyntax.ContainsKey(expression) || TypeNames.Called(expression) is { } name && names.Contains(name);

    /// <summary>The declaration behind an expression that stands for an instrument; null where it is not found, or not the only one.</summary>
    public InstrumentDeclaration? DeclarationOf(IOperation instrument, VariableValues variables)
    {
        for (var steps = 0; steps < 8; steps++)
        {
            instrument = CallSite.Unwrap(instrument);
            if (bySyntax.TryGetValue(instrument.Syntax, out var created)) return created;
            if (Target.SymbolOf(instrument)?.OriginalDefinition is not { } symbol) return null;
            if (byHolder.TryGetValue(symbol, out var held)) return held != null && heldAlone.GetOrAdd(symbol, _ => HoldsOnly(symbol, held, variables)) ? held : null;
            if (variables.Of(symbol) is not { } value) return null;
            instrument = value;
        }
        return null;
    }

    /// <summary>The observable instrument for whose callback a value is measured; null where that is not in sight.</summary>
    public InstrumentDeclaration? DeclarationAround(IOperation measured)
    {
        for (var node = measured.Syntax; node != null; node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: { } call } } && bySyntax.TryGetValue(call, out var created)) return created;
            if (node is MethodDeclarationSyntax or LocalFunctionStatementSyntax && measured.SemanticModel?.GetDeclaredSymbol(node) is { } method && byCallback.TryGetValue(method, out var called)) return called;
        }
        return null;
    }

    private void AddHolder(ISymbol holder, InstrumentDeclaration instrument)
    {
        byHolder[holder] = byHolder.ContainsKey(holder) ? null : instrument;
        names.Add(holder.Name);
        if (holder is IFieldSymbol or IPropertySymbol && (holder.DeclaredAccessibility != Accessibility.Private || holder.ContainingType.DeclaringSyntaxReferences.Length > 1)) namesElsewhere.Add(holder.Name);
    }

    /// <summary>Nothing but this instrument is ever assigned to the variable, as far as its type shows.</summary>
    private static bool HoldsOnly(ISymbol holder, InstrumentDeclaration held, VariableValues variables)
    {
        if (variables.Of(holder) is { } value) return CallSite.Unwrap(value) is var only && (only.Syntax == held.Syntax || only is ICoalesceOperation);
        if (holder.DeclaringSyntaxReferences is not [var reference]) return false;
        var values = reference.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null } ? 1 : 0;
        foreach (var part in holder.ContainingType.DeclaringSyntaxReferences)
            foreach (var write in CallIndex.Of(part.SyntaxTree).Writes(holder.Name, default))
                if (part.Span.Contains(write.Node.Span)) values++;
        return values <= 1;
    }
}
