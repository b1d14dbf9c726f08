using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A span that a function ends when it returns, although what it returns is work that is still to be done: a task, an async stream, a lazy query.
/// Quiet on tasks that are complete already, on async functions, and where something else than the function ends the span.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityEndsBeforeTask() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3003", "Finish the work before its Activity ends",
        "{0} ends when the function returns, before {1}: {2}. {3}.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A function that is not async ends its using before the task that it returns is complete: the work then runs under a span (Activity) that has ended.", helpLinkUri: Manual + "#obs3003");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (start is { IsStarted: true, Live.IsEnded: true } && EnclosingFunction.Of(start.Call, body) is { IsAsync: false } && !RunsHost(start, body) && FirstDeferral(start, body, facts, cancellation) is var deferral and not Deferral.None)
                Tell(report, start, deferral);
    }

    /// <summary>That such a span ends early is good, and that it is current meanwhile is OBS3010's to say.</summary>
    private static bool RunsHost(SpanStart start, TracedBody body) => body.All<HostRun>().Any(run => start.Live.Contains(run.Syntax));

    private static Deferral FirstDeferral(SpanStart start, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        var work = new DeferredWork(facts, depth: 1, cancellation);
        foreach (var operation in body.Root.Descendants())
            if (operation is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } && start.Live.Contains(operation.Syntax) && !AreWaitedFor(value, body))
                foreach (var returned in ValuesOf(value, start, body))
                    if (work.Of(returned) is var deferral and not Deferral.None) return deferral;
        return Deferral.None;
    }

    /// <summary><c>Task.WaitAll(tasks); return Task.WhenAll(tasks);</c></summary>
    private static bool AreWaitedFor(IOperation value, TracedBody body)
    {
        if (DeferredWork.TaskIn(value) is not IInvocationOperation { TargetMethod.Name: "WhenAll", Arguments: [var tasks] } all || !TaskType.Is(all.TargetMethod.ContainingType)) return false;
        var elements = ListExpression.ElementsOf(CallSite.Unwrap(tasks.Value));
        if (elements.IsDefault) return IsWaitedFor(tasks.Value, all, body);
        foreach (var task in elements)
            if (!IsWaitedFor(task, all, body)) return false;
        return true;
    }

    private static bool IsWaitedFor(IOperation task, IOperation before, TracedBody body)
    {
        if (CallSite.Unwrap(task) is not ILocalReferenceOperation { Local: var local }) return false;
        foreach (var operation in body.Root.Descendants())
            if (operation is ILocalReferenceOperation { Local: var used } && IsSame(used, local) && operation.Syntax.Span.End < before.Syntax.SpanStart && LiveRange.FunctionAround(operation.Syntax) == LiveRange.FunctionAround(before.Syntax)
                && TaskCompletion.Of(operation) == Completion.Awaited) return true;
        return false;
    }

    /// <summary>What a local holds that is only kept until it is returned, written at one place or in each of several branches; other uses may wait for the task, or end the span with it.</summary>
    private static List<IOperation> ValuesOf(IOperation value, SpanStart start, TracedBody body)
    {
        if (DeferredWork.TaskIn(value) is not ILocalReferenceOperation { Local: var local }) return [value];
        var values = new List<IOperation>();
        var uses = 0;
        foreach (var operation in body.Root.Descendants())
        {
            var written = operation switch
            {
                IVariableDeclaratorOperation { Symbol: var declared, Initializer.Value: var first } when IsSame(declared, local) => first,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target }, Value: var later } when IsSame(target, local) => later,
                _ => null,
            };
            if (written != null && start.Live.Contains(operation.Syntax)) values.Add(written);
            else if (operation is ILocalReferenceOperation { Local: var used } && IsSame(used, local) && (operation.Parent as ISimpleAssignmentOperation)?.Target != operation) uses++;
        }
        return uses == 1 ? values : [];
    }

    private static bool IsSame(ILocalSymbol local, ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(local, other);

    private static void Tell(Report report, SpanStart start, Deferral deferral)
    {
        var (moment, harm, advice) = deferral switch
        {
            Deferral.Task => ("the task that it returns is complete", "the rest of the work hangs under a finished parent", "Make the function async, and await the task"),
            Deferral.Stream => ("the items that it returns are read", "the work for its items is not part of this span", "Make the function an async iterator that reads them"),
            _ => ("the sequence that it returns is enumerated", "the work for its items is not part of this span", "Enumerate it before the function returns"),
        };
        report.At(start.Syntax.GetLocation(), start.Label, moment, harm, advice);
    }
}
