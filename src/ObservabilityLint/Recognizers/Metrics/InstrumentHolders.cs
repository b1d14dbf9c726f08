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
    private const int MaximumSteps = 8;

    private readonly Dictionary<string, List<int>> byName = new();
    private readonly Dictionary<SyntaxNode, int> byExpression = new();
    private readonly Dictionary<string, List<HeldInstrument>> holders = new();
    private readonly IReadOnlyList<InstrumentFile> files;
    private readonly bool[] isAdded;

    private readonly ConcurrentDictionary<ISymbol, InstrumentDeclaration?> byHolder = new(SourceSymbols.Comparer);
    private readonly ConcurrentDictionary<ISymbol, InstrumentDeclaration?> byCallback = new(SourceSymbols.Comparer);
    private readonly ConcurrentDictionary<SyntaxNode, InstrumentDeclaration?> bySyntax = new();
    private readonly ConcurrentDictionary<ISymbol, bool> heldAlone = new(SourceSymbols.Comparer);

    public InstrumentHolders(IReadOnlyList<InstrumentFile> files)
    {
        (this.files, isAdded) = (files, new bool[files.Count]);
        var namesElsewhere = new HashSet<string>();
        for (var i = 0; i < files.Count; i++)
            foreach (var noted in files[i].Noted)
                foreach (var held in noted.Note.Held)
                {
                    byExpression[held.Syntax] = i;
                    if (held.Type is { } type)
                    {
                        AddName(type, i);
                        HasGenerated = true;
                    }
                    if (held.Callback is { } callback) AddName(callback, i);
                    if (held.Holder is { } holder) AddName(holder, i);
                    foreach (var name in held.Names)
                        if (holders.TryGetValue(name, out var others)) others.Add(held);
                        else holders.Add(name, [held]);
                    if (held.IsElsewhere) namesElsewhere.UnionWith(held.Names);
                }
        NamesElsewhere = [.. namesElsewhere];
        Summary = string.Join(",", holders.Keys);
    }

    /// <summary>The names of the variables that other files than the one of the declaration may use: such a file mentions one of them.</summary>
    public string[] NamesElsewhere { get; }

    /// <summary>The names of all variables: as long as they stay the same, the calls of a file that may record on one do.</summary>
    public string Summary { get; }

    /// <summary>Some are recorded on by a type that a generator writes.</summary>
    public bool HasGenerated { get; }

    /// <summary>True if the expression creates an instrument, or has the name of a variable that holds one, or of a member that gives it out.</summary>
    public bool MayStandFor(ExpressionSyntax expression)
    {
        for (ExpressionSyntax? part = expression; part != null; part = Before(part))
            if (byExpression.ContainsKey(part) || TypeNames.Called(part) is { } name && holders.ContainsKey(name)) return true;
        return false;
    }

    /// <summary>What is noted of the instruments that the names in an expression may stand for; nothing of one that the expression itself creates.</summary>
    public IEnumerable<HeldInstrument> NamedBy(ExpressionSyntax expression)
    {
        for (ExpressionSyntax? part = expression; part != null; part = Before(part))
            if (TypeNames.Called(part) is { } name && holders.TryGetValue(name, out var held))
                foreach (var instrument in held) yield return instrument;
    }

    /// <summary>The declaration behind an expression that stands for an instrument; null where it is not found, or not the only one.</summary>
    public InstrumentDeclaration? DeclarationOf(IOperation instrument, VariableValues variables) => DeclarationsOf(instrument, variables) is [var only] ? only : null;

    /// <summary>Those that an expression may stand for: the elements of a list, the arms of a choice. None where one of them is not found.</summary>
    public IReadOnlyList<InstrumentDeclaration> DeclarationsOf(IOperation instrument, VariableValues variables)
    {
        var found = new List<InstrumentDeclaration>();
        return TryCollect(instrument, variables, MaximumSteps, found) ? found : [];
    }

    private bool TryCollect(IOperation instrument, VariableValues variables, int steps, List<InstrumentDeclaration> found)
    {
        for (; steps > 0; steps--)
        {
            instrument = Recordings.WithoutLifetime(CallSite.Unwrap(instrument));
            if (CreatedAt(instrument.Syntax, variables.Cancellation, out var created)) return TryAdd(created, found);
            ISymbol? member = null;
            // An indexer is the same member for all elements, and all lists.
            if (Target.SymbolOf(instrument)?.OriginalDefinition is { } named and not IPropertySymbol { IsIndexer: true })
            {
                variables = variables.InProjectOf(named);
                // An interface's property, or an abstract one, stands for that of the only type that implements it.
                var symbol = member = variables.OnlyImplementation(named).OriginalDefinition;
                if (Find(byHolder, symbol, variables.Cancellation, out var held)) return held != null && heldAlone.GetOrAdd(symbol, _ => SoleContent.Is(symbol, held.Syntax, variables)) && TryAdd(held, found);
                if (((instrument is IMemberReferenceOperation part ? PartHolders.ValueOf(part, variables) : null) ?? variables.Of(symbol)) is { } value)
                {
                    instrument = value;
                    continue;
                }
            }
            var there = InstrumentSources.ProjectOf(instrument, variables);
            return (LazyHolders.ValuesOf(instrument, there) ?? InstrumentSources.GivenTo(instrument, variables) ?? (member is IPropertySymbol ? ReturnedValues.Of(member, variables) : null)) is { } given && TryCollectAll(given, there, steps - 1, found);
        }
        return false;
    }

    /// <summary>What the expressions stand for; those that give nothing are left out.</summary>
    private bool TryCollectAll(IReadOnlyList<IOperation> given, VariableValues variables, int steps, List<InstrumentDeclaration> found)
    {
        foreach (var value in given)
            if (CallSite.Unwrap(value) is not (IThrowOperation or { ConstantValue: { HasValue: true, Value: null } }) && !TryCollect(value, variables, steps, found)) return false;
        return true;
    }

    private static bool TryAdd(InstrumentDeclaration? declaration, List<InstrumentDeclaration> found)
    {
        if (declaration is null) return false;
        foreach (var known in found)
            if (known.Syntax == declaration.Syntax) return true;
        found.Add(declaration);
        return true;
    }

    /// <summary>The declaration of the instrument that a generated type records on.</summary>
    public InstrumentDeclaration? DeclarationBehind(ITypeSymbol type, CancellationToken cancellation) => HasGenerated && Find(byHolder, type.OriginalDefinition, cancellation, out var declared) ? declared : null;

    /// <summary>The observable instrument for whose callback a value is measured; null where that is not in sight.</summary>
    public InstrumentDeclaration? DeclarationAround(IOperation measured)
    {
        for (var node = measured.Syntax; node != null; node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: { } call } } && CreatedAt(call, CancellationToken.None, out var created)) return created;
            if (measured.SemanticModel is { } model && SourceAt(node, model) is { } source && Find(byCallback, source, CancellationToken.None, out var called)) return called;
        }
        return null;
    }

    /// <summary>What a callback may be, or give: the method around, or the variable that is given the value. What is assigned is bound by a known name only.</summary>
    private ISymbol? SourceAt(SyntaxNode node, SemanticModel model) => node switch
    {
        MethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax or VariableDeclaratorSyntax => model.GetDeclaredSymbol(node),
        AssignmentExpressionSyntax { Left: var variable } when TypeNames.Called(variable) is { } name && byName.ContainsKey(name) => model.GetSymbolInfo(variable).Symbol?.OriginalDefinition,
        _ => null,
    };

    /// <summary>What holds the holder: <c>requests</c> of <c>requests.Value</c>, <c>cache</c> of <c>cache.GetOrAdd(…)</c>, <c>set</c> of <c>set.Requests</c>.</summary>
    private static ExpressionSyntax? Before(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => call.Expression,
        MemberAccessExpressionSyntax access => access.Expression,
        ElementAccessExpressionSyntax element => element.Expression,
        ParenthesizedExpressionSyntax inner => inner.Expression,
        PostfixUnaryExpressionSyntax certain => certain.Operand,
        AssignmentExpressionSyntax assignment => assignment.Left,
        _ => null,
    };

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
                if (instrument.RecordedBy?.OriginalDefinition is { } type) Add(byHolder, type, instrument);
                if ((instrument.Callback ?? instrument.Kept)?.OriginalDefinition is { } callback) Add(byCallback, callback, instrument);
                Add(bySyntax, instrument.Syntax, instrument);
            }
            isAdded[file] = true;
        }
    }

    /// <summary>Of two declarations in one place, neither is certain. What is made for each name of a list is the same but for the name.</summary>
    private static void Add<TKey>(ConcurrentDictionary<TKey, InstrumentDeclaration?> map, TKey key, InstrumentDeclaration instrument) where TKey : notnull
    {
        if (!map.TryGetValue(key, out var known)) map[key] = instrument;
        else if (!(instrument.IsListed && known is { Name.Value: null } && known.Syntax == instrument.Syntax)) map[key] = null;
    }
}
