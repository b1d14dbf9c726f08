using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// What the callers of a method pass for a parameter, where all of them are in sight: bounded if all of it is. That one of them passes something unbounded is said at its call
/// (<see cref="LabelWrappers"/>), not in the method, which all of them share.
/// </summary>
internal sealed class PassedValues(OriginAnalysis analysis)
{
    private const int MaximumCallers = 64, MaximumLevels = 8;

    private readonly ConcurrentDictionary<IParameterSymbol, BoundedOrigin?> known = new(SymbolEqualityComparer.Default);
    private readonly bool isProgram = Visibility.IsProgram(analysis.Compilation.Options);

    /// <summary>Null where some value is not bounded, or some caller may be out of sight.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="open">The parameters whose callers are being asked already: methods that call each other prove nothing.</param>
    public BoundedOrigin? Of(IParameterSymbol parameter, ImmutableList<IParameterSymbol> open)
    {
        if (known.TryGetValue(parameter, out var found)) return found;
        found = open.Count < MaximumLevels && open.IndexOf(parameter, 0, open.Count, SymbolEqualityComparer.Default) < 0 ? Find(parameter, open.Add(parameter)) : null;
        // Cut short by a parameter further out, it is no answer for good.
        if (open.IsEmpty) known.TryAdd(parameter, found);
        return found;
    }

    private BoundedOrigin? Find(IParameterSymbol parameter, ImmutableList<IParameterSymbol> open)
    {
        if (parameter is not { RefKind: RefKind.None or RefKind.In, IsParams: false, ContainingSymbol: IMethodSymbol method } || !HasAllCallersInSight(method)) return null;
        ValueOrigin? all = null;
        var callers = 0;
        foreach (var call in Callers.Of(method, analysis.Compilation, analysis.OperationAt, CancellationToken.None))
        {
            if (++callers > MaximumCallers || call.ArgumentFor(parameter)?.Value is not { } argument) return null;
            var passed = new OriginTrace(analysis, open).Of(argument);
            if (passed is not BoundedOrigin) return null;
            all = all is null ? passed : all.Or(passed);
        }
        if (all is not BoundedOrigin bounded) return null;
        foreach (var _ in Callers.ReferencesTo(method, analysis.Compilation, analysis.OperationAt, CancellationToken.None)) return null;
        return bounded;
    }

    /// <summary>Not what a framework calls, what stands in for a method that others know, or what other projects may call.</summary>
    private bool HasAllCallersInSight(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction) return true;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor) || method.IsOverride || method.IsVirtual || method.IsAbstract || !method.ExplicitInterfaceImplementations.IsEmpty) return false;
        // A container creates objects too.
        if (method.MethodKind == MethodKind.Constructor || method.GetAttributes().Length > 0) return false;
        return isProgram || !Visibility.IsVisibleOutside(method);
    }
}
