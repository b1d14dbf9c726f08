using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// Schedules the work with the span where somebody waits for it. Where nobody does, the span would end too soon for it (OBS3005): there the work stays a trace of its own, and is linked.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContextFreeSchedulingFix)), Shared]
public sealed class ContextFreeSchedulingFix() : Fix("OBS3006")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await WorkAt.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { Work: { CarryingSibling: { } sibling } work } at) return null;
        var isAwaited = work.Completion != Completion.Dropped || DetachedWork.TellsOthers(work, at.Facts, cancellation);
        var renamed = new TextChange((work.CalledName as GenericNameSyntax)?.Identifier.Span ?? work.CalledName.Span, sibling);
        var edits = isAwaited ? Renaming(document, renamed) : LinkedWork.Edits(at, cancellation, renamed);
        if (edits is null || !await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false)) return null;
        return new Proposal(isAwaited ? $"Call '{sibling}'" : "Link the work to this span", edits);
    }

    private static SolutionEdits Renaming(Document document, TextChange change)
    {
        var edits = new SolutionEdits();
        edits.Add(document.Id, change.Span, change.NewText!);
        return edits;
    }
}
