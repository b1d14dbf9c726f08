using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Code that the start of the program begins, when no span of a request is current: hosted services, the main function, static initializers, and the constructors of singletons.</summary>
internal sealed class StartUp(ContextFacts contexts)
{
    /// <summary>How many methods one search looks at.</summary>
    private const int MaximumMethods = 64;

    private static readonly NamedWords Registrations = new(["AddSingleton", "TryAddSingleton", "AddHostedService"], isKept: true);

    private readonly ConcurrentDictionary<IMethodSymbol, bool> methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> singletons = new(SymbolEqualityComparer.Default);

    /// <summary>True where the code stands in such a function, or all that run its method do, or all that run those; and none of them under a span.</summary>
    public bool Begins(IOperation code, CancellationToken cancellation)
        => (IsOfStartUp(code, cancellation) || Callers.MethodAround(code) is { } method && IsBegun(method.OriginalDefinition, cancellation)) && !HasSpan(code, cancellation);

    private bool IsBegun(IMethodSymbol method, CancellationToken cancellation)
        => methods.TryGetValue(method, out var known) ? known : methods[method] = AllBegin(method, cancellation);

    private bool AllBegin(IMethodSymbol method, CancellationToken cancellation)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { method };
        var open = new Queue<IMethodSymbol>();
        open.Enqueue(method);
        while (open.Count > 0)
        {
            var places = PlacesThatRun(open.Dequeue(), cancellation);
            if (places.Count == 0 || seen.Count > MaximumMethods) return false;
            foreach (var place in places)
            {
                if (IsOfStartUp(place, cancellation)) continue;
                if (Callers.MethodAround(place) is not { } outer) return false;
                if (seen.Add(outer.OriginalDefinition)) open.Enqueue(outer.OriginalDefinition);
            }
        }
        return true;
    }

    /// <summary>Where it is called, and where it is handed on to be called: under a span it would be run with that.</summary>
    private List<IOperation> PlacesThatRun(IMethodSymbol method, CancellationToken cancellation)
    {
        var places = new List<IOperation>();
        if (contexts.Graph.ReferencesTo(method, cancellation) is not { IsDefault: false } references) return places;
        foreach (var reference in references)
        {
            if (HasSpan(reference, cancellation)) return [];
            places.Add(reference);
        }
        foreach (var call in contexts.Graph.CallersOf(method, cancellation)) places.Add(call.Operation);
        return places;
    }

    private bool HasSpan(IOperation place, CancellationToken cancellation)
        => contexts.BodyAround(place, cancellation) is not { } body || SpansAround.At(body, place, contexts, cancellation) != null;

    private bool IsOfStartUp(IOperation place, CancellationToken cancellation)
    {
        var symbol = contexts.BodyAround(place, cancellation)?.Method ?? place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart, cancellation);
        return symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.StaticConstructor } or IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } => true,
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } => IsSingleton(type, cancellation),
            IMethodSymbol method => EntryPoints.IsOfHost(method),
            _ => false,
        };
    }

    private bool IsSingleton(INamedTypeSymbol type, CancellationToken cancellation)
        => singletons.TryGetValue(type, out var known) ? known : singletons[type] = IsKeptOrRegistered(type, cancellation);

    /// <summary>Registered as one, or kept in a static member of its own.</summary>
    private bool IsKeptOrRegistered(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: true, Type: var held } && SymbolEqualityComparer.Default.Equals(held, type)) return true;
        foreach (var tree in contexts.Compilation.SyntaxTrees)
            foreach (var call in CallIndex.Of(tree).Calls(Registrations, cancellation))
                foreach (var node in call.Node.DescendantNodes())
                    if (node is SimpleNameSyntax { Identifier.ValueText: var name } && name == type.Name) return true;
        return false;
    }
}
