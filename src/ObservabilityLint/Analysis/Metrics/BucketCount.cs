using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Analysis;

/// <summary>How many buckets a histogram has, the one for everything else included.</summary>
internal static class BucketCount
{
    /// <summary>The bounds that the libraries give a histogram that names none.</summary>
    private const int PrometheusBounds = 14, MeterBounds = 15;

    // A collection expression has no typed operation in the oldest Roslyn this loads in.
    private const int CollectionExpressionKind = 9076, SpreadElementKind = 9078;

    /// <summary>Null where it cannot be read.</summary>
    public static int? Of(InstrumentDeclaration histogram)
    {
        if (histogram.Buckets is not { } bounds) return histogram.HasUnseenSettings || histogram.IsWrapped ? null : (histogram.Convention == NamingConvention.Prometheus ? PrometheusBounds : MeterBounds) + 1;
        while (bounds is IConversionOperation { OperatorMethod: null, Operand: var operand }) bounds = operand;
        return bounds switch
        {
            IArrayCreationOperation { Initializer.ElementValues: var values } => values.Length + 1,
            IInvocationOperation { TargetMethod.IsStatic: true } made => CountIn(made) + 1,
            { Syntax.RawKind: CollectionExpressionKind } => ElementsOf(bounds) + 1,
            _ => null,
        };
    }

    /// <summary><c>Histogram.LinearBuckets(start, width, count)</c></summary>
    private static int? CountIn(IInvocationOperation made)
    {
        foreach (var argument in made.Arguments)
            if (argument is { Parameter.Name: "count", Value.ConstantValue: { HasValue: true, Value: int count } }) return count;
        return null;
    }

    private static int? ElementsOf(IOperation collection)
    {
        var count = 0;
        foreach (var element in collection.ChildOperations)
        {
            if (element.Syntax.RawKind == SpreadElementKind) return null;
            count++;
        }
        return count;
    }
}
