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
        "OBS3014", "Parent says that its trace is not recorded", "The span is never recorded: its parent '{0}' is made without the flag 'Recorded', and sampling follows the parent", "Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A sampler that follows the parent drops the spans of a trace that is not recorded.", helpLinkUri: Manual + "#obs3014");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var parent in body.All<ParentContext>())
            if (parent.Fault == ParentFault.NotRecorded && !ConditionalCode.Holds(parent.Cause.Syntax) && facts.Choices.SamplesByParent(cancellation))
                report.At(parent.Value.Syntax.GetLocation(), parent.Cause.Syntax.GetLocation(), parent.Value.Syntax.ToString());
    }
}
