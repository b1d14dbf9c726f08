using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Lists and dictionaries of delegates: where one is put in, and where an element is called, which may be any of them.</summary>
internal static class DelegateElements
{
    private static readonly HashSet<string> Adding = ["Add", "TryAdd", "Push", "Enqueue", "Insert", "AddLast", "AddFirst"],
        Taking = ["Dequeue", "Pop", "Peek", "GetValueOrDefault", "TryGetValue", "TryDequeue", "TryPop", "TryPeek", "TryTake"];

    /// <summary>The collection that a delegate is put into by itself; null for any other use of it.</summary>
    public static IOperation? CollectionOf(IOperation value) => value.Parent switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } } assignment when assignment.Value == value => Around(map, assignment),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method, Instance: { } list } call } when Adding.Contains(method.Name) && IsOfPlatform(method.ContainingType) => Around(list, call),
        IArrayInitializerOperation { Parent: IArrayCreationOperation array } => array,
        { Syntax.RawKind: CollectionExpressionKind } list => list,
        _ => null,
    };

    /// <summary>The calls of elements, where a use of the collection leads to some.</summary>
    public static IEnumerable<IOperation> CallsAt(IOperation use)
    {
        foreach (var element in ElementsAt(use))
            if (DelegateCall.CallOf(element) is { } call) yield return call;
            else if (element.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
                foreach (var held in CallsOf(local, use)) yield return held;
    }

    private static IEnumerable<IOperation> ElementsAt(IOperation use)
    {
        var list = use;
        while (list.Parent is IConversionOperation || list.Parent is IPropertyReferenceOperation { Property.Name: "Values" } values && values.Instance == list) list = list.Parent;
        switch (list.Parent)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == list:
                yield return element;
                break;
            case IArrayElementReferenceOperation element when element.ArrayReference == list:
                yield return element;
                break;
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var each } } loop when loop.Collection == list:
                foreach (var named in UsesOf(each, loop)) yield return named;
                break;
            case IInvocationOperation { TargetMethod: var method } call when call.Instance == list && Taking.Contains(method.Name) && IsOfPlatform(method.ContainingType):
                yield return call;
                foreach (var argument in call.Arguments)
                    if (argument.Parameter?.RefKind == RefKind.Out && Target.SymbolOf(CallSite.Unwrap(argument.Value is IDeclarationExpressionOperation { Expression: var declared } ? declared : argument.Value)) is ILocalSymbol taken)
                        foreach (var named in UsesOf(taken, use)) yield return named;
                break;
        }
    }

    private static IEnumerable<IOperation> CallsOf(ILocalSymbol local, IOperation place)
    {
        foreach (var named in UsesOf(local, place))
            if (DelegateCall.CallOf(named) is { } call) yield return call;
    }

    private static IEnumerable<IOperation> UsesOf(ILocalSymbol local, IOperation place)
    {
        while (place.Parent is { } outer) place = outer;
        foreach (var operation in place.Descendants())
            if (operation is ILocalReferenceOperation { Local: var named } && SymbolEqualityComparer.Default.Equals(named, local)) yield return operation;
    }

    /// <summary>What an initializer fills is the new object around it.</summary>
    private static IOperation Around(IOperation list, IOperation filling) => filling.Parent is IObjectOrCollectionInitializerOperation { Parent: { } created } ? created : CallSite.Unwrap(list);

    private static bool IsOfPlatform(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections.Immutable";

    private const int CollectionExpressionKind = 9076;
}
