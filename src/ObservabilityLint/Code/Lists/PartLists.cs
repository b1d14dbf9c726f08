using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Lists of one part of each element of another: <c>pairs.Select(pair => pair.Key)</c>, <c>common.Keys</c>.</summary>
internal static class PartLists
{
    private static readonly ElementSelector Keys = new("Key", 0), Values = new("Value", 1);

    /// <summary>The parts in their order; default for other expressions, and where the list is not in sight or may become longer.</summary>
    public static ImmutableArray<IOperation> In(IOperation list, VariableValues variables)
    {
        if (SourceOf(list) is not var (source, part)) return default;
        source = ListExpression.WithoutConversions(source);
        var made = ListExpression.WithoutConversions(variables.Follow(source));
        // Other dictionaries have an order of their own.
        if (made is IObjectCreationOperation && !(made.Type.Is("System.Collections.Generic", "Dictionary`2") || made.Type.Is("System.Collections.Generic", "List`1"))) return default;
        if (IndexedElement.MayGrow(made) && !StaticTable.IsKept(source) || ListedElements.Of(made) is not { IsDefaultOrEmpty: false } elements) return default;
        var parts = ImmutableArray.CreateBuilder<IOperation>(elements.Length);
        foreach (var element in elements)
            if (ListedElements.PartOf(element, part) is { } found) parts.Add(found);
            else return default;
        return parts.MoveToImmutable();
    }

    /// <summary>True for a part of an element of a list, which is more than that.</summary>
    public static bool IsPart(IOperation value)
    {
        var whole = value.Parent;
        while (whole is IConversionOperation or IParenthesizedOperation) whole = whole.Parent;
        return whole is ITupleOperation or IArgumentOperation;
    }

    private static (IOperation Source, ElementSelector Part)? SourceOf(IOperation list) => list switch
    {
        IPropertyReferenceOperation { Property: { Name: "Keys", ContainingType: var type }, Instance: { } entries } when type.Is("System.Collections.Generic", "Dictionary`2") => (entries, Keys),
        IPropertyReferenceOperation { Property: { Name: "Values", ContainingType: var type }, Instance: { } entries } when type.Is("System.Collections.Generic", "Dictionary`2") => (entries, Values),
        IInvocationOperation { TargetMethod: { Name: "Select", ContainingType: var type }, Arguments: [var source, { Value: var selector }] } when type.Is("System.Linq", "Enumerable")
            && CallSite.Unwrap(selector) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } && OnlyBody.Returns(lambda).ToArray() is [var returned]
            && ListedElements.SourceOf(returned) is var (through, part) && through.Syntax == source.Value.Syntax => (source.Value, part),
        _ => null,
    };
}
