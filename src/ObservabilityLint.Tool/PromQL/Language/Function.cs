using System.Collections.Immutable;

namespace ObservabilityLint.Tool.PromQL.Language;

/// <summary>A function of PromQL.</summary>
/// <param name="Name">Its name; functions, unlike keywords, are case-sensitive.</param>
/// <param name="Parameters">The types of its arguments; the last one repeats where more can follow.</param>
/// <param name="Optional">0 where each parameter takes one argument. Otherwise the last parameter takes none up to so many; null for any number.</param>
/// <param name="Returns">The type of its result.</param>
/// <param name="Since">The version of Prometheus that brought it.</param>
/// <param name="Removed">The version that has it no more.</param>
/// <param name="IsExperimental">Whether Prometheus wants a feature flag for it.</param>
internal sealed record Function(string Name, ImmutableArray<ExpressionType> Parameters, int? Optional, ExpressionType Returns, Version Since, Version? Removed, bool IsExperimental)
{
    public int LeastArguments => Optional == 0 ? Parameters.Length : Parameters.Length - 1;

    /// <summary>Null for any number.</summary>
    public int? MostArguments => LeastArguments + Optional;

    public ExpressionType ParameterAt(int argument) => Parameters[Math.Min(argument, Parameters.Length - 1)];

    public bool IsIn(Version version) => Since <= version && (Removed is null || version < Removed);
}
