using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;

namespace ObservabilityLint.Rules.Context;

/// <summary>Ends the span before the host starts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityAroundHostRunFix)), Shared]
public sealed class ActivityAroundHostRunFix() : Fix("OBS3010")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await SpanAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } span) return null;
        var edits = new SolutionEdits();
        if (SpanVariable.Of(span.Start, edits, document.Id) is not { } activity || ActivityAroundHostRun.RunUnder(span.Start, span.Body, span.Facts, cancellation) is not { } run) return null;
        if (!EarlyEnd.Add(edits, document.Id, span, activity, run, cancellation)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("End the span before the host starts", edits) : null;
    }
}
