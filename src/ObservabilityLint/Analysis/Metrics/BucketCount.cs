using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Analysis;

/// <summary>How many buckets a histogram has, the one for everything else included.</summary>
internal static class BucketCount
{
    /// <summary>The bounds that the libraries give a histogram that names none.</summary>
    private const int PrometheusBounds = 14, MeterBounds = 15;

    /// <summary>Null where it cannot be read.</summary>
    public static int? Of(InstrumentDeclaration histogram)
    {
        if (histogram.Buckets is not { } bounds) return histogram.HasUnseenSettings || histogram.IsWrapped ? null : (histogram.Convention == NamingConvention.Prometheus ? PrometheusBounds : MeterBounds) + 1;
        while (bounds is IConversionOperation { OperatorMethod: null, Operand: var operand }) bounds = operand;
        return bounds switch
        {
            { ConstantValue.HasValue: true } => null,
            IInvocationOperation { TargetMethod.IsStatic: true } made => CountIn(made) + 1,
            _ => ElementsOf(bounds) + 1,
        };
    }

    /// <summary><c>Histogram.LinearBuckets(start, width, count)</c></summary>
    private static int? CountIn(IInvocationOperation made)
    {
        foreach (var argument in made.Arguments)
            if (argument is { Parameter.Name: "count", Value.ConstantValue: { HasValue: true, Value: int count } }) return count;
        return null;
    }

    private static int? ElementsOf(IOperation list)
    {
        if (ListExpression.ElementsOf(list) is not { IsDefault: false } elements) return null;
        foreach (var element in elements)
            if (ListExpression.SpreadIn(element) != null) return null;
        return elements.Length;
    }
}
