using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>A file that declares instruments: where they are to be found, and the declarations, which are bound when asked for.</summary>
internal readonly record struct InstrumentFile(ImmutableArray<Noted<InstrumentNote>> Noted, Func<CancellationToken, ImmutableArray<InstrumentDeclaration>> Declarations);

/// <summary>
/// From the variables that hold instruments, the expressions that create them and the callbacks that measure for them, to their declarations.
/// Only files are bound that declare an instrument of the name that is asked for.
/// </summary>
internal sealed class InstrumentHolders
{
    private readonly Dictionary<string, List<int>> byName = new();
    private readonly Dictionary<SyntaxNode, int> byExpression = new();
    private readonly HashSet<string> holders = [];
    private readonly IReadOnlyList<InstrumentFile> files;
    private readonly bool[] isAdded;

    private readonly ConcurrentDictionary<ISymbol, InstrumentDeclaration?> byHolder = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, InstrumentDeclaration?> byCallback = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, InstrumentDeclaration?> bySyntax = new();
    private readonly ConcurrentDictionary<ISymbol, bool> heldAlone = new(SymbolEqualityComparer.Default);

    public InstrumentHolders(IReadOnlyList<InstrumentFile> files)
    {
        (this.files, isAdded) = (files, new bool[files.Count]);
        var namesElsewhere = new HashSet<string>();
        for (var i = 0; i < files.Count; i++)
            foreach (var noted in files[i].Noted)
                foreach (var held in noted.Note.Held)
                {
                    byExpression[held.Syntax] = i;
                    if (held.Callback is { } callback) AddName(callback, i);
                    if (held.Holder is not { } holder) continue;
                    AddName(holder, i);
                    holders.Add(holder);
                    if (held.IsElsewhere) namesElsewhere.Add(holder);
                }
        NamesElsewhere = [.. namesElsewhere];
        Summary = string.Join(",", holders);
    }

    /// <summary>The names of the variables that other files than the one of the declaration may use: such a file mentions one of them.</summary>
    public string[] NamesElsewhere { get; }

    /// <summary>The names of all variables: as long as they stay the same, the calls of a file that may record on one do.</summary>
    public string Summary { get; }

    /// <summary>True if the expression creates an instrument, or has the name of a variable that holds one.</summary>
    public bool MayStandFor(ExpressionSyntax expression) => byExpression.ContainsKey(expression) || TypeNames.Called(expression) is { } name && holders.Contains(name);

    /// <summary>The declaration behind an expression that stands for an instrument; null where it is not found, or not the only one.</summary>
    public InstrumentDeclaration? DeclarationOf(IOperation instrument, VariableValues variables)
    {
        for (var steps = 0; steps < 8; steps++)
        {
            instrument = CallSite.Unwrap(instrument);
            if (CreatedAt(instrument.Syntax, variables.Cancellation, out var created)) return created;
            if (Target.SymbolOf(instrument)?.OriginalDefinition is not { } symbol) return null;
            if (Find(byHolder, symbol, variables.Cancellation, out var held)) return held != null && heldAlone.GetOrAdd(symbol, _ => HoldsOnly(symbol, held, variables)) ? held : null;
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
            if (node is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: { } call } } && CreatedAt(call, CancellationToken.None, out var created)) return created;
            if (node is MethodDeclarationSyntax or LocalFunctionStatementSyntax && measured.SemanticModel?.GetDeclaredSymbol(node) is { } method && Find(byCallback, method, CancellationToken.None, out var called)) return called;
        }
        return null;
    }

    private bool CreatedAt(SyntaxNode expression, CancellationToken cancellation, out InstrumentDeclaration? created)
    {
        created = null;
        if (!byExpression.TryGetValue(expression, out var file)) return false;
        Bind(file, cancellation);
        return bySyntax.TryGetValue(expression, out created);
    }

    private bool Find(ConcurrentDictionary<ISymbol, InstrumentDeclaration?> bySymbol, ISymbol symbol, CancellationToken cancellation, out InstrumentDeclaration? found)
    {
        found = null;
        if (!byName.TryGetValue(symbol.Name, out var declaring)) return false;
        foreach (var file in declaring) Bind(file, cancellation);
        return bySymbol.TryGetValue(symbol, out found);
    }

    private void AddName(string name, int file)
    {
        if (!byName.TryGetValue(name, out var declaring)) byName.Add(name, declaring = []);
        if (declaring.Count == 0 || declaring[declaring.Count - 1] != file) declaring.Add(file);
    }

    private void Bind(int file, CancellationToken cancellation)
    {
        lock (isAdded)
        {
            if (isAdded[file]) return;
            foreach (var instrument in files[file].Declarations(cancellation))
            {
                if (instrument.IsView) continue;
                if (instrument.Target?.OriginalDefinition is { } holder) Add(byHolder, holder, instrument);
                if (instrument.Callback?.OriginalDefinition is { } callback) Add(byCallback, callback, instrument);
                Add(bySyntax, instrument.Syntax, instrument);
            }
            isAdded[file] = true;
        }
    }

    /// <summary>Of two declarations in one place, neither is certain.</summary>
    private static void Add<TKey>(ConcurrentDictionary<TKey, InstrumentDeclaration?> map, TKey key, InstrumentDeclaration instrument) where TKey : notnull => map[key] = map.ContainsKey(key) ? null : instrument;

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
