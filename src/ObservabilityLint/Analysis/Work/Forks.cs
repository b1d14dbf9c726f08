using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Lambdas that run several times at once, each in a flow of its own that begins with what the flow around them has.</summary>
internal static class Forks
{
    /// <summary>The fork that an operation stands in, or null.</summary>
    public static IAnonymousFunctionOperation? Around(IOperation operation, TracedBody body)
    {
        for (var outer = operation.Parent; outer != null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation lambda) return IsFork(lambda, body) ? lambda : null;
        return null;
    }

    private static bool IsFork(IAnonymousFunctionOperation lambda, TracedBody body)
    {
        foreach (var work in body.All<ScheduledWork>())
            if (work.Work is { } delegated && WithoutDelegate(delegated) == lambda)
                return !IsWithoutFlow(work.Call, body) && (work.Kind == SchedulingKind.Parallel || work.Kind == SchedulingKind.Task && IsStartedAgain(work.Call) && !IsAwaitedAtOnce(work.Call));
        return lambda.Symbol.IsAsync && IsOfSelectUnderWhenAll(lambda);
    }

    /// <summary>Where the flow is suppressed a fork begins with nothing.</summary>
    private static bool IsWithoutFlow(IOperation call, TracedBody body)
    {
        foreach (var suppression in body.All<FlowSuppression>())
            if (suppression.Live.Contains(call.Syntax)) return true;
        return false;
    }

    private static IOperation WithoutDelegate(IOperation work) => CallSite.Unwrap(work) is IDelegateCreationOperation { Target: var target } ? target : CallSite.Unwrap(work);

    /// <summary>In a loop, or for each item of a query.</summary>
    private static bool IsStartedAgain(IOperation call)
    {
        if (EndlessLoop.Around(call.Syntax) != null) return true;
        for (var outer = call.Parent; outer != null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation lambda) return IsOfSelectUnderWhenAll(lambda);
        return false;
    }

    private static bool IsAwaitedAtOnce(IOperation call)
    {
        var value = call.Parent;
        while (value is IConversionOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }) value = value.Parent;
        return value is IAwaitOperation;
    }

    /// <summary><c>Task.WhenAll(items.Select(…))</c>: all of them are started before one is awaited.</summary>
    private static bool IsOfSelectUnderWhenAll(IOperation lambda)
    {
        var parent = lambda.Parent;
        while (parent is IConversionOperation or IDelegateCreationOperation) parent = parent.Parent;
        if (parent is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Select", ContainingType: var type } } select } || !type.Is("System.Linq", "Enumerable")) return false;
        parent = select.Parent;
        while (parent is IConversionOperation or IArgumentOperation or IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" }) parent = parent.Parent;
        return parent is IInvocationOperation { TargetMethod: { Name: "WhenAll", ContainingType: var task } } && task.Is("System.Threading.Tasks", "Task");
    }
}
