using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>Gives a label the name that satisfies all rules: where it is declared, in every call that names it, and in the views that keep it.</summary>
internal sealed class LabelRename
{
    private readonly Document document;
    private readonly Solution solution;
    private readonly LabelPlace place;
    private readonly CancellationToken cancellation;
    private readonly SolutionEdits edits = new();
    private readonly List<TextEdit> written = new();
    private bool mayBeLookedUp;

    private LabelRename(Document document, LabelPlace place, CancellationToken cancellation)
        => (this.document, solution, this.place, this.cancellation) = (document, document.Project.Solution, place, cancellation);

    private string OldName => place.Name!;

    private NamingConvention Convention => place.Measurement?.Convention ?? place.Instrument!.Convention;

    private string? Preferred(string name) => LabelName.Preferred(Convention, place.Instrument?.Kind ?? InstrumentKind.Unknown, name);

    public static async Task<Proposal?> ForAsync(Document document, LabelPlace place, CancellationToken cancellation)
    {
        if (place.Name is null) return null;
        var rename = new LabelRename(document, place, cancellation);
        if (rename.Preferred(place.Name) is not { } newName || newName == place.Name) return null;
        return await rename.AddAsync(newName).ConfigureAwait(false) ? new Proposal($"Rename to '{newName}'", rename.edits) : null;
    }

    private async Task<bool> AddAsync(string newName)
    {
        var declarations = place.Instrument is { } instrument ? await SameMetric.OfAsync(instrument, solution, cancellation).ConfigureAwait(false) : [];
        if (declarations is null) return false;
        foreach (var text in await TextsAsync(declarations, newName).ConfigureAwait(false) ?? [])
        {
            if (TextEdit.For(text, newName) is not { } edit || !await LiteralEdits.AddAsync(edits, solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false)) return false;
            written.Add(edit);
        }
        if (written.Count == 0) return false;
        if (mayBeLookedUp && await KeyLookups.AreMadeAsync(solution, OldName, cancellation).ConfigureAwait(false) || await KeyLookups.ArePickedAsync(solution, OldName, cancellation).ConfigureAwait(false)) return Withheld.Because($"The program looks for '{OldName}' by its name.");
        if (await SpoilsAnotherAsync().ConfigureAwait(false)) return Withheld.Because("The name is written with a text that is part of something else, too.");
        foreach (var declaration in declarations)
            if (!await ViewTagKeys.AddAsync(edits, solution, declaration, OldName, newName, cancellation).ConfigureAwait(false)
                || !await GeneratedParameters.RenameAsync(edits, solution, declaration, OldName, newName, cancellation).ConfigureAwait(false)) return false;
        return true;
    }

    /// <summary>Everything that is to be renamed; null if another label of the metric has the new name, or would be given it.</summary>
    private async Task<List<Text>?> TextsAsync(IReadOnlyList<InstrumentDeclaration> declarations, string newName)
    {
        var texts = new List<Text>();
        foreach (var declaration in declarations)
            if (!declaration.Labels.IsDefault && !AddTo(texts, declaration.Labels, newName)) return null;
        if (place.Measurement is { } own && !AddTo(texts, own, newName)) return null;
        foreach (var measurement in declarations.Count == 0 ? [] : await MeasurementsOfAsync(declarations).ConfigureAwait(false))
            if (!AddTo(texts, measurement, newName)) return null;
        return texts;
    }

    private bool AddTo(List<Text> texts, Measurement measurement, string newName)
    {
        mayBeLookedUp |= !measurement.Tags.IsDefault && measurement.Tags.Any(tag => tag.Key?.Value == OldName && KeyLookups.MayBeMade(measurement, tag));
        return AddTo(texts, ProjectMeasurements.KeysOf(measurement), newName);
    }

    private bool AddTo(List<Text> texts, IEnumerable<Text> names, string newName)
    {
        foreach (var name in names)
            if (name.Value == OldName) texts.Add(name);
            else if (name.Value == newName || name.Value is { } other && Preferred(other) == newName) return Withheld.Because($"Another label of the metric is called '{newName}', or would be by its own fix.");
        return true;
    }

    private async Task<IEnumerable<Measurement>> MeasurementsOfAsync(IReadOnlyList<InstrumentDeclaration> declarations)
    {
        var found = new HashSet<Measurement>();
        foreach (var declaration in declarations) found.UnionWith((await LabelUses.FindAsync(declaration, solution, cancellation).ConfigureAwait(false)).Measurements);
        // Callbacks, and what a wrapper hands on, are not reached from the declaration.
        foreach (var project in await ProjectMeasurements.OfAllAsync(solution, cancellation).ConfigureAwait(false))
            found.UnionWith(declarations.SelectMany(project.Of));
        return found;
    }

    /// <summary>Another text that is written with the same literal must want the same of it.</summary>
    private async Task<bool> SpoilsAnotherAsync()
    {
        var instruments = await ProjectInstruments.OfAllAsync(solution, cancellation).ConfigureAwait(false);
        var measurements = await ProjectMeasurements.OfAllAsync(solution, cancellation).ConfigureAwait(false);
        return written.Exists(edit => instruments.Exists(project => project.WrittenWith(edit.Literal).Count > 0
                || project.LabelledWith(edit.Literal).Any(other => other.Declaration.Labels.Any(label => Spoils(edit, label, other.Declaration.Convention))))
            || measurements.Exists(project => project.KeysWrittenWith(edit.Literal).Any(other => Spoils(edit, other.Key, other.Convention))));
    }

    private static bool Spoils(TextEdit edit, Text other, NamingConvention convention)
        => other.Pieces.Any(piece => piece.Literal is { } literal && NameClash.IsSame(literal, edit.Literal))
            && (other.Value is not { } value || LabelName.Preferred(convention, InstrumentKind.Unknown, value) is not { } preferred
                || TextEdit.For(other, preferred) is not { } own || own.Value != edit.Value || !NameClash.IsSame(own.Literal, edit.Literal));
}
