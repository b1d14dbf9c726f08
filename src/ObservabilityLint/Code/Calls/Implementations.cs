using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ObservabilityLint.Code;

/// <summary>What may run where an interface's member, or a virtual one, is called: its implementations in the sources in sight. Only the files that name a type are looked at for those that derive from it.</summary>
internal sealed class Implementations
{
    private static readonly ConditionalWeakTable<Compilation, Implementations> ByCompilation = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<INamedTypeSymbol>> heirs = new(SourceSymbols.Comparer), firstHeirs = new(SourceSymbols.Comparer);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> known = new(SourceSymbols.Comparer);
    private readonly Compilation compilation;

    private Implementations(Compilation compilation) => this.compilation = compilation;

    public static Implementations In(Compilation compilation) => ByCompilation.GetValue(compilation, static c => new Implementations(c));

    /// <summary>The methods that may run; of a method that no other can stand in for, itself.</summary>
    public ImmutableArray<IMethodSymbol> Of(IMethodSymbol method)
    {
        if (!MayBeAnother(method)) return ImmutableArray.Create(method);
        return known.TryGetValue(method, out var all) ? all : known.GetOrAdd(method, Find(method));
    }

    private ImmutableArray<IMethodSymbol> Find(IMethodSymbol method)
    {
        var found = ImmutableArray.CreateBuilder<IMethodSymbol>();
        if (!method.IsAbstract) found.Add(method);
        foreach (var type in HeirsOf(method.ContainingType.OriginalDefinition))
            if (In(type, method) is { IsAbstract: false } implementation && !found.Contains(implementation)) found.Add(implementation);
        return found.ToImmutable();
    }

    /// <summary>No code out of sight can add an implementation.</summary>
    public bool AreAllInSight(IMethodSymbol method)
    {
        if (!MayBeAnother(method)) return true;
        return method.Locations is [{ IsInSource: true }, ..] && !Visibility.IsForOthers(method, compilation);
    }

    public static bool MayBeAnother(IMethodSymbol method)
        => method.IsAbstract || (method.IsVirtual || method.IsOverride) && !method.IsSealed && method.ContainingType?.IsSealed == false || method.ContainingType?.TypeKind == TypeKind.Interface && !method.IsStatic;

    private static IMethodSymbol? In(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            foreach (var implemented in type.AllInterfaces)
                if (SourceSymbols.AreSame(implemented.OriginalDefinition, method.ContainingType.OriginalDefinition))
                    foreach (var member in implemented.GetMembers(method.Name))
                        if (SourceSymbols.AreSame(member.OriginalDefinition, method.OriginalDefinition)) return OverrideIn(type, type.FindImplementationForInterfaceMember(member) as IMethodSymbol)?.OriginalDefinition;
            return null;
        }
        foreach (var member in type.GetMembers(method.Name))
            if (Overrides(member, method)) return (IMethodSymbol)member;
        return null;
    }

    /// <summary>What runs in an object of the type where a method of a base class implements the interface, which the type may override.</summary>
    private static IMethodSymbol? OverrideIn(INamedTypeSymbol type, IMethodSymbol? inherited)
    {
        if (inherited is null || !inherited.IsAbstract && !inherited.IsVirtual && !inherited.IsOverride) return inherited;
        for (var heritage = type; heritage != null && !SymbolEqualityComparer.Default.Equals(heritage, inherited.ContainingType); heritage = heritage.BaseType)
            foreach (var member in heritage.GetMembers(inherited.Name))
                if (Overrides(member, inherited)) return (IMethodSymbol)member;
        return inherited;
    }

    private static bool Overrides(ISymbol member, IMethodSymbol method)
    {
        for (var overridden = (member as IMethodSymbol)?.OverriddenMethod; overridden != null; overridden = overridden.OverriddenMethod)
            if (SourceSymbols.AreSame(overridden.OriginalDefinition, method.OriginalDefinition)) return true;
        return false;
    }

    /// <summary>The classes and structs that derive from the type or implement it, also through others.</summary>
    private ImmutableArray<INamedTypeSymbol> HeirsOf(INamedTypeSymbol type)
    {
        // Only what the program declares itself can be called without leaving what is in sight.
        if (type.Locations is not [{ IsInSource: true }, ..]) return ImmutableArray<INamedTypeSymbol>.Empty;
        if (heirs.TryGetValue(type, out var known)) return known;
        var (found, seen, next) = (ImmutableArray.CreateBuilder<INamedTypeSymbol>(), new HashSet<INamedTypeSymbol>(SourceSymbols.Comparer) { type }, new Queue<INamedTypeSymbol>());
        for (next.Enqueue(type); next.Count > 0;)
            foreach (var heir in FirstHeirsOf(next.Dequeue()))
            {
                if (!seen.Add(heir)) continue;
                if (heir.TypeKind is TypeKind.Class or TypeKind.Struct) found.Add(heir);
                next.Enqueue(heir);
            }
        return heirs.GetOrAdd(type, found.ToImmutable());
    }

    /// <summary>Those that name the type among their bases. Two threads may both look for them; they find the same.</summary>
    public ImmutableArray<INamedTypeSymbol> FirstHeirsOf(INamedTypeSymbol type)
    {
        if (type.IsSealed) return ImmutableArray<INamedTypeSymbol>.Empty;
        if (firstHeirs.TryGetValue(type, out var known)) return known;
        var (found, names) = (ImmutableArray.CreateBuilder<INamedTypeSymbol>(), new List<string> { type.Name });
        // An alias may be a global one: it is looked for in all files.
        for (var i = 0; i < names.Count; i++)
            foreach (var tree in Sources.TreesInSightWithOneOf([names[i]], compilation, CancellationToken.None))
            {
                var bases = BaseLists.Of(tree, CancellationToken.None);
                foreach (var declaration in bases.Naming(names[i]))
                    if (Models.Of(compilation).For(tree)?.GetDeclaredSymbol(declaration) is { } heir && IsHeir(heir, type) && !found.Contains(heir)) found.Add(heir);
                foreach (var alias in bases.AliasesOf(names[i]))
                    if (!names.Contains(alias)) names.Add(alias);
            }
        return firstHeirs.GetOrAdd(type, found.ToImmutable());
    }

    /// <summary>Other types may have the same name.</summary>
    private static bool IsHeir(INamedTypeSymbol type, INamedTypeSymbol inherited)
    {
        if (SourceSymbols.AreSame(type.BaseType?.OriginalDefinition, inherited)) return true;
        foreach (var implemented in type.Interfaces)
            if (SourceSymbols.AreSame(implemented.OriginalDefinition, inherited)) return true;
        return false;
    }
}
