using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Expressions that list elements: arrays, spans, memories and collection expressions, and what a <c>params</c> parameter is given.</summary>
internal static class ListExpression
{
    // Collection expressions (and what a `params` span is given, which is one too) have no typed operation in the oldest Roslyn this loads in.
    private const OperationKind CollectionExpression = (OperationKind)127, Spread = (OperationKind)128;

    /// <summary>The elements; default where the operation lists none itself.</summary>
    public static ImmutableArray<IOperation> ElementsOf(IOperation list) => list switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
        IArrayInitializerOperation { ElementValues: var elements } => elements,
        { Kind: CollectionExpression } => ImmutableArray.CreateRange(Elements(list)),
        IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } } => ImmutableArray<IOperation>.Empty,
        IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] } => ImmutableArray<IOperation>.Empty,
        IInvocationOperation { TargetMethod: { Name: "Empty", Parameters.IsEmpty: true } } => ImmutableArray<IOperation>.Empty,
        IPropertyReferenceOperation { Property: { Name: "Empty", IsStatic: true } } => ImmutableArray<IOperation>.Empty,
        _ => default,
    };

    /// <summary>Not what a newer compiler gives to the method that makes the list, and shows as a part of it.</summary>
    private static IEnumerable<IOperation> Elements(IOperation list)
    {
        foreach (var part in list.ChildOperations)
            if (part.Syntax != list.Syntax) yield return part;
    }

    /// <summary><c>[first, second, .. others]</c></summary>
    public static bool IsCollectionExpression(IOperation list) => list.Kind == CollectionExpression;

    /// <summary>True if the expression makes a list that has no element.</summary>
    public static bool IsEmpty(IOperation list) => ElementsOf(list) is { IsDefault: false, IsEmpty: true };

    /// <summary>The list that an element stands for with all of its own elements; null where it is one element.</summary>
    public static IOperation? SpreadIn(IOperation element)
    {
        if (element.Kind != Spread) return null;
        foreach (var list in element.ChildOperations) return list;
        return null;
    }

    /// <summary>The operation without conversions, also without those that turn an array into a span or a memory, and without copies that hold the same elements.</summary>
    public static IOperation WithoutConversions(IOperation operation)
    {
        while (true)
        {
            operation = CallSite.Unwrap(operation);
            switch (operation)
            {
                case IConversionOperation { OperatorMethod.ContainingType: { MetadataName: "ReadOnlySpan`1" or "Span`1" or "ReadOnlyMemory`1" or "Memory`1", ContainingNamespace: var space } } conversion when space.Is("System"):
                    operation = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "AsSpan" or "AsMemory" or "AsEnumerable" or "ToArray" or "ToList" or "ToImmutableArray", ContainingType: var type }, Arguments: [var list] } when type.Is("System", "MemoryExtensions") || type.Is("System.Linq", "Enumerable") || type.Is("System.Runtime.InteropServices", "CollectionsMarshal") || type.Is("System.Collections.Immutable", "ImmutableArray"):
                    operation = list.Value;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "ToArray", ContainingType: var type }, Instance: { } copied } when type.Is("System.Collections.Generic", "List`1"):
                    operation = copied;
                    break;
                default:
                    return operation;
            }
        }
    }
}
