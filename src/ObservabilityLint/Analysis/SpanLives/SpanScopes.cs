using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Types of the program whose objects start a span when they are made, and end it when they are disposed of, and in no other way: <c>using var scope = new SpanScope("x");</c>
/// For whoever makes one it is as if the span had been started there.
/// </summary>
internal sealed class SpanScopes(ContextFacts facts, SpanFactories factories)
{
    private readonly ConcurrentDictionary<IMethodSymbol, SpanStart?> known = new(SymbolEqualityComparer.Default);

    /// <summary>The span that a constructor starts; null where it starts none, or where somebody else may end it.</summary>
    public SpanStart? Of(IMethodSymbol constructor, CancellationToken cancellation)
    {
        constructor = constructor.OriginalDefinition;
        // Two threads may both look; they find the same.
        return known.TryGetValue(constructor, out var span) ? span : known.GetOrAdd(constructor, Find(constructor, constructor.ContainingType, cancellation));
    }

    private SpanStart? Find(IMethodSymbol constructor, INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!type.IsOrInherits("System", "IDisposable") || type.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration) return null;
        SpanStart? found = null;
        foreach (var member in type.GetMembers())
        {
            if (member is not (IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } or IPropertySymbol { IsStatic: false }) || StartFor(member, constructor, cancellation) is not { IsStarted: true } start) continue;
            if (found != null || !IsEndedByDispose(member, type, cancellation) || !IsLeftToDispose(member.Name, declaration)) return null;
            found = start with { IsWrapped = true };
        }
        return found;
    }

    /// <summary>What a field or property has from its initializer, or from a statement of the constructor that always runs.</summary>
    private SpanStart? StartFor(ISymbol member, IMethodSymbol constructor, CancellationToken cancellation)
    {
        if (member is IFieldSymbol { Type: var type } && !SpanFactories.IsSpan(type) || member is IPropertySymbol { Type: var other } && !SpanFactories.IsSpan(other)) return null;
        if (member.DeclaringSyntaxReferences is [var declared] && InitializerOf(declared.GetSyntax(cancellation)) is { } initial)
            return facts.Graph.OperationAt(initial, cancellation) is { } value && facts.OwnBodyAround(value, cancellation) is { } around ? factories.StartBehind(value, value, around, cancellation) : null;
        if (facts.Graph.BodiesOf(constructor, cancellation) is not [var code] || facts.OwnBodyAround(code, cancellation) is not { } body) return null;
        SpanStart? found = null;
        foreach (var operation in code.Descendants())
        {
            if (operation is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: var written }, Value: var value } || !SymbolEqualityComparer.Default.Equals(written, member)) continue;
            if (found != null || operation.Syntax.Parent is not (ArrowExpressionClauseSyntax or ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax } })) return null;
            found = factories.StartBehind(value, code, body, cancellation);
        }
        return found;
    }

    private static ExpressionSyntax? InitializerOf(SyntaxNode declared) => declared switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        _ => null,
    };

    private bool IsEndedByDispose(ISymbol member, INamedTypeSymbol type, CancellationToken cancellation)
        => type.GetMembers("Dispose").OfType<IMethodSymbol>().FirstOrDefault(static method => method.Parameters.IsEmpty) is { } dispose && facts.Graph.BodiesOf(dispose, cancellation) is [var code] && SpanEnders.CodeOf(code.Syntax) is { } ending
            && new SpanEnders(facts.Graph).EndsIn(member, code, ending, cancellation);

    /// <summary>No other code of the type ends the span, puts something else in its place, gives it to a method, or changes what is current.</summary>
    private static bool IsLeftToDispose(string member, TypeDeclarationSyntax type)
    {
        foreach (var node in type.DescendantNodes(static node => node is not MethodDeclarationSyntax { Identifier.ValueText: "Dispose" }))
        {
            if (node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Current" } }) return false;
            if (node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Dispose" } or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: "Dispose" } }) return false;
            if (node is not IdentifierNameSyntax { Identifier.ValueText: var name } mention || name != member) continue;
            ExpressionSyntax held = mention.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } whole ? whole : mention;
            switch (held.Parent)
            {
                case ArgumentSyntax:
                case AssignmentExpressionSyntax assignment when assignment.Left == held && assignment.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is null:
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called } when SpanChain.IsEnd(called):
                case ConditionalAccessExpressionSyntax { WhenNotNull: var chain } when chain.DescendantNodesAndSelf().Any(static part => part is SimpleNameSyntax { Identifier.ValueText: var called } && SpanChain.IsEnd(called)):
                    return false;
            }
        }
        return true;
    }
}
