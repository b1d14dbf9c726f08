using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What comes out of a list or dictionary that is written down and kept for good: there is no more of it than stands there.</summary>
internal static class StaticTable
{
    /// <summary>True for an element, or a part of one: by its index or key, or as what a loop or a lambda goes through.</summary>
    public static bool Holds(IOperation value, VariableValues variables) => CollectionOf(value) is { } collection && IsTable(collection, variables);

    /// <summary>The process has one of it, from the start to the end.</summary>
    public static bool IsKept(IOperation collection) => Target.SymbolOf(collection) is IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null };

    private static IOperation? CollectionOf(IOperation value) => CallSite.Unwrap(value) switch
    {
        IArrayElementReferenceOperation { ArrayReference: var array } => array,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list } => list,
        ILocalReferenceOperation or IParameterReferenceOperation => ListedElements.SourceOf(value)?.Collection,
        IMemberReferenceOperation { Instance: { } element } => CollectionOf(element),
        _ => null,
    };

    private static bool IsTable(IOperation collection, VariableValues variables)
    {
        collection = Source(collection);
        return IsKept(collection) && ListedElements.Of(Source(variables.Follow(collection))) is { IsDefaultOrEmpty: false };
    }

    /// <summary>The list of which these are the elements, the keys, some, or all in another order.</summary>
    private static IOperation Source(IOperation collection)
    {
        while (true)
        {
            collection = ListExpression.WithoutConversions(collection);
            switch (collection)
            {
                case IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } entries }:
                    collection = entries;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Where" or "Order" or "OrderBy" or "OrderByDescending" or "Distinct" or "Reverse" or "Skip" or "Take" or "ToHashSet" or "ToFrozenSet" or "ToFrozenDictionary" or "ToImmutableDictionary" or "ToImmutableList" or "AsReadOnly", Locations: [{ IsInSource: false }, ..] } } call
                    when (call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null)) is { } source:
                    collection = source;
                    break;
                default:
                    return collection;
            }
        }
    }
}
