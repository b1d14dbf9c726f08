using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The halves of the entries of a dictionary; of other collections all is the value.</summary>
internal enum ElementPart
{
    Value,
    Key,
}

/// <summary>What is put into a collection at one place.</summary>
/// <param name="Value">One element, or a collection of them.</param>
/// <param name="Part">Which half of an entry it is.</param>
/// <param name="IsMany">It is a collection whose elements are put in.</param>
/// <param name="IsLimited">That depends on what the collection holds already (<c>if (names.Count &lt; 100) names.Add(name)</c>), so that there may be an end to it.</param>
/// <param name="IsMade">It is a delegate that makes the element.</param>
/// <param name="OncePer">The key for which it is put in once and for all; null where it is put in each time.</param>
internal readonly record struct CollectionFill(IOperation Value, ElementPart Part, bool IsMany, bool IsLimited, bool IsMade = false, IOperation? OncePer = null);

/// <summary>All that is put into the collection that a variable holds, read from the uses of the variable.</summary>
internal static class CollectionFills
{
    private static readonly HashSet<string> Searches =
    [
        "Contains", "ContainsKey", "ContainsValue", "IndexOf", "LastIndexOf", "Remove", "TryRemove", "TryGetValue", "BinarySearch", "GetValueOrDefault", "Equals", "CompareTo", "CopyTo", "TryPeek", "TryPop", "TryDequeue", "TryTake",
        "ExceptWith", "IntersectWith", "SetEquals", "Overlaps", "IsSubsetOf", "IsSupersetOf", "IsProperSubsetOf", "IsProperSupersetOf", "Find", "FindLast", "TryUpdate",
    ];

    /// <summary>Types through which nothing can be put in.</summary>
    private static readonly HashSet<string> ReadOnly = ["IEnumerable", "IReadOnlyCollection", "IReadOnlyList", "IReadOnlyDictionary", "IReadOnlySet", "ReadOnlySpan", "ReadOnlyMemory"];

    /// <summary>False where others may put in something too: the collection leaves the code that is read.</summary>
    /// <param name="uses">The references to the variable, and what stands for them behind <c>?.</c></param>
    /// <param name="fills">Gets what is put in.</param>
    public static bool TryCollect(IEnumerable<IOperation> uses, ICollection<CollectionFill> fills)
    {
        foreach (var use in uses)
            if (!TryCollect(use, fills)) return false;
        return true;
    }

    /// <summary>What a new collection holds from the start.</summary>
    public static IEnumerable<CollectionFill> In(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Value.Type is { SpecialType: SpecialType.None } type && !type.Name.EndsWith("Comparer", System.StringComparison.Ordinal)) yield return new CollectionFill(argument.Value, ElementPart.Value, true, false);
        if (creation.Initializer is null) yield break;
        var fills = new List<CollectionFill>();
        foreach (var filling in creation.Initializer.Initializers)
            if (filling is IInvocationOperation call) TryCall(call, fills, false);
            else if (filling is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } entry, Value: var value }) AddEntry(entry, value, fills, false);
        foreach (var fill in fills) yield return fill;
    }

    private static bool TryCollect(IOperation use, ICollection<CollectionFill> fills)
    {
        var used = use;
        while (used.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation) used = used.Parent;
        switch (used.Parent)
        {
            case IInvocationOperation call when call.Instance == used:
                return TryCall(call, fills, IsLimited(call, use));
            case IPropertyReferenceOperation { Property.IsIndexer: true } entry when entry.Instance == used:
                return TryEntry(entry, fills, use);
            case IArrayElementReferenceOperation element when element.ArrayReference == used:
                return TryEntry(element, fills, use);
            case ISimpleAssignmentOperation assignment when assignment.Target == used:
                fills.Add(new CollectionFill(assignment.Value, ElementPart.Value, true, false));
                return true;
            case IArgumentOperation { Parameter: { RefKind: RefKind.None or RefKind.In } parameter, Parent: IInvocationOperation { TargetMethod: var method } }:
                return ReadOnly.Contains(parameter.Type.Name) || used.Type is IArrayTypeSymbol || method.ContainingNamespace?.ToDisplayString() is "System.Linq" or "System" or "System.Collections.Immutable" or "System.Collections.Frozen";
            case IArgumentOperation { Parameter.RefKind: RefKind.None, Parent: IObjectCreationOperation }:
                return used.Type is IArrayTypeSymbol;
            case IVariableInitializerOperation or ISimpleAssignmentOperation:
                return used.Type is IArrayTypeSymbol || IsFixed(used.Type);
            case IPropertyReferenceOperation or IMemberReferenceOperation or IForEachLoopOperation or IReturnOperation or IConditionalAccessOperation or IIsPatternOperation or IBinaryOperation or ILockOperation or INameOfOperation or ICoalesceOperation or IConditionalOperation or IUsingOperation:
                return true;
            default:
                return used.Parent is { Syntax.RawKind: SpreadElementKind };
        }
    }

    private const int SpreadElementKind = 9078;

    private static bool IsFixed(ITypeSymbol? type) => type is { Name: var name } && (ReadOnly.Contains(name) || name.StartsWith("Immutable", System.StringComparison.Ordinal) || name.StartsWith("Frozen", System.StringComparison.Ordinal));

    /// <summary>What is given for a type parameter of the collection is put in, unless it is only looked for.</summary>
    private static bool TryCall(IInvocationOperation call, ICollection<CollectionFill> fills, bool isLimited)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (method.Locations is [{ IsInSource: true }, ..]) return false;
        if (Searches.Contains(method.Name)) return true;
        var key = KeyOf(call);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.OriginalDefinition is not { RefKind: RefKind.None or RefKind.In } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue) continue;
            if (parameter.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Type } element) fills.Add(new CollectionFill(argument.Value, PartOf(element), false, isLimited, OncePer: PartOf(element) == ElementPart.Key ? null : key));
            else if (parameter.Type is IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true, TypeKind: TypeKind.Interface } && !parameter.Type.Name.EndsWith("Comparer", System.StringComparison.Ordinal)) fills.Add(new CollectionFill(argument.Value, ElementPart.Value, true, isLimited));
            // What a delegate makes is put in by these; others only look.
            else if (parameter.Type.TypeKind == TypeKind.Delegate && method.Name is "GetOrAdd" or "AddOrUpdate")
                fills.Add(new CollectionFill(argument.Value, ElementPart.Value, false, isLimited, IsMade: true, OncePer: method.Name == "GetOrAdd" ? key : null));
        }
        return true;
    }

    /// <summary>The key that a call puts something in for, unless there is something already; null for calls that put in each time.</summary>
    private static IOperation? KeyOf(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("Add" or "TryAdd" or "GetOrAdd")) return null;
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.OriginalDefinition.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Type } element && PartOf(element) == ElementPart.Key) return argument.Value;
        return null;
    }

    private static ElementPart PartOf(ITypeParameterSymbol element) => element.DeclaringType is { Arity: 2 } && element.Ordinal == 0 ? ElementPart.Key : ElementPart.Value;

    private static bool TryEntry(IOperation entry, ICollection<CollectionFill> fills, IOperation use)
    {
        switch (entry.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == entry:
                AddEntry(entry, assignment.Value, fills, IsLimited(assignment, use));
                return true;
            case ICoalesceAssignmentOperation assignment when assignment.Target == entry:
                AddEntry(entry, assignment.Value, fills, IsLimited(assignment, use));
                return true;
            case ICompoundAssignmentOperation or IIncrementOrDecrementOperation or IDeconstructionAssignmentOperation or ITupleOperation:
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                return false;
            default:
                return true;
        }
    }

    private static void AddEntry(IOperation entry, IOperation value, ICollection<CollectionFill> fills, bool isLimited)
    {
        fills.Add(new CollectionFill(value, ElementPart.Value, false, isLimited));
        if (entry is IPropertyReferenceOperation { Property.OriginalDefinition.Parameters: [{ Type: ITypeParameterSymbol }], Arguments: [var key] }) fills.Add(new CollectionFill(key.Value, ElementPart.Key, false, isLimited));
    }

    private static bool IsLimited(IOperation filling, IOperation use)
    {
        var variable = Target.SymbolOf(use);
        for (var outer = filling.Parent; outer != null; outer = outer.Parent)
        {
            var condition = (outer as IConditionalOperation)?.Condition ?? (outer as IWhileLoopOperation)?.Condition;
            if (condition is null) continue;
            foreach (var part in condition.DescendantsAndSelf())
                if (Target.SymbolOf(part) is { } mentioned && SymbolEqualityComparer.Default.Equals(mentioned, variable) && part != use) return true;
        }
        return false;
    }
}
