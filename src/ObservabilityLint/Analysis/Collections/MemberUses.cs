using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>What is put into the collections that fields and properties hold: read from all uses of the member, where no code out of sight can use it.</summary>
internal sealed class MemberUses(OriginAnalysis analysis)
{
    private const int MaximumUses = 256;

    private readonly ConcurrentDictionary<ISymbol, List<CollectionFill>?> known = new(SymbolEqualityComparer.Default);

    /// <summary>Null where something may be put in that is out of sight.</summary>
    public IReadOnlyList<CollectionFill>? Of(ISymbol member) => known.GetOrAdd(member, Find);

    private List<CollectionFill>? Find(ISymbol member)
    {
        if (member is not (IFieldSymbol or IPropertySymbol { IsIndexer: false, IsAbstract: false, IsVirtual: false, IsOverride: false }) || member.DeclaringSyntaxReferences is not [var declaration]) return null;
        if (Visibility.IsForOthers(member, analysis.Compilation)) return null;
        var fills = new List<CollectionFill>();
        var initial = declaration.GetSyntax() switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: not null } property => property.Initializer?.Value,
            VariableDeclaratorSyntax => null,
            _ => declaration.GetSyntax(),
        };
        if (initial == declaration.GetSyntax()) return null;
        if (initial != null)
        {
            if (analysis.OperationAt(initial) is not { } value) return null;
            fills.Add(new CollectionFill(value, ElementPart.Value, true, false));
        }
        var references = new List<IOperation>();
        return TryFindUses(member, references) && CollectionFills.TryCollect(references, fills) ? fills : null;
    }

    private bool TryFindUses(ISymbol member, List<IOperation> references)
    {
        foreach (var scope in ScopesOf(member))
            foreach (var node in CallIndex.Of(scope.SyntaxTree).MentionsOf(member.Name, CancellationToken.None))
            {
                if (!scope.Span.Contains(node.Span) || analysis.OperationAt(node) is not IMemberReferenceOperation reference) continue;
                if (!SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member)) continue;
                if (references.Count == MaximumUses) return false;
                references.Add(reference);
                if (reference.Parent is IConditionalAccessOperation access)
                    foreach (var part in access.WhenNotNull.DescendantsAndSelf())
                        if (part is IConditionalAccessInstanceOperation && CallSite.ObjectOf(part) == reference) references.Add(part);
            }
        return true;
    }

    private IEnumerable<SyntaxNode> ScopesOf(ISymbol member)
    {
        if (member.DeclaredAccessibility == Accessibility.Private)
        {
            foreach (var part in member.ContainingType.DeclaringSyntaxReferences) yield return part.GetSyntax();
            yield break;
        }
        foreach (var tree in WordFiles.In(analysis.Compilation, CancellationToken.None).With(member.Name, CancellationToken.None)) yield return tree.GetRoot();
    }
}
