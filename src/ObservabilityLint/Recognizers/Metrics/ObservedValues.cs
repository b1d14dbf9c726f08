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
            if (operation is IObjectCreationOperation created && IsMeasurement(created) && created.Arguments.FirstOrDefault() is { Value: var number }) yield return number;
    }

    /// <summary>A measurement, or a list of some, that is made where it is returned: its numbers are known.</summary>
    public static bool AreMadeHere(IOperation returned) => CallSite.Unwrap(returned) switch
    {
        IObjectCreationOperation created => IsMeasurement(created),
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.All(AreMadeHere),
        { Syntax.RawKind: CollectionExpressionKind } list => list.ChildOperations.All(AreMadeHere),
        _ => false,
    };

    // A collection expression has no typed operation in the oldest Roslyn this loads in.
    private const int CollectionExpressionKind = 9076;

    private static bool IsMeasurement(IObjectCreationOperation created) => created.Type?.OriginalDefinition.Is(Meters.Namespace, "Measurement`1") == true;
}
