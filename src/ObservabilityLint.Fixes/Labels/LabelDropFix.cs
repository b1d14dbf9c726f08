using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The fix of a rule about a label that a metric must not have.</summary>
public abstract class LabelDropFix : Fix
{
    private protected LabelDropFix(string id) : base(id)
    {
    }

    internal sealed override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is { } place
            && await LabelDrop.ForAsync(document.Project.Solution, place, cancellation).ConfigureAwait(false) is { } edits
            ? new Proposal(place.Name is null ? "Drop the label" : $"Drop '{place.Name}'", edits)
            : null;
}
