using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

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
            if (await ProposeAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } proposal) continue;
            context.RegisterCodeFix(
                CodeAction.Create(proposal.Title, cancellation => proposal.Edits.ApplyAsync(solution, cancellation), equivalenceKey: diagnostic.Id),
                diagnostic);
        }
    }

    /// <summary>The fix of one diagnostic, or null if there is none that is safe.</summary>
    internal abstract Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation);
}

/// <summary>What a fix would do, and how the editor names it.</summary>
internal sealed record Proposal(string Title, SolutionEdits Edits);
