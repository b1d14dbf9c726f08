using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// A span that <c>CreateActivity</c> makes and that the function keeps to itself without starting it.
/// Quiet where somebody else gets it, who may start it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityNeverStarted() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4002", "Start an Activity that is created",
        "{0} is created and never started: it is not exported, and nothing becomes its child. Use StartActivity.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "CreateActivity makes a span (Activity) that begins when its Start is called.", helpLinkUri: Manual + "#obs4002");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (start is { IsStarted: false, IsWithoutSource: false } && IsLeft(start, body, facts, cancellation)) report.At(start.Syntax.GetLocation(), start.Label);
    }

    private static bool IsLeft(SpanStart start, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (start.Hold is SpanHold.Dropped || start is { Hold: SpanHold.Using, Holder: null }) return true;
        if (start is not { Hold: SpanHold.Using or SpanHold.Local, Holder: ILocalSymbol local }) return false;
        var uses = SpanUses.Of(local, body.Root, start.Live.Function, facts, cancellation);
        return uses is { Start: null, HandOvers.Count: 0, IsSettledInside: false };
    }
}
