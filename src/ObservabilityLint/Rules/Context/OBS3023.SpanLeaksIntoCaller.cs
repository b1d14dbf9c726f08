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
/// A function that is not async starts a span that becomes current, returns a task, and leaves the end of the span to an async function or to a continuation: its caller goes on with the span as the current one, ended or not.
/// Quiet where the function ends the span itself, where it sets the current span, on spans that never become current, and where nobody goes on after it: the main function, tests, and work of its own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpanLeaksIntoCaller() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3023", "End the Activity where its caller sees the end",
        "{0} is ended in {1}: for whoever calls {2} it stays Activity.Current even then, and what that starts next becomes its child. Make the function async, and await the task that it returns.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "What a function that is not async makes Activity.Current stays so for its caller, until the span (Activity) is ended there.", helpLinkUri: Manual + "#obs3023");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
        {
            if (start is not { BecomesCurrent: true, Live.IsEnded: false } || EnclosingFunction.Of(start.Call, body) is not { IsAsync: false } function || !DeferredWork.IsTask(function.ReturnType)) continue;
            if (!start.IsStarted && !LaterStart.Is(start, body) || HasNoCaller(function, start, body) || IsCurrentSet(start, body)) continue;
            if (new EndsApart(facts, cancellation).Of(start, body) is { } apart) report.At(start.Syntax.GetLocation(), start.Label, apart, function.MethodKind == MethodKind.AnonymousFunction ? "this lambda" : $"'{function.Name}'");
        }
    }

    /// <summary>What it leaves behind is nobody's: the program ends, or the thread does something else.</summary>
    private static bool HasNoCaller(IMethodSymbol function, SpanStart start, TracedBody body)
        => function is { Name: "Main", IsStatic: true } || EntryPoints.IsTest(function) || body.All<ScheduledWork>().Any(work => work.Work?.Syntax.Span == start.Live.Function.Span);

    private static bool IsCurrentSet(SpanStart start, TracedBody body)
        => body.All<CurrentChange>().Any(change => LiveRange.FunctionAround(change.Syntax) == start.Live.Function);
}
