using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The numbers that the callback of an observable instrument reports.</summary>
internal static class ObservedValues
{
    /// <summary>What the function returns, and what it puts into measurements.</summary>
    public static IEnumerable<IOperation> In(IOperation callback)
    {
        foreach (var returned in OnlyBody.Returns(callback)) yield return returned;
        foreach (var operation in callback.DescendantsAndSelf())
            if (operation is IObjectCreationOperation { Constructor.ContainingType.OriginalDefinition: var type } created && type.Is(Meters.Namespace, "Measurement`1") && created.Arguments.FirstOrDefault() is { Value: var number }) yield return number;
    }
}
