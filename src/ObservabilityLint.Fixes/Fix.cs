using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Frameworks;

namespace ObservabilityLint.Fixes;

/// <summary>
/// The base of every fix: a function from a diagnostic to edits. The edits are made before the fix is offered, so that what cannot be done is never offered.
/// </summary>
public abstract class Fix : CodeFixProvider
{
    private protected Fix(string id) => FixableDiagnosticIds = ImmutableArray.Create(id);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new FixAll(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var solution = context.Document.Project.Solution;
            var proposals = await AgreedProposals.OfAsync(OffersAsync, context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            for (var i = 0; i < proposals.Length; i++)
            {
                var proposal = proposals[i];
                context.RegisterCodeFix(
                    CodeAction.Create(proposal.Title, cancellation => proposal.Edits.ApplyAsync(solution, cancellation), EquivalenceKey(diagnostic.Id, i == 0 ? null : proposal.Choice)),
                    diagnostic);
            }
        }
    }

    /// <summary>What is offered for one diagnostic, the best first: the fixes that change only files of the project, and none of a generator (Razor's, say).</summary>
    internal async Task<ImmutableArray<Proposal>> OffersAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root && ExpectedFailure.Contains(root, diagnostic.Location.SourceSpan))
        {
            Withheld.Because("A test expects this fault.");
            return ImmutableArray<Proposal>.Empty;
        }
        var proposals = await ProposeAllAsync(document, diagnostic, cancellation).ConfigureAwait(false);
        var offered = proposals.RemoveAll(proposal => !proposal.Edits.CanBeMadeIn(document.Project.Solution));
        if (offered.Length < proposals.Length) Withheld.Because("It would change what a generator makes code of (a page, say), which is edited by hand only.");
        return offered;
    }

    /// <summary>The fixes of one diagnostic, the best first; empty if there is none that is safe.</summary>
    internal virtual async Task<ImmutableArray<Proposal>> ProposeAllAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => await ProposeAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } proposal ? ImmutableArray.Create(proposal) : ImmutableArray<Proposal>.Empty;

    /// <summary>The fix of one diagnostic, or null if there is none that is safe. Where there is a choice, <see cref="ProposeAllAsync"/> is overridden instead.</summary>
    internal virtual Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation) => Task.FromResult<Proposal?>(null);

    /// <summary>The key of the rule itself stands for the best fix of each diagnostic, so that fixing all leaves none out for which another fix is the best, but those whose best fix is for an author to decide on.</summary>
    internal static string EquivalenceKey(string id, string? choice) => choice is null ? id : $"{id}.{choice}";
}
