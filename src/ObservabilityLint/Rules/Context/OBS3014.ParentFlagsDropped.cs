using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A parent context made with the flags "not recorded": the parent-based sampler, which is the default, then drops the span.
/// Quiet on links, on flags that are passed on, on contexts made in a branch, and where the program samples in another way.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ParentFlagsDropped() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3014", "Pass on the flags of the parent context",
        "The parent '{0}' is made without ActivityTraceFlags.Recorded, and by default sampling follows the parent: this span (Activity) is never recorded. Pass on the flags that came with its ids.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "By default a span (Activity) is dropped if its parent says that the trace is not recorded.", helpLinkUri: Manual + "#obs3014");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var parent in body.All<ParentContext>())
            if (parent.Fault == ParentFault.NotRecorded && !ConditionalCode.Holds(parent.Cause.Syntax) && facts.Choices.SamplesByParent(cancellation))
                report.At(parent.Value.Syntax.GetLocation(), parent.Cause.Syntax.GetLocation(), parent.Value.Syntax);
    }
}
