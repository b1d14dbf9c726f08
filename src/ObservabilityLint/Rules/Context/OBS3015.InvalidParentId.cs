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
        "OBS3015", "Give a valid parent before the Activity starts",
        "'{0}' does not become the parent: {1}. {2}.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The parent of a span (Activity) is an ActivityContext, or an id of the form 00-trace-span-flags, and is given before the span starts.", helpLinkUri: Manual + "#obs3015");

    /// <summary>Tells the fix that the parent may be right, and only comes too late.</summary>
    internal static readonly ImmutableDictionary<string, string?> Late = ImmutableDictionary<string, string?>.Empty.Add("late", null);

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var parent in body.All<ParentContext>())
        {
            if (parent.Fault == ParentFault.TooLate)
                report.At(parent.Value.Syntax.GetLocation(), [], Late, parent.Value.Syntax, "the span (Activity) has started already", "Give it at the start");
            else if (parent.Fault == ParentFault.InvalidId && !facts.Choices.UsesHierarchicalIds(cancellation))
                report.At(parent.Value.Syntax.GetLocation(), parent.Value.Syntax, "it is not the id of a span (Activity), so that a new trace begins", "Pass the whole id, of the form '00-trace-span-flags', or an ActivityContext");
        }
    }
}
