using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Flow;

/// <summary>
/// Follows a value to where it comes from. Shared by all threads that look at a compilation; gives up, with <see cref="ValueOrigin.Unknown"/>,
/// where a value is too deep or too often assigned to be followed within a bound.
/// </summary>
internal sealed class OriginAnalysis(Compilation compilation)
{
    public Compilation Compilation => compilation;

    public ValueOrigin Of(IOperation value)
        => value.ConstantValue is { HasValue: true, Value: var constant } ? BoundedOrigin.Of(constant?.ToString() ?? "") : ValueOrigin.Unknown;
}
