using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;

namespace ObservabilityLint.Rules.Context;

/// <summary>Makes the span current again after each item.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityAcrossYieldFix)), Shared]
public sealed class ActivityAcrossYieldFix() : Fix("OBS3001")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await SpanAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } span) return null;
        var edits = new SolutionEdits();
        if (SpanVariable.Of(span.Start, edits, document.Id) is not { } activity) return null;
        foreach (var yield in Yields.Across(span.Start, span.Body))
            StatementAfter.Add(edits, document.Id, yield, CurrentActivity.Set(activity, span.Model, yield.SpanStart));
        return edits.IsEmpty ? null : new Proposal("Make the span current again after each item", edits);
    }
}
