using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The fixes of a rule about a label with too many values: a bounded value in its place, the value on the span instead, or no label.</summary>
public abstract class LabelValueFix : Fix
{
    private protected LabelValueFix(string id) : base(id)
    {
    }

    internal sealed override async Task<ImmutableArray<Proposal>> ProposeAllAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Tag: { Target: TagTarget.Label } tag } place) return ImmutableArray<Proposal>.Empty;
        var solution = document.Project.Solution;
        var proposals = ImmutableArray.CreateBuilder<Proposal>();
        if (await BoundedSibling.ForAsync(document, tag, cancellation).ConfigureAwait(false) is { } sibling) proposals.Add(sibling);
        var name = place.Name is null ? "the label" : $"'{place.Name}'";
        if (await LabelDrop.ToSpanAsync(solution, place, cancellation).ConfigureAwait(false) is var (moving, key)) proposals.Add(new Proposal($"Move {name} to the current span, as '{key}'", moving, "span"));
        if (await LabelDrop.ForAsync(solution, place, cancellation).ConfigureAwait(false) is { } dropping) proposals.Add(new Proposal($"Drop {name}", dropping, "drop"));
        return proposals.ToImmutable();
    }
}
