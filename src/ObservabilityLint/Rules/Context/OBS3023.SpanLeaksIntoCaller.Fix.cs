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

/// <summary>Makes the function async, so that its caller goes on with what was current before.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SpanLeaksIntoCallerFix)), Shared]
public sealed class SpanLeaksIntoCallerFix() : Fix("OBS3023")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await SpanAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } span || EnclosingFunction.Of(span.Start.Call, span.Body) is not { } function) return null;
        var edits = new SolutionEdits();
        if (!AwaitedReturns.Add(edits, document.Id, span.Start.Live.Function, function.ReturnType, span.Model, cancellation)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Make the function async", edits) : null;
    }
}
