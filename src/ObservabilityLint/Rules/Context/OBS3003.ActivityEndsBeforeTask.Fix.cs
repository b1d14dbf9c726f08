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

/// <summary>Makes the function async: it awaits the task, or reads the stream, before its span ends.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityEndsBeforeTaskFix)), Shared]
public sealed class ActivityEndsBeforeTaskFix() : Fix("OBS3003")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await SpanAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } span || EnclosingFunction.Of(span.Start.Call, span.Body) is not { } function) return null;
        // To await what is returned behind the span would not make that longer.
        if (new ReturnedWork(span.Start, span.Body, span.Facts, cancellation).First().IsBehind) return null;
        var edits = new SolutionEdits();
        if (!AwaitedReturns.Add(edits, document.Id, span.Start.Live.Function, function.ReturnType, span.Model, cancellation)
            && !StreamedReturns.Add(edits, document.Id, span, function.ReturnType, cancellation)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Await what is returned", edits) : null;
    }
}
