using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Recognizers;

/// <summary>Code that says itself which span is current.</summary>
internal static class CurrentSpan
{
    public static bool IsSetIn(IOperation code)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (operation is IAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true, ContainingType: var type } } } && type.Is(Activities.Namespace, "Activity")) return true;
        return false;
    }
}
