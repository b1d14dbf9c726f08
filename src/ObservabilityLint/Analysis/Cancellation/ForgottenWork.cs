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
internal sealed class ForgottenWork
{
    private readonly CallGraph graph;
    private readonly CallerSearch<IOperation> search;

    public ForgottenWork(CallGraph graph) => (this.graph, search) = (graph, new CallerSearch<IOperation>(Read));

    public bool Is(IOperation call, CancellationToken cancellation)
    {
        var (left, function) = Follow(call, cancellation);
        return left != null || function != null && search.Of(function, cancellation) != null;
    }

    private CallingMethods<IOperation> Read(IMethodSymbol method, CancellationToken cancellation)
    {
        var functions = new List<IMethodSymbol>();
        foreach (var caller in graph.CallersOf(method, cancellation))
        {
            var (left, function) = Follow(caller.Operation, cancellation);
            if (left != null) return new(left, []);
            if (function != null) functions.Add(function.OriginalDefinition);
        }
        return new(null, functions);
    }

    /// <summary>The call whose task is left alone, or else the function whose own task ends with that of the call.</summary>
    private static (IOperation? Left, IMethodSymbol? Function) Follow(IOperation call, CancellationToken cancellation)
    {
        if (IsLeft(call)) return (call, null);
        while (Body.FunctionOf(call) is IAnonymousFunctionOperation lambda)
        {
            if (CallSite.RunnerOf(lambda) is not { } runner) return default;
            if (DetachingCalls.Is(runner) || IsLeft(runner)) return (runner, null);
            if (!TaskType.Is(runner.Type)) return default;
            call = runner;
        }
        if (call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellation) is not IMethodSymbol function) return default;
        return function is { IsAsync: true, ReturnsVoid: true } ? (call, null) : (null, function);
    }

    /// <summary>Its task is dropped, kept in a field, or handed to something that gives nothing back to wait for. A list in a variable may be awaited.</summary>
    private static bool IsLeft(IOperation call)
    {
        if (!TaskType.Is(call.Type)) return false;
        var completion = TaskCompletion.Of(call);
        if (completion != Completion.Stored) return completion == Completion.Dropped;
        for (var place = call.Parent; place is not (null or IBlockOperation or IAnonymousFunctionOperation); place = place.Parent)
        {
            if (place is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ReturnsVoid: true, Instance: not ILocalReferenceOperation } }) return true;
            if (place is IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation }) return true;
        }
        return false;
    }
}
