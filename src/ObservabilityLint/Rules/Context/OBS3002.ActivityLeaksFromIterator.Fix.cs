using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>Ends the span before the first item, where nothing that shows in a trace is left to be done; else gives the consumer its own span back for each item.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityLeaksFromIteratorFix)), Shared]
public sealed class ActivityLeaksFromIteratorFix() : Fix("OBS3002")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await SpanAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } span) return null;
        var yields = Yields.Across(span.Start, span.Body);
        var edits = new SolutionEdits();
        if (yields.Count == 0 || SpanVariable.Of(span.Start, edits, document.Id) is not { } activity || IsNested(span)) return null;
        var title = "End the span before the first item";
        if (!EarlyEnd.Add(edits, document.Id, span, activity, yields[0], cancellation))
        {
            title = "Give the consumer its own span back for each item";
            if (!ConsumersSpan.Add(edits, document.Id, span, activity, yields)) return null;
        }
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal(title, edits) : null;
    }

    /// <summary>What is the consumer's span cannot be told from inside another span of the iterator; and two spans would both want to say it.</summary>
    private static bool IsNested(SpanAt span) => span.Body.All<SpanStart>().Any(other => other != span.Start && (other.Live.Contains(span.Start.Syntax) || Yields.Across(other, span.Body).Count > 0));
}
