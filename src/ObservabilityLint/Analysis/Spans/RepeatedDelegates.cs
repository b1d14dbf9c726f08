using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What a method of the program runs for its caller in each round of a loop: one that is async, <c>Repeat.EveryAsync(period, () => PollAsync())</c>, or one that gives back what it has started, <c>Task.Run(async () => { while (true) await work(); })</c>.</summary>
internal static class RepeatedDelegates
{
    public static IEnumerable<IOperation> In(ScheduledWork work, ContextFacts facts, CancellationToken cancellation)
    {
        if (work.Call is not IInvocationOperation call || !call.Arguments.Any(IsDelegate) || facts.Graph.BodiesOf(call.TargetMethod, cancellation) is not [var code] || FunctionOf(work, call, code) is not { } function || OwnContext.IsIn(code, facts.Effects(cancellation))) yield break;
        foreach (var argument in call.Arguments)
            if (IsDelegate(argument) && IsRunInLoop(argument.Parameter!.Ordinal, code, function)) yield return argument.Value;
    }

    /// <summary>The method itself, or the lambda in it that is started.</summary>
    private static SyntaxNode? FunctionOf(ScheduledWork work, IInvocationOperation call, IOperation code)
    {
        if (work.Kind == SchedulingKind.AsyncCall) return call.TargetMethod.IsAsync ? code.Syntax : null;
        return work.Work is { } started && CallSite.Unwrap(started) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Syntax: var lambda } } && lambda.SyntaxTree == code.Syntax.SyntaxTree && code.Syntax.Span.Contains(lambda.Span) ? lambda : null;
    }

    /// <summary>What the delegates do under the span that is current where the loop is started.</summary>
    public static WorkKinds WorkOf(IEnumerable<IOperation> delegates, ContextFacts facts, CancellationToken cancellation)
    {
        var kinds = WorkKinds.None;
        foreach (var given in delegates)
            if (facts.Graph.BodyOf(given, cancellation) is { } code && !OwnContext.IsIn(code, facts.Effects(cancellation))) kinds |= InheritedWork.OfDelegate(code, facts, cancellation);
        return kinds;
    }

    private static bool IsDelegate(IArgumentOperation argument) => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.TypeKind: TypeKind.Delegate };

    private static bool IsRunInLoop(int parameter, IOperation code, SyntaxNode function)
    {
        foreach (var operation in code.Descendants())
            if (operation is IParameterReferenceOperation { Parameter: var used } && used.Ordinal == parameter && LiveRange.FunctionAround(operation.Syntax) == function && DelegateCall.CallOf(operation) != null && ReceiveLoop.Around(operation.Syntax) != null) return true;
        return false;
    }
}
