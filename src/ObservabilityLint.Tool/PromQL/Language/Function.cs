using System.Collections.Immutable;

namespace ObservabilityLint.Tool.PromQL.Language;

/// <summary>A function of PromQL.</summary>
/// <param name="Name">Its name; functions, unlike keywords, are case-sensitive.</param>
/// <param name="Parameters">The types of its arguments; the last one repeats where more can follow.</param>
/// <param name="Optional">How many of the last arguments may be left out, or added; null for any number.</param>
/// <param name="Returns">The type of its result.</param>
/// <param name="Since">The version of Prometheus that brought it.</param>
/// <param name="Removed">The version that has it no more.</param>
/// <param name="IsExperimental">Whether Prometheus wants a feature flag for it.</param>
internal sealed record Function(string Name, ImmutableArray<ExpressionType> Parameters, int? Optional, ExpressionType Returns, Version Since, Version? Removed, bool IsExperimental);
