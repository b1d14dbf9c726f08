using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;

namespace ObservabilityLint.Rules.Context;

/// <summary>Makes the helper synchronous, under a name without <c>Async</c> where that is free, and takes the <c>await</c> away from all of its callers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityStartedInAsyncHelperFix)), Shared]
public sealed class ActivityStartedInAsyncHelperFix() : Fix("OBS3004")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await SpanAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } span || EnclosingFunction.Of(span.Start.Call, span.Body) is not { } helper) return null;
        var edits = new SolutionEdits();
        var solution = document.Project.Solution;
        var name = SynchronousFunction.NameOf(helper, span.Model, span.Start.Live.Function);
        if (!SynchronousFunction.Add(edits, document.Id, span, helper, name) || !await SynchronousFunction.AddCallersAsync(edits, solution, helper, name, cancellation).ConfigureAwait(false)) return null;
        return await CompileCheck.PassesAsync(solution, edits, [helper], cancellation).ConfigureAwait(false) ? new Proposal("Start the span synchronously", edits) : null;
    }
}
