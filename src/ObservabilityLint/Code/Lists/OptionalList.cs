using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Expressions that give the elements of a list, and none where there is no list.</summary>
internal static class OptionalList
{
    /// <summary>The list: <c>names ?? []</c>, <c>names?.ToArray()</c>, <c>names?.Select(…)</c>, <c>names is null ? [] : names.ToArray()</c>; null for anything else.</summary>
    public static IOperation? In(IOperation expression) => expression switch
    {
        ICoalesceOperation { Value: var list, WhenNull: var none } when IsEmpty(none) => list,
        IConditionalOperation { WhenTrue: var list, WhenFalse: { } none } when IsEmpty(none) => list,
        IConditionalOperation { WhenTrue: var none, WhenFalse: { } list } when IsEmpty(none) => list,
        IConditionalAccessOperation { Operation: var list, WhenNotNull: var copied } when ListExpression.WithoutConversions(copied) is IConditionalAccessInstanceOperation => list,
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation query } when query.TargetMethod.ContainingType.Is("System.Linq", "Enumerable") => query,
        IConditionalAccessInstanceOperation when CallSite.ObjectOf(expression) is var list && list != expression => list,
        _ => null,
    };

    private static bool IsEmpty(IOperation none)
        => ListExpression.WithoutConversions(none) is var list && (ListExpression.IsEmpty(list) || list is IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null, Type.DeclaringSyntaxReferences.IsEmpty: true });
}
