using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What <c>byName["pay"]</c> or <c>all[0]</c> gives, where the list is written down, and nobody sets an element of it later.</summary>
internal static class IndexedElement
{
    private static readonly ElementSelector Key = new("Key", 0), Value = new("Value", 1);

    /// <summary>The one element where its key or index is constant, else all that there are; null for other expressions, and where that is not in sight.</summary>
    public static IReadOnlyList<IOperation>? Of(IOperation expression, VariableValues variables) => expression switch
    {
        IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index] } => Of(array, CallSite.Unwrap(index).ConstantValue, variables),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: [var index] } => Of(list, CallSite.Unwrap(index.Value).ConstantValue, variables),
        _ => null,
    };

    /// <summary>All that <c>foreach</c> or a search finds in the list: of a dictionary, the values.</summary>
    public static IReadOnlyList<IOperation>? AllOf(IOperation list, VariableValues variables) => Of(list, default, variables);

    private static List<IOperation>? Of(IOperation list, Optional<object?> wanted, VariableValues variables)
    {
        list = ListExpression.WithoutConversions(list);
        var written = variables.Follow(list);
        var made = ListedElements.WithoutCopy(written);
        if (ListedElements.Of(made) is not { IsDefaultOrEmpty: false } elements) return null;
        // To what is not written down at once, somebody may add more, unless a copy is taken of it that nobody can change.
        if (!wanted.HasValue && MayGrow(made) && made == ListExpression.WithoutConversions(written)) return null;
        var found = new List<IOperation>();
        for (var i = 0; i < elements.Length; i++)
        {
            if (ListExpression.SpreadIn(elements[i]) != null) return null;
            var key = ListedElements.PartOf(elements[i], Key);
            // The places of a list move when something is put in before.
            if (key is null && MayGrow(made)) return null;
            if (wanted.HasValue && (key is null ? !Equals(wanted.Value, i) : !Equals(wanted.Value, CallSite.Unwrap(key).ConstantValue.Value))) continue;
            if (ListedElements.PartOf(elements[i], key is null ? ElementSelector.Whole : Value) is not { } element) return null;
            found.Add(element);
        }
        return found.Count == 0 ? null : found;
    }

    /// <summary>Somebody may put more into what the expression makes.</summary>
    public static bool MayGrow(IOperation made)
        => made is IObjectCreationOperation || ListExpression.IsCollectionExpression(made) && made.Type is { Name: var name, TypeKind: not TypeKind.Array } && !name.StartsWith("Immutable", StringComparison.Ordinal) && !name.StartsWith("IReadOnly", StringComparison.Ordinal) && name is not ("Span" or "ReadOnlySpan" or "IEnumerable");
}
