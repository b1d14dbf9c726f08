using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Conversion;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Writes the code, wherever the unit's literal is declared; there is no fix where values are recorded that are not in that unit.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidUnitFix)), Shared]
public sealed class InvalidUnitFix() : Fix("OBS1010")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(InvalidUnit.CodeKey, out var code)) return null;
        var solution = document.Project.Solution;
        var literal = diagnostic.AdditionalLocations[0];
        if (await IsContradictedAsync(solution, literal, cancellation).ConfigureAwait(false)) return null;
        var edits = new SolutionEdits();
        return await LiteralEdits.AddAsync(edits, solution, literal, code!, cancellation).ConfigureAwait(false) ? new Proposal($"Write '{code}'", edits) : null;
    }

    /// <summary>A constant may be the unit of several instruments.</summary>
    private static async Task<bool> IsContradictedAsync(Solution solution, Location literal, CancellationToken cancellation)
    {
        foreach (var project in await ProjectInstruments.OfAllAsync(solution, cancellation).ConfigureAwait(false))
            foreach (var declared in project.MeasuredIn(literal))
                foreach (var unit in declared.Declaration.Unit!.Possible)
                    if (unit.Value is { } written && unit.Pieces.Any(piece => piece.Literal is { } place && FilePlace.Of(place).Equals(FilePlace.Of(literal)))
                        && await RecordedUnits.ContradictAsync(declared.Declaration, UnitCodes.Correct(written) ?? written, solution, cancellation).ConfigureAwait(false)) return true;
        return false;
    }
}
