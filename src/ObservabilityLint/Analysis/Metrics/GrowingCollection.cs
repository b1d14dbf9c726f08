using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Whether a collection only ever grows, so that the number of its elements is a total: all uses of the variable are in sight, some add to it (or put another one with more elements there), and the others only read.
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

    /// <summary>What gives another collection with all that was in it before, and perhaps more.</summary>
    private static readonly HashSet<string> Copying = ["SetItem", "SetItems", "Append", "Prepend", "Concat", "Union", "ToArray", "ToList", "ToHashSet", "ToImmutableArray", "ToImmutableList", "ToImmutableHashSet", "ToImmutableDictionary"];

    /// <summary>The methods that take elements out of a collection.</summary>
    public static readonly HashSet<string> Taking =
        ["Remove", "RemoveAt", "RemoveAll", "RemoveRange", "RemoveWhere", "RemoveFirst", "RemoveLast", "TryRemove", "Clear", "ExceptWith", "IntersectWith", "Dequeue", "TryDequeue", "Pop", "TryPop", "Take", "TryTake"];

    private const int MaximumDepth = 3;

    public static bool Is(IOperation collection, VariableValues variables)
    {
        collection = KeptIn(collection, variables);
        if (Target.SymbolOf(collection) is not { } symbol || symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol { IsIndexer: false, IsAbstract: false, IsVirtual: false }) || symbol.Locations is not [{ IsInSource: true }] || VariableMentions.MayBeOutOfSight(symbol, variables)) return false;
        if (symbol.DeclaredAccessibility != Accessibility.Private && !GrowingVariable.IsOfOneObject(collection, variables)) return false;
        // What never changes is no level.
        if (collection.Type is IArrayTypeSymbol && variables.Of(symbol) != null) return symbol is not IPropertySymbol;
        var grows = false;
        return OnlyGrows(symbol, variables, 0, ref grows) && grows;
    }

    /// <summary>True if somewhere in sight something is taken out of the collection.</summary>
    public static bool Shrinks(IOperation collection, VariableValues variables)
    {
        collection = KeptIn(collection, variables);
        if (Target.SymbolOf(collection) is not { Locations: [{ IsInSource: true }] } symbol || symbol is not (IFieldSymbol or IPropertySymbol { IsIndexer: false })) return false;
        foreach (var (mention, _) in VariableMentions.Of(symbol, variables))
            if (MemberAt(mention) is { } member && Taking.Contains(member)) return true;
        return false;
    }

    /// <summary>The variable behind copies, and behind properties that give out nothing else.</summary>
    private static IOperation KeptIn(IOperation collection, VariableValues variables)
    {
        collection = ListExpression.WithoutConversions(collection);
        for (var depth = 0; depth < MaximumDepth && CallSite.Unwrap(collection) is IPropertyReferenceOperation { Property: var property }; depth++)
        {
            if (variables.SoleImplementation(property) is not IPropertySymbol { IsIndexer: false, GetMethod: { } getter } || OnlyBody.Of(getter, variables) is not { } body || OnlyBody.Returns(body).ToArray() is not [var given]) break;
            collection = given;
        }
        return CallSite.Unwrap(collection);
    }

    private static bool OnlyGrows(ISymbol symbol, VariableValues variables, int depth, ref bool grows)
    {
        if (depth > MaximumDepth || VariableMentions.MayBeOutOfSight(symbol, variables)) return false;
        foreach (var (mention, model) in VariableMentions.Of(symbol, variables))
            if (Adds(mention, symbol, model, variables)) grows = true;
            else if (mention.Parent is ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } && model.GetDeclaredSymbol(property, variables.Cancellation) is { } other && !IsOnlyRead(mention, model, variables.Cancellation))
            {
                if (!OnlyGrows(other, variables, depth + 1, ref grows)) return false;
            }
            else if (!(IsUnchangeable(symbol) ? !IsWritten(mention) : Reads(mention)) && !IsFirst(mention) && !IsOnlyRead(mention, model, variables.Cancellation)) return false;
        return true;
    }

    private static bool Adds(SyntaxNode mention, ISymbol symbol, SemanticModel model, VariableValues variables) => mention.Parent switch
    {
        // The indexer of a dictionary adds, and takes nothing away.
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: var left } } element => left == element,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Left == mention => Holds(model.GetOperation(assignment.Right, variables.Cancellation), symbol, variables),
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword, Parent.Parent: InvocationExpressionSyntax call } when model.GetOperation(call, variables.Cancellation) is IInvocationOperation exchange => AddsAtOnce(exchange, symbol, variables),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => TypeNames.Called(call.Expression) == "GetValueRefOrAddDefault",
        _ => MemberAt(mention) is { } member && Adding.Contains(member),
    };

    /// <summary><c>ImmutableInterlocked.Update(ref seen, old =&gt; old.Add(name))</c>, and others that replace the collection by one with more in it.</summary>
    private static bool AddsAtOnce(IInvocationOperation call, ISymbol symbol, VariableValues variables)
    {
        if (call.TargetMethod.ContainingType.Is("System.Threading", "Interlocked")) return call is { TargetMethod.Name: "Exchange" or "CompareExchange", Arguments: [_, { Value: var next }, ..] } && Holds(next, symbol, variables);
        if (!call.TargetMethod.ContainingType.Is("System.Collections.Immutable", "ImmutableInterlocked")) return false;
        if (call.TargetMethod.Name != "Update") return Adding.Contains(call.TargetMethod.Name);
        return call.Arguments is [_, { Value: IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: [var old, ..] } change } }, ..] && OnlyBody.Returns(change).All(made => Holds(made, old, variables));
    }

    /// <summary>True for an expression that makes a collection with all that is in the variable: <c>seen.Add(name)</c> of an immutable one, <c>[.. seen, name]</c>.</summary>
    private static bool Holds(IOperation? made, ISymbol symbol, VariableValues variables)
    {
        for (var steps = 0; made != null && steps < 8; steps++)
        {
            made = CallSite.Unwrap(made);
            if (SymbolEqualityComparer.Default.Equals(Target.SymbolOf(made), symbol)) return true;
            made = made switch
            {
                IInvocationOperation call when Adding.Contains(call.TargetMethod.Name) || Copying.Contains(call.TargetMethod.Name) => call.Instance ?? call.Arguments.FirstOrDefault()?.Value,
                IObjectCreationOperation { Arguments: [{ Value: var copied }] } => copied,
                ILocalReferenceOperation { Local: { Type.ContainingNamespace: var space } local } when space.Is("System.Collections.Immutable") => variables.Of(local),
                _ => ListExpression.ElementsOf(made) is { IsDefault: false } elements ? elements.Select(ListExpression.SpreadIn).FirstOrDefault(spread => spread != null && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.Unwrap(spread)), symbol)) : null,
            };
        }
        return false;
    }

    /// <summary>What an object begins with.</summary>
    private static bool IsFirst(SyntaxNode mention) => mention.Parent is AssignmentExpressionSyntax assignment && assignment.Left == mention
        && (assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) || assignment.Parent is InitializerExpressionSyntax || assignment.FirstAncestorOrSelf<SyntaxNode>(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) is ConstructorDeclarationSyntax);

    /// <summary>Only another collection in the same variable has another number of elements.</summary>
    private static bool IsUnchangeable(ISymbol symbol)
    {
        var type = symbol switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            ILocalSymbol local => local.Type,
            _ => null,
        };
        return type is IArrayTypeSymbol || type?.ContainingNamespace.Is("System.Collections.Immutable") == true;
    }

    private static bool IsWritten(SyntaxNode mention) => mention.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == mention,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
        RefExpressionSyntax or PrefixUnaryExpressionSyntax => true,
        _ => false,
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
