using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What lambdas are given and give back, where all their calls are in sight.</summary>
internal static class LambdaValues
{
    /// <summary>What a lambda's parameter is; null where others may call the lambda.</summary>
    public static ValueOrigin? OfParameter(IParameterSymbol parameter, IOperation reference, OriginTrace trace)
    {
        if (LambdaOf(parameter, reference) is not { } lambda) return null;
        if (EventRaises.SubscriptionOf(lambda) is { Adds: true } subscription) return OfRaises(subscription, parameter.Ordinal, trace);
        if (ArgumentOf(lambda) is { } argument) return OfCallee(parameter, lambda, argument, trace);
        return HolderOf(lambda) is { } local ? OfCalls(trace.Analysis.BodyOf(lambda).UsesOf(local), parameter.Ordinal, trace) : null;
    }

    /// <summary>What the call of a lambda gives that a local holds; null for other calls.</summary>
    public static ValueOrigin? OfInvocation(IInvocationOperation call, OriginTrace trace)
    {
        if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke || call.Instance is not { } invoked || CallSite.Unwrap(CallSite.ObjectOf(invoked)) is not ILocalReferenceOperation { Local: var local }) return null;
        if (trace.Analysis.BodyOf(call).WritesOf(local) is not [{ Form: WriteForm.Value, Value: { } held }] || LambdaIn(held) is not { } lambda) return null;
        return CallResults.OfLambda(lambda, new CallFrame(lambda.Symbol, new CallSite(lambda.Symbol, call.Arguments, call), trace.Frame), trace);
    }

    /// <summary>What a lambda, or a method of the program, gives to the one who is given it; null where that is out of sight.</summary>
    public static ValueOrigin? ResultOf(IOperation made, OriginTrace trace, ElementQuestion question)
    {
        if (LambdaIn(made) is { } lambda) return ResultOf(lambda, trace, question);
        if (CallSite.Unwrap(made) is not IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var named } }
            || MethodCode.OnlyTargetOf(named, trace.Analysis.Compilation) is not { } method || MethodCode.Of(method, trace.Analysis.OperationAt) is not { } code || !trace.TryOpen(method, out _)) return null;
        var all = trace.In(null, inside => OfReturns(code, inside, question));
        trace.Close(method);
        return all;
    }

    /// <summary>What a lambda gives to the one who is given it.</summary>
    public static ValueOrigin? ResultOf(IAnonymousFunctionOperation lambda, OriginTrace trace, ElementQuestion question) => OfReturns(lambda, trace, question);

    private static ValueOrigin? OfReturns(IOperation code, OriginTrace trace, ElementQuestion question)
    {
        if (MethodCode.ReturnsOf(code) is not { } returns) return null;
        var all = ValueOrigin.Nothing;
        foreach (var value in returns) all = all.Or(question.Of(value, trace) ?? ValueOrigin.Unknown);
        return all;
    }

    public static IAnonymousFunctionOperation? LambdaIn(IOperation value)
    {
        value = CallSite.Unwrap(value);
        return (value is IDelegateCreationOperation { Target: var target } ? CallSite.Unwrap(target) : value) as IAnonymousFunctionOperation;
    }

    /// <summary>The only lambda among arguments.</summary>
    public static IAnonymousFunctionOperation? LambdaIn(ImmutableArray<IArgumentOperation> arguments)
    {
        IAnonymousFunctionOperation? only = null;
        foreach (var argument in arguments)
        {
            if (LambdaIn(argument.Value) is not { } lambda) continue;
            if (only != null) return null;
            only = lambda;
        }
        return only;
    }

    /// <summary>The lambda around a reference to its parameter.</summary>
    public static IAnonymousFunctionOperation? LambdaOf(IParameterSymbol parameter, IOperation reference)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } method) return null;
        for (var outer = reference.Parent; outer != null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, method)) return lambda;
        return null;
    }

    /// <summary>What the only call of a lambda passes that a local holds; null for other lambdas.</summary>
    public static IOperation? OnlyArgumentFor(IParameterSymbol parameter, IOperation reference, OriginAnalysis analysis)
    {
        if (LambdaOf(parameter, reference) is not { } lambda || HolderOf(lambda) is not { } local) return null;
        IInvocationOperation? only = null;
        foreach (var use in analysis.BodyOf(lambda).UsesOf(local))
        {
            if (only != null || use.Parent is not IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call || call.Instance != use) return null;
            only = call;
        }
        return only?.Arguments is { } arguments && parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal].Value : null;
    }

    /// <summary>The argument that the lambda is.</summary>
    public static IArgumentOperation? ArgumentOf(IAnonymousFunctionOperation lambda) => CallSite.TakerOf(lambda) as IArgumentOperation;

    private static ILocalSymbol? HolderOf(IAnonymousFunctionOperation lambda) => CallSite.TakerOf(lambda) is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } ? local : null;

    private static ValueOrigin? OfCallee(IParameterSymbol parameter, IAnonymousFunctionOperation lambda, IArgumentOperation argument, OriginTrace trace)
    {
        if (argument is not { Parameter: { } given, Parent: IInvocationOperation call }) return null;
        if (call.TargetMethod.Locations is not [{ IsInSource: true }, ..]) return parameter.Ordinal == 0 ? OfElement(lambda, call, trace) : null;
        if (MethodCode.OnlyTargetOf(call.TargetMethod, trace.Analysis.Compilation) is not { } method || MethodCode.Of(method, trace.Analysis.OperationAt) is not { } code || given.Ordinal >= method.Parameters.Length) return null;
        var frame = new CallFrame(method, new CallSite(call.TargetMethod, call.Arguments, call), trace.Frame);
        var uses = trace.Analysis.BodyOf(code).UsesOf((method.PartialImplementationPart ?? method).Parameters[given.Ordinal]);
        if (trace.Entered.Refuse(frame, trace.Budget) is { } refused) return refused;
        trace.Entered.Enter(frame);
        return trace.Entered.Leave(trace.In(frame, inside => OfCalls(uses, parameter.Ordinal, inside)), trace.Budget);
    }

    /// <summary>What the handlers of an event are given.</summary>
    private static ValueOrigin? OfRaises(IEventAssignmentOperation subscription, int ordinal, OriginTrace trace)
    {
        var raises = EventRaises.Of(subscription, trace.Analysis.OperationAt, CancellationToken.None);
        if (raises.IsDefaultOrEmpty || !trace.TryOpen(((IEventReferenceOperation)subscription.EventReference).Event, out _)) return null;
        var all = ValueOrigin.Nothing;
        foreach (var raise in raises)
            foreach (var argument in raise.Arguments)
                if (argument.Parameter?.Ordinal == ordinal) all = all.Or(trace.OfIn(null, argument.Value));
        trace.Close(((IEventReferenceOperation)subscription.EventReference).Event);
        return all;
    }

    private static ValueOrigin? OfElement(IAnonymousFunctionOperation lambda, IInvocationOperation call, OriginTrace trace)
    {
        if (call.TargetMethod.Name is "GetOrAdd" or "AddOrUpdate" && call.Arguments.Length > 1) return trace.Of(call.Arguments[0].Value);
        return ElementSource.LoopedBy(lambda) is { } source ? Elements.Of(source, trace) : null;
    }

    /// <summary>What the calls of a delegate pass; null where it is used for anything else.</summary>
    private static ValueOrigin? OfCalls(IEnumerable<IOperation> uses, int ordinal, OriginTrace trace)
    {
        ValueOrigin? all = null;
        foreach (var use in uses)
        {
            if (use.Parent is IConditionalAccessOperation) continue;
            if (use.Parent is not IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call || call.Instance != use || ordinal >= call.Arguments.Length) return null;
            foreach (var argument in call.Arguments)
                if (argument.Parameter?.Ordinal == ordinal) all = (all ?? ValueOrigin.Nothing).Or(trace.Of(argument.Value));
        }
        return all;
    }
}
