using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Expressions that give the elements of a list, and none where there is no list.</summary>
internal static class OptionalList
{
    /// <summary>The list: <c>names ?? []</c>, <c>names?.ToArray()</c>, <c>names is null ? [] : names.ToArray()</c>; null for anything else.</summary>
    public static IOperation? In(IOperation expression) => expression switch
    {
        ICoalesceOperation { Value: var list, WhenNull: var none } when ListExpression.IsEmpty(ListExpression.WithoutConversions(none)) => list,
        IConditionalOperation { WhenTrue: var list, WhenFalse: { } none } when ListExpression.IsEmpty(ListExpression.WithoutConversions(none)) => list,
        IConditionalOperation { WhenTrue: var none, WhenFalse: { } list } when ListExpression.IsEmpty(ListExpression.WithoutConversions(none)) => list,
        IConditionalAccessOperation { Operation: var list, WhenNotNull: var copied } when ListExpression.WithoutConversions(copied) is IConditionalAccessInstanceOperation => list,
        _ => null,
    };
}
