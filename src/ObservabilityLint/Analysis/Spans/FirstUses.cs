using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Where the static constructor and the static initializers of a class run: at the first use of its members. Certain only of a static class that nothing out of sight can use.</summary>
internal static class FirstUses
{
    /// <summary>How many mentions of a class are bound; what more places use has its first use anywhere.</summary>
    private const int MaximumMentions = 30;

    /// <summary>The places one of which is the first use; none where it may be another one.</summary>
    public static IReadOnlyList<IOperation> Of(INamedTypeSymbol type, ContextFacts facts, CancellationToken cancellation)
    {
        if (!IsInSight(type, facts, cancellation)) return [];
        var uses = new List<IOperation>();
        var mentions = 0;
        foreach (var tree in WordFiles.In(facts.Compilation, cancellation).With(type.Name, cancellation))
            foreach (var mention in CallIndex.Of(tree).MentionsOf(type.Name, cancellation))
            {
                if (++mentions > MaximumMentions) return [];
                if (IsIn(type, mention) || IsOnlyNamed(mention) || !SymbolEqualityComparer.Default.Equals(facts.Graph.ModelOf(tree)?.GetSymbolInfo(mention, cancellation).Symbol, type)) continue;
                if (UseAt(mention, facts.Graph, cancellation) is not { } use) return [];
                uses.Add(use);
            }
        return uses;
    }

    private static bool IsInSight(INamedTypeSymbol type, ContextFacts facts, CancellationToken cancellation)
    {
        var compilation = facts.Compilation;
        if (!type.IsStatic || type.IsGenericType || type.DeclaringSyntaxReferences is not [var reference, ..] || !compilation.ContainsSyntaxTree(reference.SyntaxTree) || Visibility.IsForOthers(type, compilation)) return false;
        if (SymbolEqualityComparer.Default.Equals(compilation.GetEntryPoint(cancellation)?.ContainingType, type)) return false;
        var isExact = false;
        foreach (var member in type.GetMembers())
        {
            // Whoever writes `order.Send()` does not name the class, and nor does what is found by an attribute or stands inside.
            if (member is INamedTypeSymbol or IMethodSymbol { IsExtensionMethod: true } || member is IMethodSymbol && !member.GetAttributes().IsEmpty) return false;
            isExact |= member is IMethodSymbol { MethodKind: MethodKind.StaticConstructor, IsImplicitlyDeclared: false };
        }
        return isExact || !MayComeLater(type, facts, cancellation);
    }

    /// <summary>Without a static constructor it is a field that has to be used: not before a lambda or an iterator of the class runs, and under the span that its methods leave current.</summary>
    private static bool MayComeLater(INamedTypeSymbol type, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var part in type.DeclaringSyntaxReferences)
            foreach (var node in part.GetSyntax(cancellation).DescendantNodes(static inner => inner is not (FieldDeclarationSyntax or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax })))
            {
                if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or YieldStatementSyntax) return true;
                if (node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax && facts.Graph.OperationAt(node, cancellation) is { } code && facts.BodyAround(code, cancellation) is { } body && (body.All<FlowSuppression>().Any() || body.All<CurrentChange>().Any())) return true;
            }
        return false;
    }

    private static bool IsIn(INamedTypeSymbol type, SyntaxNode mention)
    {
        foreach (var part in type.DeclaringSyntaxReferences)
            if (part.SyntaxTree == mention.SyntaxTree && part.Span.Contains(mention.Span)) return true;
        return false;
    }

    private static bool IsOnlyNamed(SyntaxNode mention)
        => mention.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };

    /// <summary>The call or the member that the class is named for; null where what that uses, and when, is not certain.</summary>
    private static IOperation? UseAt(SyntaxNode mention, CallGraph graph, CancellationToken cancellation)
    {
        if (mention.Parent is not MemberAccessExpressionSyntax access || access.Expression != mention) return null;
        var used = access.Parent is InvocationExpressionSyntax call && call.Expression == access ? call : (SyntaxNode)access;
        return graph.OperationAt(used, cancellation) is { } operation and not IMethodReferenceOperation ? operation : null;
    }
}
