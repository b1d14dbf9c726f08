using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>
/// The fixes of a rule about a label with too many values: a bounded value in its place, the value on the span instead, or no label.
/// The last loses what the value said: where nothing better can be done, that is for an author to decide, and not for a run over everything.
/// </summary>
public abstract class LabelValueFix : Fix
{
    private readonly bool isOfTheValue;

    /// <param name="id">The rule.</param>
    /// <param name="isOfTheValue">The rule speaks of the value, wherever it stands, and not of the label that stands there.</param>
    private protected LabelValueFix(string id, bool isOfTheValue) : base(id) => this.isOfTheValue = isOfTheValue;

    internal sealed override async Task<ImmutableArray<Proposal>> ProposeAllAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Measurement: { } measurement, Tag: { Target: TagTarget.Label } tag } place) return ImmutableArray<Proposal>.Empty;
        // Which value the label gets is not known before the values are in order.
        if (place.IsInDisorder && !isOfTheValue)
        {
            Withheld.Because("The values stand at other labels than theirs (OBS2009), and have to be put in order first.");
            return ImmutableArray<Proposal>.Empty;
        }
        place = place.OfTheValue();
        var solution = document.Project.Solution;
        var proposals = ImmutableArray.CreateBuilder<Proposal>();
        if (await BoundedSibling.ForAsync(document, measurement, tag, cancellation).ConfigureAwait(false) is { } sibling) proposals.Add(sibling);
        if (place.IsDeclaredTwice) return proposals.ToImmutable();
        var name = place.Name is null ? "the label" : $"'{place.Name}'";
        if (await LabelDrop.ToSpanAsync(solution, place, cancellation).ConfigureAwait(false) is var (moving, key)) proposals.Add(new Proposal($"Move {name} to the current span, as '{key}'", moving, "span"));
        if (await LabelDrop.ForAsync(solution, place, cancellation).ConfigureAwait(false) is { } dropping) proposals.Add(new Proposal($"Drop {name}", dropping, "drop", NeedsAuthor: true));
        return proposals.ToImmutable();
    }
}
