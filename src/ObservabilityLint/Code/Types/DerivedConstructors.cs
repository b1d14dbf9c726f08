using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The constructors of derived classes that run one of an abstract class where no statement says so: by the base list of a primary constructor, or without a word.</summary>
internal static class DerivedConstructors
{
    public static IEnumerable<IMethodSymbol> Of(IMethodSymbol constructor, Compilation compilation, CancellationToken cancellation)
    {
        if (constructor is not { MethodKind: MethodKind.Constructor, ContainingType.IsAbstract: true }) yield break;
        foreach (var heir in Implementations.In(compilation).FirstHeirsOf(constructor.ContainingType.OriginalDefinition))
            foreach (var derived in heir.InstanceConstructors)
                if (Runs(derived, constructor, compilation, cancellation)) yield return derived;
    }

    private static bool Runs(IMethodSymbol derived, IMethodSymbol constructor, Compilation compilation, CancellationToken cancellation)
        => (derived.DeclaringSyntaxReferences is [var declared] ? declared.GetSyntax(cancellation) : null) switch
        {
            // `: base(…)` and `: this(…)` are calls.
            ConstructorDeclarationSyntax { Initializer: var initializer } => initializer is null && TakesNothing(constructor),
            TypeDeclarationSyntax { BaseList: { } bases } when bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } named
                => SymbolEqualityComparer.Default.Equals(Models.Of(compilation).For(named.SyntaxTree)?.GetSymbolInfo(named, cancellation).Symbol?.OriginalDefinition, constructor.OriginalDefinition),
            _ => TakesNothing(constructor),
        };

    private static bool TakesNothing(IMethodSymbol constructor) => constructor.Parameters.All(static parameter => parameter.IsOptional);
}
