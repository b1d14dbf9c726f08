using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>Gives an instrument its unit.</summary>
internal static class UnitArgument
{
    /// <summary>In the place of an empty one that is passed now, or as a named argument. False, and no edit, where the call has no place for it, or where values are recorded that show another unit.</summary>
    public static async Task<bool> PassAsync(SolutionEdits edits, Solution solution, InstrumentDeclaration instrument, string unit, CancellationToken cancellation)
    {
        if (instrument.UnitParameter is not { } parameter || await RecordedUnits.ContradictAsync(instrument, unit, solution, cancellation).ConfigureAwait(false)) return false;
        return instrument.Unit is { } passed
            ? await LiteralEdits.AddAsync(edits, solution, passed.Location, unit, cancellation).ConfigureAwait(false)
            : await ArgumentEdits.AddAsync(edits, solution, instrument.Syntax.GetLocation(), parameter, unit, cancellation).ConfigureAwait(false);
    }
}
