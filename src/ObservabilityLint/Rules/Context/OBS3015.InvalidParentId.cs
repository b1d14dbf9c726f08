using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A parent id that no span has: a constant in the wrong form, a trace id alone, a Guid; or a parent that is given after the start, when it is ignored.
/// Quiet on ids that come from elsewhere, and on the older form of ids (<c>|…</c>).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidParentId() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3015", "Parent of a span is not valid", "'{0}' does not become the parent: {1}", "Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A parent is a span context, or an id of the form 00-trace-span-flags, and is given before the span starts.", helpLinkUri: Manual + "#obs3015");

    /// <summary>Tells the fix that the parent may be right, and only comes too late.</summary>
    internal static readonly ImmutableDictionary<string, string?> Late = ImmutableDictionary<string, string?>.Empty.Add("late", null);

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var parent in body.All<ParentContext>())
        {
            if (parent.Fault == ParentFault.TooLate)
                report.At(parent.Value.Syntax.GetLocation(), [], Late, parent.Value.Syntax.ToString(), "the span has started already");
            else if (parent.Fault == ParentFault.InvalidId && !facts.Choices.UsesHierarchicalIds(cancellation))
                report.At(parent.Value.Syntax.GetLocation(), parent.Value.Syntax.ToString(), "it is not the id of a span, so the span begins a trace of its own");
        }
    }
}
