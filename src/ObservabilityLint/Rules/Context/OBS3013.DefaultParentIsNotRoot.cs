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
/// The span of a received message that is started with an empty parent, to begin a trace of its own, while a span that was started before the loop is current: it becomes that one's child, and so do all others.
/// So does, with a loop or without, any span that gets links beside an empty parent: who links to where it comes from does not mean a child.
/// Quiet where no span is known to be current, in loops that come to an end by themselves (over a batch, or a queue of the function's own), and where the current span is set.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultParentIsNotRoot() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3013", "Clear Activity.Current to start a new trace",
        "'{0}' does not start a new trace, since Activity.Current becomes the parent: {1} {2}. Set Activity.Current to null before the start, and restore it afterwards.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Without a parent, a span (Activity) becomes the child of Activity.Current.", helpLinkUri: Manual + "#obs3013");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var parent in body.All<ParentContext>())
            if (ParentInstead(parent, body, facts, cancellation) is { } current) report.At(parent.Value.Syntax.GetLocation(), parent.Value.Syntax, IsLinked(parent, body) ? "in spite of its links, the span is a child of" : "all spans of this loop are children of", current);
    }

    /// <summary>The span that becomes the parent of one that should have none; null where that is not known.</summary>
    internal static string? ParentInstead(ParentContext parent, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (parent.Fault != ParentFault.Empty) return null;
        if (IsLinked(parent, body)) return OwnContext.IsAt(parent.Call.Syntax, body) ? null : LinkedUnder(parent.Call, body, facts, cancellation);
        return IsOfMessage(parent, body) ? InLoop(parent.Call, body, facts, cancellation) ?? InCallersLoop(parent.Call, body, facts, cancellation) : null;
    }

    /// <summary>The span around the loop in which a start, or the call of the method with it, stands.</summary>
    private static string? InLoop(IOperation call, TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => ReceiveLoop.Around(call.Syntax) is { } loop && CurrentAt(call.Syntax, loop, body) is { } current && !OwnContext.IsAt(call.Syntax, body) && !IsOverOwnQueue(loop, facts.Queues, cancellation) ? current : null;

    /// <summary>The loop gives each message to a method that nobody else calls.</summary>
    private static string? InCallersLoop(IOperation start, TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => Callers.MethodAround(start) is { } method && !OwnContext.IsAt(start.Syntax, body) && facts.Graph.CallersOf(method, cancellation) is [{ Operation: var call }] && facts.Graph.ReferencesTo(method, cancellation).IsEmpty
            && facts.BodyAround(call, cancellation) is { } caller ? InLoop(call, caller, facts, cancellation) : null;

    private static bool IsLinked(ParentContext parent, TracedBody body)
    {
        foreach (var start in body.All<SpanStart>())
            if (start.Call == parent.Call) return start.Links is { } links && !AreNone(CallSite.Unwrap(links));
        return false;
    }

    private static bool AreNone(IOperation links)
        => ListExpression.IsEmpty(links) || links is IFieldReferenceOperation { Field: { IsStatic: true, Name: "Empty" } } or IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null };

    /// <summary>The innermost span of the function, one without a source too; else that of the request, or of a caller.</summary>
    private static string? LinkedUnder(IOperation call, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        string? current = null;
        foreach (var start in body.All<SpanStart>())
            if (start is { BecomesCurrent: true, Live.IsEnded: true, IsStarted: true } && start.Call != call && start.Live.Contains(call.Syntax)) current = DescriptionOf(start);
        return current ?? SpansAround.At(body, call, facts, cancellation)?.Description;
    }

    private static string DescriptionOf(SpanStart start) => start.Name is { } name ? $"the span '{name}' (Activity)" : "the span (Activity) around it";

    private static bool IsOfMessage(ParentContext parent, TracedBody body)
    {
        foreach (var start in body.All<SpanStart>())
            if (start.Call == parent.Call) return start.Kind is SpanKind.Consumer or SpanKind.Server;
        return false;
    }

    /// <summary>Who fills a queue of the function's own ends it, too.</summary>
    private static bool IsOverOwnQueue(SyntaxNode loop, QueueFacts queues, CancellationToken cancellation)
    {
        foreach (var call in queues.CallsIn(loop.SyntaxTree, cancellation))
            if (call is { Kind: not QueueCallKind.Write, Queue.Holder: ILocalSymbol } && loop.Span.Contains(call.Syntax.Span)) return true;
        return false;
    }

    /// <summary>The span that is current at the start: the innermost one, if any is current around the loop, one that is live there or that of the request.</summary>
    private static string? CurrentAt(SyntaxNode call, SyntaxNode loop, TracedBody body)
    {
        var current = body.Method is { } method && EntryPoints.IsEntryPoint(method) && LiveRange.FunctionAround(loop) == body.Root.Syntax ? "the span (Activity) of the request" : null;
        foreach (var start in body.All<SpanStart>())
            if (start is { IsStarted: true, BecomesCurrent: true } && (start.Live.Contains(loop) || current != null && start.Live.Contains(call))) current = DescriptionOf(start);
        return current;
    }
}
