using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What methods and computed properties of the program itself give back, with their parameters standing for what the call passes. Of a member that others stand in for, what any of them gives.</summary>
internal static class CallResults
{
    private const int MaximumImplementations = 16;

    /// <summary>Null where the method is out of sight.</summary>
    public static ValueOrigin? Of(IInvocationOperation call, OriginTrace trace) => Of(call.TargetMethod, new CallSite(call.TargetMethod, call.Arguments, call), trace);

    /// <summary>Null where nothing is computed: the property has no code of its own.</summary>
    public static ValueOrigin? Of(IPropertyReferenceOperation property, OriginTrace trace)
        => property.Property.GetMethod is { } getter ? Of(getter, new CallSite(getter, property.Arguments, property), trace) : null;

    private static ValueOrigin? Of(IMethodSymbol method, CallSite call, OriginTrace trace)
    {
        method = Wrapper.Definition(method);
        if (!Implementations.MayBeAnother(method)) return OfOne(method, call, trace);
        // `base.Name` is the one that is named.
        if (call.Operation is IInvocationOperation { IsVirtual: false } && !method.IsAbstract) return OfOne(method, call, trace);
        if (method.Locations is not [{ IsInSource: true }, ..]) return null;
        var implementations = Implementations.In(trace.Analysis.Compilation);
        var all = implementations.AreAllInSight(method) ? null : ValueOrigin.Unknown;
        var candidates = implementations.Of(method);
        if (candidates.IsEmpty || candidates.Length > MaximumImplementations) return null;
        foreach (var implementation in candidates)
            all = (OfOne(implementation, call, trace) ?? ValueOrigin.Unknown) is var one && all is null ? one : all.Or(one);
        return all;
    }

    private static ValueOrigin? OfOne(IMethodSymbol method, CallSite call, OriginTrace trace)
    {
        if (MethodCode.Of(method, trace.Analysis.OperationAt) is not { } code) return null;
        var frame = new CallFrame(method, call, trace.Frame);
        if (trace.Entered.Refuse(frame, trace.Budget) is { } refused) return refused;
        if (MethodCode.IsIterator(code) || MethodCode.ReturnsOf(code) is not { } returns) return ValueOrigin.Unknown;
        trace.Entered.Enter(frame);
        ValueOrigin? all = null;
        foreach (var value in returns)
            all = trace.OfIn(frame, value) is var one && all is null ? one : all.Or(one);
        return trace.Entered.Leave(all, trace.Budget);
    }
}
