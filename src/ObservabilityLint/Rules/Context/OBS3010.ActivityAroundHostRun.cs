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
/// A span that is current while the program's host starts: its background services start with it, and keep it as the parent of all they do. So does a span around the loop of such a service.
/// Quiet where the span has ended before or is made not to be current, where the program has no background services, and where the same span sees the host stop, or disposed of, too: then all of it is one piece of work.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityAroundHostRun() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3010", "End the Activity before the host or a loop starts",
        "{0} is still Activity.Current {1} becomes part of this one trace. {2}.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Background services start with the ExecutionContext in which the host is started, and keep it for as long as they run.", helpLinkUri: Manual + "#obs3010");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
        {
            if (start is not { IsStarted: true, BecomesCurrent: true } || !HostRuns.HasServices(facts.Compilation, cancellation)) continue;
            if (RunUnder(start, body, facts, cancellation) != null) report.At(start.Syntax.GetLocation(), start.Label, "when the host starts: all that its background services ever do", "End it before the host starts");
            else if (ServiceLoop.IsUnder(start, body, facts, cancellation)) report.At(start.Syntax.GetLocation(), start.Label, "in the loop of this background service: all that the service ever does", "End it before the loop, and start a span in each round");
        }
    }

    /// <summary>Where the host starts under the span, or is started by a method that is called there; null where the span sees it stop, too.</summary>
    internal static SyntaxNode? RunUnder(SpanStart start, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        SyntaxNode? first = null;
        foreach (var run in body.All<HostRun>())
        {
            if (!start.Live.Contains(run.Syntax)) continue;
            if (run.IsStop || run.DisposedWith is { } host && start.Live.Contains(host)) return null;
            if (!OwnContext.IsAt(run.Syntax, body)) first ??= run.Syntax;
        }
        return first ?? CallThatRunsHost(start, body, facts, cancellation);
    }

    /// <summary>A method of the program that is called under the span runs the host.</summary>
    private static SyntaxNode? CallThatRunsHost(SpanStart start, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IInvocationOperation call && HostRuns.MayBeIn(call.TargetMethod, cancellation) && start.Live.Contains(call.Syntax) && !OwnContext.IsAt(call.Syntax, body)
                && facts.Graph.BodyOf(call, cancellation) is { } code && facts.BodyAround(code, cancellation) is { } called && RunsHostItself(called, code)) return call.Syntax;
        return null;
    }

    private static bool RunsHostItself(TracedBody called, IOperation code)
    {
        var runs = called.All<HostRun>().ToList();
        return runs.Count > 0 && runs.TrueForAll(run => !run.IsStop && run.DisposedWith is null && LiveRange.FunctionAround(run.Syntax) == code.Syntax && !OwnContext.IsAt(run.Syntax, called));
    }
}
