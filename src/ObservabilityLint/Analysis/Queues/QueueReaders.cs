using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Finds the loops that work on the items of queues by themselves.</summary>
internal sealed class QueueReaders(ContextFacts contexts, CancellationToken cancellation)
{
    /// <summary>Null where what reads does no work that shows in a trace, gives it a parent of its own, or may run in the context of whoever writes.</summary>
    public QueueReader? Of(QueueCall read)
    {
        if (LoopAround(read.Call) is { } loop) return Judge(read, loop);
        // A method that hands out what it reads: who calls it works on it.
        if (!IsReturned(read.Call) || Callers.MethodAround(read.Call) is not { } method) return null;
        foreach (var caller in contexts.Graph.CallersOf(method, cancellation))
            if (caller.Operation is IInvocationOperation call && LoopAround(call) is { } outer && Judge(read with { Call = call }, outer) is { } reader) return reader;
        return null;
    }

    /// <summary>What the code does that shows in a trace; empty where it decides by itself where its spans belong.</summary>
    public ImmutableArray<TracedStep> WorkIn(IOperation code)
    {
        if (OwnContext.IsIn(code, contexts.Effects(cancellation))) return ImmutableArray<TracedStep>.Empty;
        var steps = contexts.Work.StepsOf(code, cancellation);
        foreach (var step in steps)
            if (step.Fact is SpanStart start && (InheritedWork.HasOwnOrigin(start) || !start.IsStarted)) return ImmutableArray<TracedStep>.Empty;
        foreach (var operation in code.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: var called } && (called is "AddLink" or "SetParentId" or "Extract" or "SuppressFlow" || contexts.Graph.BodyOf(operation, cancellation) is { } body && OwnContext.IsIn(body, contexts.Effects(cancellation))))
                return ImmutableArray<TracedStep>.Empty;
        return steps;
    }

    private QueueReader? Judge(QueueCall read, ILoopOperation loop)
        => WorkIn(loop) is { IsEmpty: false } steps && contexts.StartUp.Begins(loop, cancellation) ? new QueueReader(read, loop, steps) : null;

    /// <summary>The outermost loop of the function.</summary>
    private static ILoopOperation? LoopAround(IOperation read)
    {
        ILoopOperation? loop = null;
        for (var outer = read.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
            if (outer is ILoopOperation around) loop = around;
        return loop;
    }

    private static bool IsReturned(IOperation read)
    {
        var value = read;
        while (value.Parent is IConversionOperation or IAwaitOperation or IParenthesizedOperation || value.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" }) value = value.Parent;
        return value.Parent is IReturnOperation || value.Syntax.Parent is ArrowExpressionClauseSyntax;
    }
}
