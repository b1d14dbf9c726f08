using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Frameworks;

namespace ObservabilityLint.Fixes;

/// <summary>Fixes all diagnostics of a rule in a document, project or solution at once, by merging the edits of each.</summary>
internal sealed class FixAll(Fix fix) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var edits = new SolutionEdits();
        var places = new HashSet<(string File, TextSpan Span, string Message)>();
        foreach (var (document, diagnostic) in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            // Another framework's finding is the same one: what is proposed for it has been agreed with this one.
            if (!document.GetLinkedDocumentIds().IsEmpty && !places.Add((document.FilePath!, diagnostic.Location.SourceSpan, diagnostic.GetMessage()))) continue;
            var proposals = await AgreedProposals.OfAsync(fix.OffersAsync, document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (Chosen(proposals, diagnostic.Id, context.CodeActionEquivalenceKey) is { } proposal) edits.TryMerge(proposal.Edits, context.Solution);
        }
        if (edits.IsEmpty) return null;
        return CodeAction.Create($"Fix all {fix.FixableDiagnosticIds[0]}", cancellation => edits.ApplyAsync(context.Solution, cancellation), context.CodeActionEquivalenceKey);
    }

    /// <summary>What is done where nobody chooses; null where there is nothing, or where a person has to look at it.</summary>
    public static Proposal? Best(ImmutableArray<Proposal> proposals) => proposals.IsEmpty || proposals[0].NeedsAuthor ? null : proposals[0];

    private static Proposal? Chosen(ImmutableArray<Proposal> proposals, string id, string? key)
    {
        if (key is null || key == id) return Best(proposals);
        foreach (var proposal in proposals)
            if (key == Fix.EquivalenceKey(id, proposal.Choice)) return proposal;
        return null;
    }

    private static async Task<IEnumerable<(Document Document, Diagnostic Diagnostic)>> DiagnosticsAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document && context.Document is { } only)
            return InOrder(await context.GetDocumentDiagnosticsAsync(only).ConfigureAwait(false), context.Solution);
        var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        var all = new List<(Document, Diagnostic)>();
        foreach (var project in projects)
            all.AddRange(InOrder(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false), context.Solution));
        return all;
    }

    private static IEnumerable<(Document, Diagnostic)> InOrder(ImmutableArray<Diagnostic> diagnostics, Solution solution)
        => from diagnostic in diagnostics
           where diagnostic.Location.IsInSource
           orderby diagnostic.Location.SourceTree!.FilePath, diagnostic.Location.SourceSpan.Start
           let document = solution.GetDocument(diagnostic.Location.SourceTree)
           where document != null
           select (document, diagnostic);
}
