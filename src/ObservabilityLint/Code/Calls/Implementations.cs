using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>What may run where an interface's member, or a virtual one, is called: its implementations in the sources in sight, found once for all their types.</summary>
internal sealed class Implementations
{
    private static readonly ConditionalWeakTable<Compilation, Implementations> ByCompilation = new();

    /// <summary>Looked for when a call asks that may run something else: most run what they name.</summary>
    private readonly Lazy<Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>> heirs;
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> known = new(SourceSymbols.Comparer);
    private readonly Compilation compilation;

    private Implementations(Compilation compilation)
    {
        this.compilation = compilation;
        heirs = new(HeirsInSight);
    }

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
        if (heirs.Value.TryGetValue(method.ContainingType.OriginalDefinition, out var types))
            foreach (var type in types)
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
                        if (SourceSymbols.AreSame(member.OriginalDefinition, method.OriginalDefinition)) return (type.FindImplementationForInterfaceMember(member) as IMethodSymbol)?.OriginalDefinition;
            return null;
        }
        foreach (var member in type.GetMembers(method.Name))
            for (var overridden = (member as IMethodSymbol)?.OverriddenMethod; overridden != null; overridden = overridden.OverriddenMethod)
                if (SourceSymbols.AreSame(overridden.OriginalDefinition, method.OriginalDefinition)) return (IMethodSymbol)member;
        return null;
    }

    private Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> HeirsInSight()
    {
        var found = new Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>(SourceSymbols.Comparer);
        Collect(compilation.Assembly.GlobalNamespace, found);
        foreach (var reference in compilation.References)
            if (reference is CompilationReference && compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol project) Collect(project.GlobalNamespace, found);
        return found;
    }

    private static void Collect(INamespaceOrTypeSymbol container, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> heirs)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol inner) continue;
            if (inner is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type) Add(type, heirs);
            Collect(inner, heirs);
        }
    }

    private static void Add(INamedTypeSymbol type, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> heirs)
    {
        foreach (var implemented in type.AllInterfaces) Add(implemented.OriginalDefinition, type, heirs);
        for (var heritage = type.BaseType; heritage is { SpecialType: SpecialType.None }; heritage = heritage.BaseType) Add(heritage.OriginalDefinition, type, heirs);
    }

    private static void Add(INamedTypeSymbol inherited, INamedTypeSymbol type, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> heirs)
    {
        // Only what the program declares itself can be called without leaving what is in sight.
        if (inherited.Locations is not [{ IsInSource: true }, ..]) return;
        if (!heirs.TryGetValue(inherited, out var types)) heirs.Add(inherited, types = []);
        types.Add(type);
    }
}
