using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Whether a collection only ever grows, so that the number of its elements is a total: all uses of the variable are in sight, some add to it, and the others only read.
/// </summary>
internal static class GrowingCollection
{
    private static readonly HashSet<string> Adding = ["Add", "TryAdd", "AddRange", "AddOrUpdate", "GetOrAdd", "AddFirst", "AddLast", "Enqueue", "EnqueueRange", "Push", "PushRange", "Insert", "InsertRange", "UnionWith"];

    private static readonly HashSet<string> Reading =
    [
        "Count", "Length", "LongLength", "Any", "All", "Contains", "ContainsKey", "ContainsValue", "TryGetValue", "TryPeek", "Peek", "Keys", "Values", "IsEmpty", "First", "FirstOrDefault", "Last", "LastOrDefault",
        "IndexOf", "Select", "Where", "OrderBy", "GroupBy", "Sum", "Min", "Max", "ToArray", "ToList", "Exists", "Find", "FindAll", "GetEnumerator", "ForEach", "ConvertAll", "TrueForAll", "CopyTo", "GetRange", "BinarySearch", "AsReadOnly",
        "SetEquals", "Overlaps", "IsSubsetOf", "IsSupersetOf", "GetValueOrDefault", "EnsureCapacity", "Capacity", "Comparer",
    ];

    private static readonly HashSet<string> ReadOnlyViews = ["IEnumerable", "IEnumerable`1", "IReadOnlyCollection`1", "IReadOnlyList`1", "IReadOnlyDictionary`2", "IReadOnlySet`1"];

    public static bool Is(IOperation collection, VariableValues variables)
    {
        if (Target.SymbolOf(CallSite.Unwrap(collection)) is not { } symbol || symbol is not ILocalSymbol && symbol.DeclaredAccessibility != Accessibility.Private) return false;
        // What never changes is no level.
        if (collection.Type is IArrayTypeSymbol) return variables.Of(symbol) != null && symbol is not IPropertySymbol;
        var grows = false;
        foreach (var (scope, model) in ScopesOf(symbol, variables))
            foreach (var mention in CallIndex.Of(scope.SyntaxTree).MentionsOf(symbol.Name, variables.Cancellation))
            {
                if (!scope.Span.Contains(mention.Span) || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(mention, variables.Cancellation).Symbol?.OriginalDefinition, symbol.OriginalDefinition)) continue;
                if (Adds(mention)) grows = true;
                else if (!Reads(mention) && !IsOnlyRead(mention, model, variables.Cancellation)) return false;
            }
        return grows;
    }

    private static IEnumerable<(SyntaxNode Scope, SemanticModel Model)> ScopesOf(ISymbol symbol, VariableValues variables)
    {
        foreach (var reference in symbol is ILocalSymbol ? symbol.DeclaringSyntaxReferences : symbol.ContainingType.DeclaringSyntaxReferences)
        {
            var declared = reference.GetSyntax(variables.Cancellation);
            if (variables.ModelOf(reference.SyntaxTree) is not { } model) continue;
            yield return (symbol is ILocalSymbol ? declared.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? reference.SyntaxTree.GetRoot() : declared, model);
        }
    }

    private static bool Adds(SyntaxNode mention) => mention.Parent switch
    {
        // The indexer of a dictionary adds, and takes nothing away.
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: var left } } element => left == element,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => TypeNames.Called(call.Expression) == "GetValueRefOrAddDefault",
        _ => MemberAt(mention) is { } member && Adding.Contains(member),
    };

    private static bool Reads(SyntaxNode mention) => mention.Parent switch
    {
        ForEachStatementSyntax or ElementAccessExpressionSyntax or LockStatementSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => TypeNames.Called(call.Expression) is "GetValueRefOrNullRef" or "AsSpan",
        _ => MemberAt(mention) is { } member && Reading.Contains(member),
    };

    /// <summary>It goes where nothing can be taken out of it: to LINQ, to <c>string.Join</c>, into a copy or another list, out of a property as an <c>IReadOnlyList</c>.</summary>
    private static bool IsOnlyRead(SyntaxNode mention, SemanticModel model, CancellationToken cancellation)
    {
        var parent = model.GetOperation(mention, cancellation)?.Parent;
        for (; parent is IConversionOperation or IParenthesizedOperation; parent = parent.Parent)
            if (parent is IConversionOperation { Type: INamedTypeSymbol { ContainingNamespace: var space, MetadataName: var name } } && ReadOnlyViews.Contains(name) && (space.Is("System.Collections") || space.Is("System.Collections.Generic"))) return true;
        return parent != null && ListExpression.SpreadIn(parent) != null;
    }

    private static string? MemberAt(SyntaxNode mention) => mention.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == mention => access.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } } => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
