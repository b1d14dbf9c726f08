using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Which span is current at a place: one that the same function starts and ends, the one that a framework has around the function, or one under which it is called.</summary>
internal static class SpansAround
{
    /// <summary>Of the function itself, or of one of its callers.</summary>
    /// <param name="body">The member.</param>
    /// <param name="place">The place in it.</param>
    /// <param name="facts">The facts of the project.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <param name="untilExit">Also a span of the main function that lasts until the program ends, which nothing outlives.</param>
    public static SurroundingSpan? At(TracedBody body, IOperation place, ContextFacts facts, CancellationToken cancellation, bool untilExit = false)
        => In(body, place, facts, cancellation, untilExit) ?? facts.OfCallers.At(body, place, cancellation);

    /// <summary>Of the function itself.</summary>
    public static SurroundingSpan? In(TracedBody body, IOperation place, ContextFacts facts, CancellationToken cancellation, bool untilExit = false)
    {
        SpanStart? innermost = null;
        foreach (var start in body.All<SpanStart>())
            if (start is { IsStarted: true, BecomesCurrent: true, IsWithoutSource: false, Hold: SpanHold.Using or SpanHold.Local, Live.IsEnded: true } && start.Live.Contains(place.Syntax) && (untilExit || !EndsWithProgram(start.Live)))
                innermost = start;
        if (innermost != null) return new SurroundingSpan(innermost.Name?.Value is { } name ? $"the span '{name}' (Activity)" : "the span (Activity)", innermost, innermost.Kind) { IsOfService = IsOfService(innermost.Live, body, place) };
        return IsInEntryPoint(body, place, facts, cancellation) ? new SurroundingSpan("the span (Activity) of the request or message", null, body.Method is { } method && EntryPoints.IsOfMessage(method) ? SpanKind.Consumer : SpanKind.Server) : null;
    }

    private static bool IsInEntryPoint(TracedBody body, IOperation place, ContextFacts facts, CancellationToken cancellation)
    {
        for (var operation = place.Parent; operation != null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation) return EntryPoints.IsEndpoint(operation);
            if (operation is ILocalFunctionOperation { Symbol: var local }) return facts.IsMapped(local, cancellation);
        }
        return body.Method is { } method && (EntryPoints.IsEntryPoint(method) || facts.IsMapped(method, cancellation));
    }

    /// <summary>The span is around the loop of a hosted service, and the place in it.</summary>
    private static bool IsOfService(LiveRange live, TracedBody body, IOperation place)
        => body.Method is { } method && EntryPoints.IsOfHost(method) && ReceiveLoop.Around(place.Syntax) is { } loop && live.Contains(loop);

    /// <summary>A span of the main function that lasts to its end: nothing outlives it but the end of the process.</summary>
    private static bool EndsWithProgram(LiveRange live) => live.Function switch
    {
        CompilationUnitSyntax file => file.Members.OfType<GlobalStatementSyntax>().LastOrDefault() is { } last && live.Span.End >= last.Span.End,
        MethodDeclarationSyntax { Identifier.ValueText: "Main", Body.Statements: { Count: > 0 } statements } => live.Span.End >= statements[statements.Count - 1].Span.End,
        _ => false,
    };
}
