using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether a number is seen to fall: somewhere it is decreased. That it is set anew does not count, a total may begin again.</summary>
internal static class FallingVariable
{
    /// <param name="reference">The variable, as it is read.</param>
    /// <param name="variables">Follows values.</param>
    public static bool Is(IOperation reference, VariableValues variables)
    {
        if (GrowingVariable.Of(reference, variables) is not { } variable || variable is not (ILocalSymbol or IFieldSymbol or IPropertySymbol { IsIndexer: false }) || variable.Locations is not [{ IsInSource: true }] || GrowingVariable.BeginsAnew(variable, reference)) return false;
        foreach (var (use, _, _) in NumberUses.Of(variable, variables))
            if (use == NumberUse.Decrease) return true;
        return false;
    }

    /// <summary>The same of a number that is taken out of a collection, together with the others: <c>open.Select(entry => entry.Value)</c>, <c>open.Values.Sum()</c>.</summary>
    public static bool IsElement(IOperation value, VariableValues variables)
    {
        if (CollectionOf(value) is not { } collection || Target.SymbolOf(CallSite.Unwrap(collection)) is not { Locations: [{ IsInSource: true }] } held || held is not (IFieldSymbol or IPropertySymbol { IsIndexer: false })) return false;
        foreach (var use in NumberUses.OfElements(held, variables))
            if (use == NumberUse.Decrease) return true;
        return false;
    }

    private static IOperation? CollectionOf(IOperation value)
    {
        var numbers = value switch
        {
            IInvocationOperation { TargetMethod: { Name: "Sum", ContainingType: var type }, Arguments: [var all] } when type.Is("System.Linq", "Enumerable") => all.Value,
            _ => ListedElements.SourceOf(value) switch
            {
                (var entries, { Member: "Value" } or { Index: 1 }) => entries,
                (var elements, { Member: null, Index: < 0 }) => elements,
                _ => null,
            },
        };
        return numbers is null ? null : CallSite.Unwrap(numbers) is IPropertyReferenceOperation { Property.Name: "Values", Instance: { } dictionary } ? dictionary : numbers;
    }
}
