using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Work that is meant to outlive whoever began it: nobody waits for it, here or somewhere up the calls. The token that is at hand is often that of a request,
/// which ends while such work has only begun.
/// </summary>
internal static class ForgottenWork
{
    /// <summary>How many calls up are looked at.</summary>
    private const int MaximumSteps = 4;

    public static bool Is(IOperation call, ContextFacts facts, CancellationToken cancellation) => IsForgotten(call, facts, MaximumSteps, cancellation);

    private static bool IsForgotten(IOperation call, ContextFacts facts, int steps, CancellationToken cancellation)
    {
        if (IsLeft(call)) return true;
        while (Body.FunctionOf(call) is IAnonymousFunctionOperation lambda)
        {
            if (RunnerOf(lambda) is not { } runner) return false;
            if (DetachingCalls.Is(runner) || IsLeft(runner)) return true;
            if (!DeferredWork.IsTask(runner.Type)) return false;
            call = runner;
        }
        if (call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellation) is not IMethodSymbol function) return false;
        if (function is { IsAsync: true, ReturnsVoid: true }) return true;
        if (steps == 0) return false;
        foreach (var caller in facts.CallersOf(function, cancellation))
            if (IsForgotten(caller.Operation, facts, steps - 1, cancellation)) return true;
        return false;
    }

    /// <summary>Its task is dropped, kept in a field, or handed to something that gives nothing back to wait for. A list in a variable may be awaited.</summary>
    private static bool IsLeft(IOperation call)
    {
        if (!DeferredWork.IsTask(call.Type)) return false;
        var completion = TaskCompletion.Of(call);
        if (completion != Completion.Stored) return completion == Completion.Dropped;
        for (var place = call.Parent; place is not (null or IBlockOperation or IAnonymousFunctionOperation); place = place.Parent)
        {
            if (place is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ReturnsVoid: true, Instance: not ILocalReferenceOperation } }) return true;
            if (place is IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation }) return true;
        }
        return false;
    }

    /// <summary>The call that a lambda is handed to; null where it is kept instead.</summary>
    private static IOperation? RunnerOf(IAnonymousFunctionOperation lambda)
    {
        var place = lambda.Parent;
        while (place is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation) place = place.Parent;
        return place is IArgumentOperation { Parent: IInvocationOperation or IObjectCreationOperation } argument ? argument.Parent : null;
    }
}
