using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The fix of a rule about the name of a label.</summary>
public abstract class LabelRenameFix : Fix
{
    private protected LabelRenameFix(string id) : base(id)
    {
    }

    internal sealed override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is { } place
            ? await LabelRename.ForAsync(document, place, cancellation).ConfigureAwait(false)
            : null;
}
