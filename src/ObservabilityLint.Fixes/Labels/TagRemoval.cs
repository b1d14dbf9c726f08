using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>A tag that must not be given: it goes where it stands. A label that is declared has a value at every use: it goes from all of them.</summary>
internal static class TagRemoval
{
    /// <summary>Null where it cannot be taken alone.</summary>
    public static async Task<Proposal?> ProposeAsync(Document document, LabelPlace place, CancellationToken cancellation)
    {
        var edits = place.Index >= 0
            ? await LabelDrop.ForAsync(document.Project.Solution, place, cancellation).ConfigureAwait(false)
            : await RemoveAsync(document, place, cancellation).ConfigureAwait(false);
        return Proposed(place, edits);
    }

    /// <summary>From all recordings of the instrument, where they are in sight: sums by the tag would leave out those without it.</summary>
    public static async Task<Proposal?> FromAllAsync(Document document, LabelPlace place, CancellationToken cancellation)
        => place is { Index: < 0, Instrument: not null, Name: not null, Measurement: { Kind: MeasurementKind.Recording } measurement, Tag: { } tag } && !KeyLookups.MayBeMade(measurement, tag)
            ? Proposed(place, await LabelDrop.ForAsync(document.Project.Solution, place, cancellation).ConfigureAwait(false))
            : null;

    private static Proposal? Proposed(LabelPlace place, SolutionEdits? edits) => edits is null ? null : new Proposal(place.Name is null ? "Remove it" : $"Remove '{place.Name}'", edits);

    private static async Task<SolutionEdits?> RemoveAsync(Document document, LabelPlace place, CancellationToken cancellation)
    {
        var edits = new SolutionEdits();
        if (place is not { Measurement: { } measurement, Tag: { Value: { } value } tag } || !PlainValue.Is(value) || !GivenTag.Remove(edits, document, measurement, tag)) return null;
        if (place.Name is { } name && KeyLookups.MayBeMade(measurement, tag) && await KeyLookups.AreMadeAsync(document.Project.Solution, name, cancellation).ConfigureAwait(false)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? edits : null;
    }
}
