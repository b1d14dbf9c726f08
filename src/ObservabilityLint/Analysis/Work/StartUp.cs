using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Code that the start of the program begins, when no span of a request is current: hosted services, the main function, static initializers, and the constructors of singletons.</summary>
internal static class StartUp
{
    private static readonly NamedWords Registrations = new(["AddSingleton", "TryAddSingleton", "AddHostedService"], isKept: true);

    /// <summary>True where the code stands in such a function, or all that run its method do.</summary>
    public static bool Begins(IOperation code, ContextFacts contexts, Compilation compilation, CancellationToken cancellation)
    {
        if (IsStartUp(code, contexts, compilation, cancellation)) return true;
        if (code.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration || code.SemanticModel?.GetDeclaredSymbol(declaration, cancellation) is not IMethodSymbol method) return false;
        var isBegun = false;
        foreach (var call in contexts.Graph.CallersOf(method, cancellation))
        {
            if (!IsStartUp(call.Operation, contexts, compilation, cancellation)) return false;
            isBegun = true;
        }
        foreach (var reference in contexts.Graph.ReferencesTo(method, cancellation))
        {
            if (!IsStartUp(reference, contexts, compilation, cancellation)) return false;
            isBegun = true;
        }
        return isBegun;
    }

    private static bool IsStartUp(IOperation place, ContextFacts contexts, Compilation compilation, CancellationToken cancellation)
    {
        if (contexts.BodyAround(place, cancellation) is not { } body || SpansAround.At(body, place, contexts, cancellation) != null) return false;
        var symbol = body.Method ?? place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart, cancellation);
        return symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.StaticConstructor } or IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } => true,
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } => IsSingleton(type, compilation, cancellation),
            IMethodSymbol method => EntryPoints.IsOfHost(method),
            _ => false,
        };
    }

    /// <summary>Registered as one, or kept in a static member of its own.</summary>
    private static bool IsSingleton(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: true, Type: var held } && SymbolEqualityComparer.Default.Equals(held, type)) return true;
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var call in CallIndex.Of(tree).Calls(Registrations, cancellation))
                foreach (var node in call.Node.DescendantNodes())
                    if (node is SimpleNameSyntax { Identifier.ValueText: var name } && name == type.Name) return true;
        return false;
    }
}
