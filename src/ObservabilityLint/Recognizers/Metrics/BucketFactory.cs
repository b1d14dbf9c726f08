using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The methods that make bucket bounds from a few numbers.</summary>
internal static class BucketFactory
{
    /// <summary>The parameters that are in the unit of the metric, so that scaling them scales every bound; null for other methods.</summary>
    public static ImmutableArray<string>? ScaledParameters(IMethodSymbol method) => !method.ContainingType.Is("Prometheus", "Histogram") ? null : method.Name switch
    {
        "ExponentialBuckets" => ImmutableArray.Create("start"),
        "LinearBuckets" => ImmutableArray.Create("start", "width"),
        _ => null,
    };
}
