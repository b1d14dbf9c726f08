using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What methods and computed properties of the program itself give back, with their parameters standing for what the call passes. Of a member that others stand in for, what any of them gives.</summary>
internal static class CallResults
{
    /// <summary>Behind an interface that code out of sight may implement too, nothing is proven; only a certain fault can be found.</summary>
    private const int MaximumImplementations = 64, MaximumOfManyOthers = 8, MaximumWrites = 16;

    private static readonly Func<OriginTrace, IOperation, bool, ValueOrigin?> OfValue = static (trace, value, isElement) => isElement ? ValueOrigin.Unknown : trace.Of(value);

    /// <summary>Null where the method is out of sight.</summary>
    public static ValueOrigin? Of(IInvocationOperation call, OriginTrace trace) => Of(call.TargetMethod, new CallSite(call.TargetMethod, call.Arguments, call), trace, OfValue);

    /// <summary>Null where nothing is computed: the property has no code of its own.</summary>
    public static ValueOrigin? Of(IPropertyReferenceOperation property, OriginTrace trace)
        => property.Property.GetMethod is { } getter ? Of(getter, new CallSite(getter, property.Arguments, property), trace, OfValue) : null;

    /// <summary>The elements of the collection that a call gives back; null where they are out of sight.</summary>
    public static ValueOrigin? ElementsOf(IInvocationOperation call, OriginTrace trace, ElementQuestion question)
        => Of(call.TargetMethod, new CallSite(call.TargetMethod, call.Arguments, call), trace, (inside, value, isElement) => isElement ? question.Of(value, inside) : Elements.Of(value, inside, question));

    /// <summary>A member of the object that a call gives back; null where that is out of sight.</summary>
    public static ValueOrigin? MemberOf(IInvocationOperation call, OriginTrace trace, ObjectMember member)
        => Of(call.TargetMethod, new CallSite(call.TargetMethod, call.Arguments, call), trace, (inside, value, isElement) => isElement ? null : CreatedObjects.Of(value, member, inside));

    /// <summary>What a method writes to a variable that it is given as <c>out</c> or <c>ref</c>; null where that is out of sight, or the method looks at what it has written.</summary>
    public static ValueOrigin? OfReference(IOperation given, OriginTrace trace)
    {
        if (given is not IArgumentOperation { Parameter: { Ordinal: var ordinal, RefKind: var kind }, Parent: IInvocationOperation call }) return null;
        if (MethodCode.OnlyTargetOf(call.TargetMethod, trace.Analysis.Compilation) is not { } method || MethodCode.Of(method, trace.Analysis.OperationAt) is not { } code) return null;
        method = method.PartialImplementationPart ?? method;
        var frame = new CallFrame(method, new CallSite(call.TargetMethod, call.Arguments, call), trace.Frame);
        if (WrittenTo(method.Parameters[ordinal], trace.Analysis.BodyOf(code)) is not { } values) return null;
        if (trace.Entered.Refuse(frame, trace.Budget) is { } refused) return refused;
        trace.Entered.Enter(frame);
        var all = kind == RefKind.Ref ? ValueOrigin.Unknown : ValueOrigin.Nothing;
        foreach (var value in values) all = all.Or(trace.OfIn(frame, value));
        return trace.Entered.Leave(all, trace.Budget);
    }

    private static List<IOperation>? WrittenTo(IParameterSymbol parameter, Body body)
    {
        var values = new List<IOperation>();
        foreach (var use in body.UsesOf(parameter))
        {
            if (use.Parent is not ISimpleAssignmentOperation { IsRef: false, Target: var target, Value: var value } || target != use || values.Count == MaximumWrites) return null;
            values.Add(value);
        }
        return values.Count == 0 ? null : values;
    }

    /// <summary>What a lambda gives back to the call that a frame stands for.</summary>
    public static ValueOrigin? OfLambda(IAnonymousFunctionOperation lambda, CallFrame frame, OriginTrace trace) => OfCode(lambda, frame, trace, OfValue);

    private static ValueOrigin? Of(IMethodSymbol method, CallSite call, OriginTrace trace, Func<OriginTrace, IOperation, bool, ValueOrigin?> ask)
    {
        method = Wrapper.Definition(method);
        if (!Implementations.MayBeAnother(method)) return OfOne(method, call, trace, ask);
        // `base.Name` is the one that is named.
        if (call.Operation is IInvocationOperation { IsVirtual: false } && !method.IsAbstract) return OfOne(method, call, trace, ask);
        if (method.Locations is not [{ IsInSource: true }, ..]) return null;
        var implementations = Implementations.In(trace.Analysis.Compilation);
        var all = implementations.AreAllInSight(method) ? null : ValueOrigin.Unknown;
        var candidates = implementations.Of(method);
        if (candidates.IsEmpty || candidates.Length > (all is null ? MaximumImplementations : MaximumOfManyOthers)) return null;
        foreach (var implementation in candidates)
            all = (OfOne(implementation, call, trace, ask) ?? ValueOrigin.Unknown) is var one && all is null ? one : all.Or(one);
        return all;
    }

    private static ValueOrigin? OfOne(IMethodSymbol method, CallSite call, OriginTrace trace, Func<OriginTrace, IOperation, bool, ValueOrigin?> ask)
        => MethodCode.Of(method, trace.Analysis.OperationAt) is { } code ? OfCode(code, new CallFrame(method.PartialImplementationPart ?? method, call, trace.Frame), trace, ask) : null;

    /// <summary>What a method gives whatever it is called with is found once.</summary>
    private static ValueOrigin? OfCode(IOperation code, CallFrame frame, OriginTrace trace, Func<OriginTrace, IOperation, bool, ValueOrigin?> ask)
    {
        if (trace.Entered.Refuse(frame, trace.Budget) is { } refused) return refused;
        var known = ask == OfValue && frame.Method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ExplicitInterfaceImplementation ? trace.Analysis.Results : null;
        if (known != null && known.TryGetValue(frame.Method, out var found)) return trace.Budget.Spend(found.Steps) ? found.Origin : ValueOrigin.Unknown;
        if (MethodCode.ReturnsOf(code) is not { } returns) return ValueOrigin.Unknown;
        var (isIterator, steps, cuts) = (MethodCode.IsIterator(code), trace.Budget.Steps, trace.Budget.Cuts);
        trace.Entered.Enter(frame);
        ValueOrigin? all = null;
        foreach (var value in returns)
            all = (trace.In(frame, inside => ask(inside, value, isIterator)) ?? ValueOrigin.Unknown) is var one && all is null ? one : all.Or(one);
        var isOfCall = trace.Entered.AsksForArguments;
        all = trace.Entered.Leave(all, trace.Budget);
        if (known != null && !isOfCall && trace.IsUnguarded && trace.Budget.Cuts == cuts) known.TryAdd(frame.Method, (all, trace.Budget.Steps - steps));
        return all;
    }
}
