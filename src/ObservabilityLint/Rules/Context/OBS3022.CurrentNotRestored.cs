using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A synchronous function that makes another span (or none) current for work of its own, and returns without restoring what was current before.
/// What an async function or a continuation restores is not restored for the caller. Quiet where every caller restores it, where a function does nothing else, where what was current is kept for somebody who may restore it, in async functions, and where a thread or task begins.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CurrentNotRestored() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3022", "Restore Activity.Current before returning",
        "Activity.Current is not put back when '{0}' returns: what {1} starts next gets another parent, or none. Keep its old value, and restore it in a finally.",
        "ObservabilityLint.Context", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Only async functions put back by themselves what was Activity.Current before.", helpLinkUri: Manual + "#obs3022");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        var changes = body.All<CurrentChange>().ToList();
        foreach (var change in changes)
        {
            if (change.IsSettledElsewhere || EnclosingFunction.Of(change.Assignment, body) is not { IsAsync: false } function || !IsForOwnWork(change, body, facts, cancellation)) continue;
            if (BeginsApart(function, change, cancellation) || CurrentValues.IsKept(body, change, facts.Graph, cancellation) || CurrentValues.IsOwn(change, body) || HandsOutSpan(change, body) && !CurrentValues.IsGivenBackApart(body, change, facts.Graph, cancellation)) continue;
            if (Restoration.IsMissing(change.Syntax, changes.Where(other => other != change).Select(other => other.Syntax)) && !DoCallersRestore(function, facts, cancellation) && !DoCallersEnd(function, facts, cancellation)) report.At(change.Syntax.GetLocation(), function.Name, Harmed.CallerOf(function, facts, cancellation));
        }
    }

    private static bool BeginsApart(IMethodSymbol function, CurrentChange change, CancellationToken cancellation)
        => WorkEntry.MayBe(function, cancellation) || EntryPoints.IsTest(function) || EndlessLoop.IsIn(LiveRange.FunctionAround(change.Syntax));

    /// <summary>Each of them is where a thread or task begins, and the call is the last that it does.</summary>
    private static bool DoCallersEnd(IMethodSymbol function, ContextFacts facts, CancellationToken cancellation)
    {
        var calls = facts.Graph.CallersOf(function, cancellation);
        foreach (var call in calls)
            if (Callers.MethodAround(call.Operation) is not { } caller || !WorkEntry.MayBe(caller, cancellation) || !IsLast(call.Syntax)) return false;
        return calls.Length > 0;
    }

    private static bool IsLast(SyntaxNode call) => call.Parent switch
    {
        ArrowExpressionClauseSyntax => true,
        ExpressionStatementSyntax { Parent: BlockSyntax { Parent: MethodDeclarationSyntax, Statements: [.., var last] } } statement => last == statement,
        _ => false,
    };

    /// <summary>Each of them sets the current span behind the call.</summary>
    private static bool DoCallersRestore(IMethodSymbol function, ContextFacts facts, CancellationToken cancellation)
    {
        var areKnown = false;
        foreach (var call in facts.Graph.CallersOf(function, cancellation))
        {
            areKnown = true;
            var caller = LiveRange.FunctionAround(call.Syntax);
            if (facts.BodyAround(call.Operation, cancellation) is not { } around || !around.All<CurrentChange>().Any(change => change.Syntax.SpanStart > call.Syntax.SpanStart && LiveRange.FunctionAround(change.Syntax) == caller)) return false;
        }
        return areKnown;
    }

    /// <summary>What the caller goes on with is the span that is started here.</summary>
    private static bool HandsOutSpan(CurrentChange change, TracedBody body)
        => body.All<SpanStart>().Any(start => !start.Live.IsEnded && start.Live.Function == LiveRange.FunctionAround(change.Syntax) && start.Syntax.SpanStart > change.Syntax.SpanStart);

    private static bool IsForOwnWork(CurrentChange change, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        var function = LiveRange.FunctionAround(change.Syntax);
        if (Yields.In(function, function.Span).Any()) return false;
        foreach (var operation in body.Root.Descendants())
            if (operation is IInvocationOperation call && operation.Syntax.SpanStart > change.Syntax.Span.End && LiveRange.FunctionAround(operation.Syntax) == function && IsTraced(call, facts, cancellation)) return true;
        return false;
    }

    /// <summary>An async method that sets the current span does so for itself: its work is ours all the same.</summary>
    private static bool IsTraced(IInvocationOperation call, ContextFacts facts, CancellationToken cancellation)
        => facts.WorkIn(call, cancellation) != WorkKinds.None || HttpCalls.IsHandedOn(call)
            || call.TargetMethod.IsAsync && facts.Graph.BodyOf(call, cancellation) is { } code && facts.WorkIn(code, cancellation) != WorkKinds.None;
}
