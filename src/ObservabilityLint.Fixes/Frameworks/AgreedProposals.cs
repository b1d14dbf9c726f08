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
            var alike = others.ConvertAll(other => (other.View, other.Proposals.FirstOrDefault(theirs => theirs.Choice == proposal.Choice)?.Edits));
            if (alike.Exists(other => other.Edits is null))
            {
                Withheld.Because("The code is compiled in another framework or project, too, where the change would not be right.");
                continue;
            }
            if (await InactiveText.NamesAnyAsync(proposal.Edits.Redefined, solution, cancellation).ConfigureAwait(false) || await InactiveText.ReturnsInAsync(proposal.Edits.MadeAsync, solution, cancellation).ConfigureAwait(false))
            {
                Withheld.Because("Code that no framework and configuration at hand compiles ('#if') would have to change, too.");
                continue;
            }
            var edits = alike.Count == 0 && !proposal.Edits.AreShared(solution)
                ? proposal.Edits
                : await AgreedEdits.OfAsync(solution, alike.ConvertAll(other => (other.View, other.Edits!)).Prepend((own.View, proposal.Edits)), cancellation).ConfigureAwait(false);
            if (edits is null) Withheld.Because("The code is compiled in several frameworks or projects, which would need different changes.");
            else if (!await OtherConfigurations.CompileAsync(edits, solution, cancellation).ConfigureAwait(false)) Withheld.Because("It would not compile in a configuration that is not at hand ('#if').");
            else agreed.Add(proposal with { Edits = edits });
        }
        return agreed.ToImmutable();
    }

    private static async Task<(Solution View, ImmutableArray<Proposal> Proposals)> InViewAsync(Offers offers, Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var view = FrameworkViews.Of(document);
        // What a generator writes is no document to write into.
        return (view, view.GetDocument(document.Id) is { } seen ? await offers(seen, diagnostic, cancellation).ConfigureAwait(false) : ImmutableArray<Proposal>.Empty);
    }
}
