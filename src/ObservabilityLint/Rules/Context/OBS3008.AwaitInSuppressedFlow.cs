using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// An <c>await</c> between the place where the flow of the execution context is suppressed and the place where it is restored: what restores it runs in another context, and throws.
/// Quiet on tasks that are or may be complete by then, where a branch has restored the flow before, and where the flow is never restored.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AwaitInSuppressedFlow() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3008", "Do not await inside 'SuppressFlow'",
        "After this 'await' the code runs in another ExecutionContext, so that undoing 'SuppressFlow' throws an InvalidOperationException at whoever awaits {0}. Start the task inside 'SuppressFlow', and await it after that is undone.",
        "ObservabilityLint.Context", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The flow of the ExecutionContext has to be restored on the thread and in the context in which it was suppressed. After an await both are others.", helpLinkUri: Manual + "#obs3008");

    private protected override bool Concerns(TelemetryFacts facts, CancellationToken cancellation) => facts.SuppressesFlow(cancellation);

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var location in In(body, facts, cancellation)) report.At(location, NameOf(location, body));
    }

    private static string NameOf(Location location, TracedBody body)
    {
        var function = body.Root.SemanticModel?.GetEnclosingSymbol(location.SourceSpan.Start);
        return function is IMethodSymbol { CanBeReferencedByName: true, MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } ? $"'{function.Name}'" : "this function";
    }

    /// <summary>All of them, in the order of the text.</summary>
    internal static IEnumerable<Location> In(TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        PendingAwait? pending = null;
        foreach (var suppression in body.All<FlowSuppression>())
        {
            if (!suppression.Live.IsEnded) continue;
            pending ??= new PendingAwait(facts, cancellation);
            foreach (var operation in body.Root.Descendants())
                if (suppression.Live.Contains(operation.Syntax) && pending.At(operation) is { } location && !IsRestoredBefore(operation.Syntax, suppression, body)) yield return location;
        }
    }

    /// <summary>A branch may restore the flow for itself: what ends the range of the text is only what restores it for all of them.</summary>
    private static bool IsRestoredBefore(SyntaxNode node, FlowSuppression suppression, TracedBody body)
    {
        foreach (var restoration in body.All<FlowRestoration>())
            if (suppression.Live.Contains(restoration.Syntax) && restoration.Syntax.Span.End <= node.SpanStart
                && restoration.Syntax.FirstAncestorOrSelf<StatementSyntax>()?.Parent is BlockSyntax block && block.Span.Contains(node.Span)) return true;
        return false;
    }
}
