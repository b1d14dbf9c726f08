using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// What a table gives for a key: <c>names[code]</c>, <c>cache.GetOrAdd(typeof(T), …)</c>. Where the process has one such table, and puts in one value for each key, there are no more values than keys that are asked for, whatever they are.
/// </summary>
internal static class KeyedLookup
{
    /// <summary>As many as there are keys; null for other expressions, and where the keys may be many.</summary>
    /// <param name="lookup">The call or the expression that looks one up.</param>
    /// <param name="trace">Follows the key.</param>
    public static BoundedOrigin? Of(IOperation lookup, OriginTrace trace)
    {
        var (table, key) = lookup switch
        {
            IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index] } => (array, index),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: [var index] } => (list, index.Value),
            IInvocationOperation { TargetMethod.Name: "GetOrAdd" or "TryGetValue" or "GetValueOrDefault" } call => (CallSite.ReceiverOf(call), CallSite.Of(call)?.Argument("key")),
            _ => default,
        };
        if (table is null || key is null || CallSite.Unwrap(table) is not IMemberReferenceOperation { Member: { IsStatic: true } kept } || !HasOneValueForEachKey(kept.OriginalDefinition, trace.Analysis)) return null;
        return trace.Of(key) is BoundedOrigin few ? few.Changed(null) : null;
    }

    /// <summary>The same of a part of a tuple that is looked up so: <c>codes[status].Text</c>.</summary>
    public static BoundedOrigin? OfPart(IMemberReferenceOperation reference, OriginTrace trace)
        => reference is IFieldReferenceOperation { Field.ContainingType.IsTupleType: true, Instance: { } tuple } ? Of(CallSite.Unwrap(tuple), trace) : null;

    /// <summary>What is known of the element, or by its key where that tells more. Keys take few steps to follow, and are followed first.</summary>
    public static ValueOrigin? Closer(BoundedOrigin? ofKey, ValueOrigin? element) => ofKey is null || element is BoundedOrigin ? element : ofKey;

    /// <summary>It is made once, and nothing replaces what it holds for a key.</summary>
    private static bool HasOneValueForEachKey(ISymbol table, OriginAnalysis analysis)
    {
        if (table is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }) || analysis.Uses.Of(table) is not { } fills) return false;
        foreach (var fill in fills)
            if (!fill.IsMany && fill.Part == ElementPart.Value && fill.OncePer is null) return false;
        return true;
    }
}
