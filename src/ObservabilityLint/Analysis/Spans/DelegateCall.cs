using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>A call that runs the delegate that it is given, before it returns or is awaited: <c>items.ForEach(…)</c>, <c>Retry.Execute(() => …)</c>.</summary>
/// <param name="Call">The call.</param>
/// <param name="Inside">Where a method of the program does so; null for one of a library.</param>
internal sealed record DelegateCall(IOperation Call, IOperation? Inside)
{
    /// <summary>The call that certainly runs a lambda (or a method that is named), if at all, in its own context; null where the delegate may be kept, or run elsewhere.</summary>
    public static DelegateCall? Of(IOperation made, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (CallSite.TakerOf(made) is not IArgumentOperation { Parent: IInvocationOperation call, Parameter: { } parameter }) return null;
        if (ImmediateCalls.Is(call) || IsWaitedFor(made, call, body)) return new DelegateCall(call, null);
        // `InParallel(orders.Select(order => …))`: the method reads the sequence.
        if (ImmediateCalls.UserOf(call) is IArgumentOperation { Parent: IInvocationOperation reader, Parameter: { } sequence } && call.TargetMethod.ContainingType.Is("System.Linq", "Enumerable")) return In(reader, sequence, ImmediateCalls.ReadOf, facts, cancellation);
        return In(call, parameter, CallOf, facts, cancellation);
    }

    private static DelegateCall? In(IInvocationOperation call, IParameterSymbol parameter, Func<IOperation, IOperation?> runOf, ContextFacts facts, CancellationToken cancellation)
        => facts.Graph.BodiesOf(call.TargetMethod, cancellation) is [var code] && !OwnContext.IsIn(code, facts.Effects(cancellation)) && OnlyRunOf(parameter, code, runOf) is { } inside ? new DelegateCall(call, inside) : null;

    /// <summary>It schedules the delegate, which takes the context along. Where nobody waits for its end, the call itself is the fault.</summary>
    private static bool IsWaitedFor(IOperation made, IInvocationOperation call, TracedBody body)
    {
        foreach (var work in body.All<ScheduledWork>())
            if (work.Syntax == call.Syntax && work.Work?.Syntax.Span.Contains(made.Syntax.Span) == true && work is { CarriesContext: true, Kind: SchedulingKind.Task or SchedulingKind.Parallel or SchedulingKind.Continuation, Completion: Completion.Awaited or Completion.Returned or Completion.Stored }) return true;
        return false;
    }

    /// <summary><c>action()</c>, <c>action?.Invoke()</c>: the call of what is used there; null where it is used in another way.</summary>
    public static IOperation? CallOf(IOperation used) => used.Parent switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call when call.Instance == used => call,
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call } access when access.Operation == used => call,
        _ => null,
    };

    /// <summary>What first runs the delegate that a parameter is, or those of a sequence; null where it is used in any other way, or in a function inside.</summary>
    private static IOperation? OnlyRunOf(IParameterSymbol parameter, IOperation body, Func<IOperation, IOperation?> runOf)
    {
        IOperation? first = null;
        foreach (var operation in body.Descendants())
        {
            if (operation is not IParameterReferenceOperation { Parameter: var used } || used.Ordinal != parameter.Ordinal || !SymbolEqualityComparer.Default.Equals(used.ContainingSymbol, parameter.ContainingSymbol.OriginalDefinition) || IsOnlyLookedAt(operation)) continue;
            if (LiveRange.FunctionAround(operation.Syntax) != body.Syntax || runOf(operation) is not { } run) return null;
            first ??= run;
        }
        return first;
    }

    /// <summary>A check for null, its name, or what it says of itself: <c>work.Method</c>.</summary>
    public static bool IsOnlyLookedAt(IOperation used)
    {
        var user = CallSite.Outermost(used).Parent;
        return user is IBinaryOperation or IIsPatternOperation or INameOfOperation or IMemberReferenceOperation || user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ThrowIfNull" } };
    }
}
