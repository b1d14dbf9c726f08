using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// What the callers of a method pass for a parameter, where all of them are in sight: bounded if all of it is, unbounded if clients send all of it. That one of them passes something unbounded is said at its call
/// (<see cref="LabelWrappers"/>), not in the method, which all of them share.
/// </summary>
internal sealed class PassedValues(OriginAnalysis analysis)
{
    private const int MaximumCallers = 64, MaximumLevels = 8;

    private readonly ConcurrentDictionary<IParameterSymbol, (ValueOrigin? Origin, int Steps)> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<CallSite>> callers = new(SymbolEqualityComparer.Default);

    /// <summary>Null where some value is not bounded, or some caller may be out of sight.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="open">The parameters whose callers are being asked already: methods that call each other add nothing.</param>
    /// <param name="budget">The steps that are left.</param>
    public ValueOrigin? Of(IParameterSymbol parameter, ImmutableList<IParameterSymbol> open, TraceBudget budget) => All(parameter, open, budget) is var all && all is UnboundedOrigin && !IsOnlyRaised(parameter) ? null : all;

    /// <summary>Not null where each caller passes what a client sends, another one each time.</summary>
    public UnboundedOrigin? SentFor(IParameterSymbol parameter, OriginTrace trace) => All(parameter, trace.Asked, trace.Budget) as UnboundedOrigin;

    /// <summary>Some code in sight calls the method, or hands it on.</summary>
    public bool IsCalled(IParameterSymbol parameter) => parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method || callers.GetOrAdd(method, CallersOf) is not { IsDefault: false, IsEmpty: true };

    /// <summary>Some caller in sight passes a value that nothing bounds, or one that it is given so itself: at that call it is said.</summary>
    public bool IsToldAtCall(IParameterSymbol parameter) => IsToldAtCall(parameter, MaximumLevels);

    private bool IsToldAtCall(IParameterSymbol parameter, int levels)
    {
        if (levels == 0 || parameter.ContainingSymbol is not IMethodSymbol method || callers.GetOrAdd(method, CallersOf) is not { IsDefault: false } calls) return false;
        foreach (var call in calls)
        {
            if (call.ArgumentFor(parameter)?.Value is not { } argument) continue;
            if (analysis.Of(argument) is UnboundedOrigin || HandedOnParameter.In(argument, analysis, new Readings()) is { } outer && IsToldAtCall(outer, levels - 1)) return true;
        }
        return false;
    }

    /// <summary>Only events call the method: there is no call at which it could be said.</summary>
    private bool IsOnlyRaised(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method || !callers.TryGetValue(method, out var calls)) return false;
        foreach (var call in calls)
            if (call.Method.MethodKind != MethodKind.DelegateInvoke) return false;
        return true;
    }

    private ValueOrigin? All(IParameterSymbol parameter, ImmutableList<IParameterSymbol> open, TraceBudget budget)
    {
        if (known.TryGetValue(parameter, out var found)) return budget.Spend(found.Steps) ? found.Origin : null;
        if (open.Count >= MaximumLevels || open.IndexOf(parameter, 0, open.Count, SymbolEqualityComparer.Default) >= 0)
        {
            if (open.Count < MaximumLevels) return budget.Return(parameter);
            budget.Cut();
            return null;
        }
        var (steps, cuts) = (budget.Steps, budget.Cuts);
        var origin = Find(parameter, open.Add(parameter), budget);
        budget.Close(parameter);
        // Cut short, it is no answer for good.
        if (budget.Cuts == cuts) known.TryAdd(parameter, (origin, budget.Steps - steps));
        return origin;
    }

    private ValueOrigin? Find(IParameterSymbol parameter, ImmutableList<IParameterSymbol> open, TraceBudget budget)
    {
        if (parameter is not { RefKind: RefKind.None or RefKind.In, IsParams: false, ContainingSymbol: IMethodSymbol method } || !HasAllCallersInSight(method, parameter.Type)) return null;
        var calls = callers.GetOrAdd(method, CallersOf);
        if (calls.IsDefault) return null;
        var all = ValueOrigin.Nothing;
        foreach (var call in calls)
        {
            if (call.ArgumentFor(parameter)?.Value is not { } argument) return null;
            var one = new OriginTrace(analysis, open, budget).Of(argument);
            if (one == ValueOrigin.Nothing) continue;
            if (one is not BoundedOrigin && !(one is UnboundedOrigin sent && WrittenMembers.IsAnotherEachTime(sent, argument)) || all != ValueOrigin.Nothing && one.GetType() != all.GetType()) return null;
            all = all.Or(one);
        }
        return all == ValueOrigin.Nothing ? null : all;
    }

    /// <summary>With those that raise an event that it handles. Default where they are too many, or where the method is handed on, to be called by others.</summary>
    private ImmutableArray<CallSite> CallersOf(IMethodSymbol method)
    {
        var (targets, calls) = (new CallTargets(method), ImmutableArray.CreateBuilder<CallSite>());
        foreach (var call in Callers.Of(method, targets, analysis.Compilation, analysis.OperationAt, CancellationToken.None))
        {
            if (calls.Count == MaximumCallers) return default;
            calls.Add(call);
        }
        foreach (var reference in Callers.ReferencesTo(method, targets, analysis.Compilation, analysis.OperationAt, CancellationToken.None))
        {
            if (EventRaises.SubscriptionOf(reference) is not { } subscription) return default;
            if (!subscription.Adds) continue;
            var raises = EventRaises.Of(subscription, analysis.OperationAt, CancellationToken.None);
            if (raises.IsDefault || calls.Count + raises.Length > MaximumCallers) return default;
            calls.AddRange(raises);
        }
        return calls.ToImmutable();
    }

    /// <summary>Not what a framework calls, what stands in for a method that others know, or what other projects may call.</summary>
    private bool HasAllCallersInSight(IMethodSymbol method, ITypeSymbol type)
    {
        if (method.MethodKind == MethodKind.LocalFunction) return true;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor) || method.IsOverride || method.IsVirtual || method.IsAbstract || !method.ExplicitInterfaceImplementations.IsEmpty) return false;
        if (method.GetAttributes().Length > 0) return false;
        // A container creates objects too, but has no texts to give them.
        if (method.MethodKind == MethodKind.Constructor && (!IsPlain(type) || analysis.Others.MayBe(method.ContainingType))) return false;
        return !Visibility.IsForOthers(method, analysis.Compilation);
    }

    private static bool IsPlain(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String || type.TypeKind == TypeKind.Enum;
}
