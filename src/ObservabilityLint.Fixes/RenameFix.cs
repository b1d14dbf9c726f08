using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Conversion;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Naming;
using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Fixes;

/// <summary>
/// Gives an instrument the name that satisfies all rules, wherever its literal is declared. Where the new name has another unit, what is recorded is converted with it;
/// where that cannot be done the name keeps its unit, or, if the unit is what the rule is about, there is no fix. What is created at several places is renamed at all of them.
/// </summary>
public abstract class RenameFix : Fix
{
    private readonly bool onlyWithUnit;

    private protected RenameFix(string id, bool onlyWithUnit = false) : base(id) => this.onlyWithUnit = onlyWithUnit;

    internal sealed override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var properties = diagnostic.Properties;
        if (!properties.TryGetValue(RenamePlan.NameKey, out var name) || !properties.TryGetValue(RenamePlan.LiteralKey, out var literal) || await IsOfMeterAsync(document, diagnostic, cancellation).ConfigureAwait(false)) return null;
        if (!properties.ContainsKey(RenamePlan.FactorKey)) return await RenameAsync(document, diagnostic, name!, literal!, 0, cancellation).ConfigureAwait(false);
        if (await ConvertAsync(document, diagnostic, name!, cancellation).ConfigureAwait(false) is { } converting) return converting;
        if (onlyWithUnit || !properties.TryGetValue(RenamePlan.PlainNameKey, out var plainName) || !properties.TryGetValue(RenamePlan.PlainLiteralKey, out var plainLiteral)) return null;
        return await RenameAsync(document, diagnostic, plainName!, plainLiteral!, 1, cancellation).ConfigureAwait(false);
    }

    /// <summary>A part of the name that is the meter's own name is most likely written for both: with the metric the meter would be renamed, its registrations, and whatever else begins with it.</summary>
    private static async Task<bool> IsOfMeterAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Scope.Name: { } meter, Name.Pieces: { Length: > 1 } pieces }) return false;
        foreach (var piece in pieces)
            if (piece.Value == meter && piece.Literal is { } literal && diagnostic.AdditionalLocations.Any(edited => FilePlace.Of(edited) == FilePlace.Of(literal))) return true;
        return false;
    }

    private static async Task<Proposal?> RenameAsync(Document document, Diagnostic diagnostic, string name, string literal, int location, CancellationToken cancellation)
    {
        if (await NameClash.ExistsAsync(document, diagnostic.Location, name, cancellation).ConfigureAwait(false)) return null;
        if (await SpellsOutAnotherUnitAsync(document, diagnostic.Location, name, cancellation).ConfigureAwait(false))
        {
            Withheld.Because("What is recorded shows another unit than the name.");
            return null;
        }
        var edits = new SolutionEdits();
        await ViewReferences.AddAsync(edits, document, diagnostic.Location, name, cancellation).ConfigureAwait(false);
        if (!await LiteralEdits.AddAsync(edits, document.Project.Solution, diagnostic.AdditionalLocations[location], literal, cancellation).ConfigureAwait(false)) return null;
        var setsUnit = diagnostic.Properties.TryGetValue(RenamePlan.UnitKey, out var unit);
        var others = await OtherCreations.OfAsync(document, diagnostic.Location, name, setsUnit, cancellation).ConfigureAwait(false);
        foreach (var (other, edit) in others)
            if (await NameClash.ExistsAsync(document, other.Name.Location, name, cancellation).ConfigureAwait(false)
                || !await LiteralEdits.AddAsync(edits, document.Project.Solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false)) return null;
        if (!setsUnit) return new Proposal($"Rename to '{name}'", edits);
        if (await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } instrument) return null;
        foreach (var each in others.Select(other => other.Instrument).Append(instrument))
            if (!await UnitArgument.PassAsync(edits, document.Project.Solution, each, unit!, cancellation).ConfigureAwait(false)) return null;
        return new Proposal($"Rename to '{name}' and give the unit '{unit}'", edits);
    }

    /// <summary>What an abbreviation stands for is a guess that the recorded values may refute: <c>latency_s</c> over milliseconds.</summary>
    private static async Task<bool> SpellsOutAnotherUnitAsync(Document document, Location declaredName, string name, CancellationToken cancellation)
    {
        if (await DeclarationAt.FindAsync(document, declaredName, cancellation).ConfigureAwait(false) is not { Convention.UnitIsInName: true, Name.Value: { } oldName } instrument) return false;
        return UnitPosition.UnitOf(Words.Split(oldName), instrument.Kind) is { IsAbbreviation: true } && UnitPosition.UnitOf(Words.Split(name), instrument.Kind) is { IsBase: true, Ucum: { } unit }
            && await RecordedUnits.ContradictAsync(instrument, unit, document.Project.Solution, cancellation).ConfigureAwait(false);
    }

    private static async Task<Proposal?> ConvertAsync(Document document, Diagnostic diagnostic, string name, CancellationToken cancellation)
    {
        if (await NameClash.ExistsAsync(document, diagnostic.Location, name, cancellation).ConfigureAwait(false)) return null;
        return await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is { } instrument
            && await UnitConversion.ForAsync(document, instrument, cancellation).ConfigureAwait(false) is { } edits
            ? new Proposal($"Rename to '{name}' and convert what is recorded", edits)
            : null;
    }
}
