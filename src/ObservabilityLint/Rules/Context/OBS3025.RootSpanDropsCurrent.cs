using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// OpenTelemetry's <c>Tracer.StartRootSpan</c> while a span is current, and work after its end that would belong to that one: the root puts back nothing when it ends.
/// Quiet where no span is known to be current, where nothing of the kind follows, and where the current span is set afterwards.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RootSpanDropsCurrent() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3025", "Restore Activity.Current after StartRootSpan",
        "{0} leaves Activity.Current null when it ends: '{1}' is no child of {2}, and begins a new trace. Keep Activity.Current before the start, and restore it after the end.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A span (Activity) that StartRootSpan starts ends with Activity.Current set to null.", helpLinkUri: Manual + "#obs3025");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (WorkAfterRoot.Of(start, body, facts, cancellation) is { } after) report.At(start.Syntax.GetLocation(), start.Label, after.Step.Name, after.Lost.Description);
    }
}
