using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>Spans that a method gives out in a tuple: <c>var (activity, watch) = Begin("x");</c></summary>
internal static class GivenTuple
{
    /// <summary>Which element of the tuple is the span; -1 where none is, or where there are several.</summary>
    public static int Holds(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { IsTupleType: true, TupleElements: var elements }) return -1;
        var found = -1;
        for (var i = 0; i < elements.Length; i++)
            if (SpanFactories.IsSpan(elements[i].Type))
            {
                if (found >= 0) return -1;
                found = i;
            }
        return found;
    }

    /// <summary>Of each value that is a tuple its span, and the others as they are; null where a tuple does not show it.</summary>
    public static List<IOperation>? SpansIn(List<IOperation> values)
    {
        for (var i = 0; i < values.Count; i++)
            if (Holds(values[i].Type) is var index and >= 0)
            {
                if (CallSite.Unwrap(values[i]) is not ITupleOperation { Elements: var elements }) return null;
                values[i] = elements[index];
            }
        return values;
    }
}
