using Microsoft.CodeAnalysis;

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
}
