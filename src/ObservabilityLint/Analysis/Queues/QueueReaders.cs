using System;
using System.Collections.Generic;
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
        foreach (var (call, loop) in LoopsOf(read))
            if (Judge(read with { Call = call }, loop) is { } reader) return reader;
        return null;
    }

    /// <summary>True where some loop that the start of the program began works on the items, and meets a condition.</summary>
    public bool LoopOf(QueueCall read, Func<IOperation, bool> condition)
    {
        foreach (var (_, loop) in LoopsOf(read))
            if (condition(loop) && !IsSuppressed(loop) && contexts.StartUp.Begins(loop, cancellation)) return true;
        return false;
    }

    /// <summary>The loop around the call that reads, or, of a method that hands out what it reads, by itself or in batches, those around its calls: who calls it works on it.</summary>
    private IEnumerable<(IOperation Read, IOperation Loop)> LoopsOf(QueueCall read)
    {
        var isHandedOut = IsHandedOut(read);
        if (!isHandedOut && LoopAround(read.Call) is { } loop) yield return (read.Call, loop);
        if (!isHandedOut && !IsBatched(read) || Callers.MethodAround(read.Call) is not { } method) yield break;
        foreach (var caller in contexts.Graph.CallersOf(method, cancellation))
            if (caller.Operation is IInvocationOperation call && LoopAround(call) is { } outer) yield return (call, outer);
    }

    /// <summary>What is read is put into a list that is the result of the function, or one of several: <c>while (reader.TryRead(out var item)) batch.Add(item); return batch;</c></summary>
    private static bool IsBatched(QueueCall read)
    {
        if (ItemIn(read) is not { } item) return false;
        foreach (var operation in Body.RootOf(read.Call).Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation { Local: var batch }, Arguments: [{ Value: var added }] }
                && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.Unwrap(added)), item) && IsInResult(batch, read.Call)) return true;
        return false;
    }

    /// <summary>The variable that gets what is read.</summary>
    private static ISymbol? ItemIn(QueueCall read)
    {
        if (read.Kind == QueueCallKind.ReadInto) return read.Item is { } given ? LocalIn(given) : null;
        return ResultOf(read.Call) is var value && value.Parent is IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var each } } loop && loop.Collection == value ? each : Target.Of(value);
    }

    private static bool IsInResult(ILocalSymbol batch, IOperation place)
    {
        foreach (var operation in Body.RootOf(place).Descendants())
            if (operation is ILocalReferenceOperation { Local: var local, Parent: not IPropertyReferenceOperation } && SymbolEqualityComparer.Default.Equals(local, batch))
                for (var outer = operation.Parent; outer is not (null or IBlockOperation); outer = outer.Parent)
                    if (outer is IReturnOperation) return true;
        return false;
    }

    /// <summary>What the code does that shows in a trace; empty where it decides by itself where its spans belong.</summary>
    public ImmutableArray<TracedStep> WorkIn(IOperation code) => DecidesBySelf(code) ? ImmutableArray<TracedStep>.Empty : contexts.Work.StepsOf(code, cancellation);

    /// <summary>It sets the current span, gives its spans a parent or links, or takes a context out of something.</summary>
    public bool DecidesBySelf(IOperation code)
    {
        if (OwnContext.IsIn(code, contexts.Effects(cancellation))) return true;
        foreach (var step in contexts.Work.StepsOf(code, cancellation))
            if (step.Fact is SpanStart start && (InheritedWork.HasOwnOrigin(start) || !start.IsStarted)) return true;
        foreach (var operation in code.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: var called } && (called is "AddLink" or "SetParentId" or "Extract" or "SuppressFlow" || contexts.Graph.BodyOf(operation, cancellation) is { } body && OwnContext.IsIn(body, contexts.Effects(cancellation))))
                return true;
        return false;
    }

    private QueueReader? Judge(QueueCall read, IOperation loop)
        => WorkIn(loop) is { IsEmpty: false } steps && !IsSuppressed(loop) && contexts.StartUp.Begins(loop, cancellation) ? new QueueReader(read, loop, steps) : null;

    /// <summary>Nothing that runs in the loop is instrumented, nor where its function is called.</summary>
    private bool IsSuppressed(IOperation loop)
    {
        if (IsSuppressedAt(loop)) return true;
        if (Callers.MethodAround(loop) is not { } method || contexts.Graph.CallersOf(method, cancellation) is not { Length: > 0 } calls) return false;
        foreach (var call in calls)
            if (!IsSuppressedAt(call.Operation)) return false;
        return true;
    }

    private bool IsSuppressedAt(IOperation place) => contexts.BodyAround(place, cancellation) is { } body && OwnContext.IsSuppressedAt(place.Syntax, body);

    /// <summary>The outermost loop of the function, or the call that is one for what it reads: <c>Parallel.ForEachAsync(reader.ReadAllAsync(), …)</c>.</summary>
    private static IOperation? LoopAround(IOperation read)
    {
        IOperation? loop = null;
        for (var outer = read.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
            if (outer is ILoopOperation or IInvocationOperation { TargetMethod: { Name: "ForEachAsync" or "ForEach", ContainingType.Name: "Parallel" } }) loop = outer;
        return loop;
    }

    /// <summary>What is read is the result of the function; it may be kept in a local until then.</summary>
    private static bool IsHandedOut(QueueCall read)
    {
        if (read.Kind == QueueCallKind.ReadInto) return read.Item is { } given && LocalIn(given) is { } filled && IsReturned(filled, read.Call);
        var value = ResultOf(read.Call);
        return value.Parent is IReturnOperation || value.Syntax.Parent is ArrowExpressionClauseSyntax || Target.Of(value) is ILocalSymbol held && IsReturned(held, read.Call);
    }

    private static IOperation ResultOf(IOperation read)
    {
        while (read.Parent is IConversionOperation or IAwaitOperation or IParenthesizedOperation || read.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" }) read = read.Parent;
        return read;
    }

    private static ILocalSymbol? LocalIn(IOperation given) => CallSite.Unwrap(given) switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var local } } => local,
        _ => null,
    };

    private static bool IsReturned(ILocalSymbol local, IOperation place) => (Escape.Of(local, Body.RootOf(place)) & EscapeKinds.Returned) != 0;
}
