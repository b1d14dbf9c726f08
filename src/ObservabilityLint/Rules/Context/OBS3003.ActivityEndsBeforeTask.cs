using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

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
        "{0} ends {1} before {2}: {3}. {4}.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A function that is not async ends its using before the task that it returns is complete: the work then runs under a span (Activity) that has ended.", helpLinkUri: Manual + "#obs3003");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (start is { IsStarted: true, Live.IsEnded: true } && EnclosingFunction.Of(start.Call, body) is { IsAsync: false } function && !RunsHost(start, body) && new ReturnedWork(start, body, facts, cancellation).First() is ({ } deferral and not Deferral.None, var isBehind))
                Tell(report, start, deferral, isBehind, isForAnything: function.ReturnType is ITypeParameterSymbol);
    }

    /// <summary>That such a span ends early is good, and that it is current meanwhile is OBS3010's to say.</summary>
    private static bool RunsHost(SpanStart start, TracedBody body) => body.All<HostRun>().Any(run => start.Live.Contains(run.Syntax));

    /// <param name="report">Where it is told.</param>
    /// <param name="start">The span.</param>
    /// <param name="deferral">What is not done by then.</param>
    /// <param name="isBehind">It is returned behind the block of the span.</param>
    /// <param name="isForAnything">The function gives back whatever the work does, so that it can neither await nor enumerate.</param>
    private static void Tell(Report report, SpanStart start, Deferral deferral, bool isBehind, bool isForAnything)
    {
        var (moment, harm, advice) = deferral switch
        {
            Deferral.Task => ("the task that it returns is complete", "the rest of the work hangs under a finished parent", isForAnything ? "Add a helper for tasks, which is async and awaits them" : "Make the function async, and await the task"),
            Deferral.Stream => ("the items that it returns are read", "the work for its items is not part of this span", isForAnything ? "Add a helper for streams, an async iterator that reads them" : "Make the function an async iterator that reads them"),
            _ => ("the sequence that it returns is enumerated", "the work for its items is not part of this span", isForAnything ? "Enumerate it in the work, before that returns" : "Enumerate it before the function returns"),
        };
        report.At(start.Syntax.GetLocation(), start.Label, isBehind ? "before the function returns, and so" : "when the function returns,", moment, harm, isBehind ? advice + " in the span" : advice);
    }
}
