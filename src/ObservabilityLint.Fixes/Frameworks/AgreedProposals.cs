using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Frameworks;

/// <summary>What a fix offers for one diagnostic, the best first.</summary>
internal delegate Task<ImmutableArray<Proposal>> Offers(Document document, Diagnostic diagnostic, CancellationToken cancellation);

/// <summary>
/// The proposals of a fix that are right in every framework that compiles the file: each of them is asked what it would do at the same place. What is seen by one only is its own affair,
/// as long as nothing that another one sees is changed for it.
/// </summary>
internal static class AgreedProposals
{
    public static async Task<ImmutableArray<Proposal>> OfAsync(Offers offers, Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        var own = await InViewAsync(offers, document, diagnostic, cancellation).ConfigureAwait(false);
        if (own.Proposals.IsEmpty) return own.Proposals;
        var others = new List<(Solution View, ImmutableArray<Proposal> Proposals)>();
        foreach (var id in document.GetLinkedDocumentIds())
        {
            var linked = solution.GetDocument(id)!;
            if (await linked.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || InactiveText.Contains(root, diagnostic.Location.SourceSpan)) continue;
            if (await SameFinding.InAsync(linked, diagnostic, cancellation).ConfigureAwait(false) is not { } same)
            {
                Withheld.Because("The code is compiled in another framework or project, too, and nothing is found in it there.");
                return ImmutableArray<Proposal>.Empty;
            }
            others.Add(await InViewAsync(offers, linked, same, cancellation).ConfigureAwait(false));
        }
        var agreed = ImmutableArray.CreateBuilder<Proposal>();
        foreach (var proposal in own.Proposals)
        {
            var alike = others.ConvertAll(other => (other.View, Proposal: other.Proposals.FirstOrDefault(theirs => theirs.Choice == proposal.Choice)));
            var found = await AgreedAsync(proposal, own.View, alike, solution, cancellation).ConfigureAwait(false);
            if (found is null && (proposal.Plainer != null || alike.Exists(static other => other.Proposal?.Plainer != null)))
                found = await AgreedAsync(proposal.Plainer ?? proposal, own.View, alike.ConvertAll(static other => (other.View, Proposal: other.Proposal?.Plainer ?? other.Proposal)), solution, cancellation).ConfigureAwait(false);
            if (found != null) agreed.Add(found);
        }
        return agreed.ToImmutable();
    }

    /// <summary>The proposal with what the others change in code that it does not see; null where they contradict it.</summary>
    private static async Task<Proposal?> AgreedAsync(Proposal proposal, Solution ownView, List<(Solution View, Proposal? Proposal)> others, Solution solution, CancellationToken cancellation)
    {
        if (others.Exists(static other => other.Proposal is null)) return Without("The code is compiled in another framework or project, too, where the change would not be right.");
        if (await InactiveText.NamesAnyAsync(proposal.Edits.Redefined, solution, cancellation).ConfigureAwait(false) || await InactiveText.ReturnsInAsync(proposal.Edits.MadeAsync, solution, cancellation).ConfigureAwait(false))
            return Without("Code that no framework and configuration at hand compiles ('#if') would have to change, too.");
        var edits = others.Count == 0 && !proposal.Edits.AreShared(solution)
            ? proposal.Edits
            : await AgreedEdits.OfAsync(solution, others.ConvertAll(static other => (other.View, other.Proposal!.Edits)).Prepend((ownView, proposal.Edits)), cancellation).ConfigureAwait(false);
        if (edits is null) return Without("The code is compiled in several frameworks or projects, which would need different changes.");
        return await OtherConfigurations.CompileAsync(edits, solution, cancellation).ConfigureAwait(false) ? proposal with { Edits = edits } : Without("It would not compile in a configuration that is not at hand ('#if').");
    }

    private static Proposal? Without(string reason)
    {
        Withheld.Because(reason);
        return null;
    }

    private static async Task<(Solution View, ImmutableArray<Proposal> Proposals)> InViewAsync(Offers offers, Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var view = FrameworkViews.Of(document);
        // What a generator writes is no document to write into.
        return (view, view.GetDocument(document.Id) is { } seen ? await offers(seen, diagnostic, cancellation).ConfigureAwait(false) : ImmutableArray<Proposal>.Empty);
    }
}
