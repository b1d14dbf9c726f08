using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Reads <c>new T { Member = value }</c>.</summary>
internal static class ObjectInitializer
{
    /// <summary>The value that the initializer gives a property, or null if it does not name it.</summary>
    public static IOperation? Member(IObjectCreationOperation? creation, string name)
    {
        if (creation?.Initializer is not { } initializer) return null;
        foreach (var member in initializer.Initializers)
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var assigned }, Value: var value } && assigned == name)
                return value;
        return null;
    }
}
