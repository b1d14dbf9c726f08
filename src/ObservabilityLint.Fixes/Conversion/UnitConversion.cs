using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>
/// Renames an instrument to its base unit together with everything that is recorded on it. Only when every use is in sight:
/// a new name over old values would corrupt the data.
/// </summary>
internal sealed class UnitConversion
{
    private readonly Solution solution;
    private readonly UnitWord unit;
    private readonly CancellationToken cancellation;

    private UnitConversion(Solution solution, UnitWord unit, CancellationToken cancellation) => (this.solution, this.unit, this.cancellation) = (solution, unit, cancellation);

    /// <summary>The edits of the name, the recorded values, the buckets and the help text; null if something cannot be converted.</summary>
    public static async Task<SolutionEdits?> ForAsync(Document document, InstrumentDeclaration renamed, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        if (await SharedName.FindAsync(renamed, solution, cancellation).ConfigureAwait(false) is not { } group) return null;
        var edits = new SolutionEdits();
        var units = new Dictionary<UnitWord, List<InstrumentDeclaration>>();
        foreach (var (instrument, plan) in group)
        {
            if (!await LiteralEdits.AddAsync(edits, solution, plan.Edit!.Literal, plan.Edit.Value, cancellation).ConfigureAwait(false)) return null;
            if (plan.Preferred.ConvertedUnit is not { } unit) continue;
            if (!units.TryGetValue(unit, out var instruments)) units.Add(unit, instruments = []);
            instruments.Add(instrument);
        }
        foreach (var pair in units)
            if (!await new UnitConversion(solution, pair.Key, cancellation).AddAsync(edits, pair.Value).ConfigureAwait(false)) return null;
        return units.Count > 0 ? edits : null;
    }

    /// <summary>The edits of a name that gets its unit, and of everything that is recorded in another one; null if something cannot be converted, or if others have the name or share its literal.</summary>
    public static async Task<SolutionEdits?> AppendAsync(Document document, InstrumentDeclaration instrument, string newName, UnitWord unit, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        if (TextEdit.For(instrument.Name, newName) is not { } edit) return null;
        foreach (var project in await ProjectInstruments.OfAllAsync(solution, cancellation).ConfigureAwait(false))
            if (project.Named(newName).Count > 0 || project.Named(instrument.Name.Value!).Count > 1 || project.WrittenWith(edit.Literal).Any(other => other.Declaration.Name.Value != instrument.Name.Value)) return null;
        var edits = new SolutionEdits();
        if (!await LiteralEdits.AddAsync(edits, solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false)) return null;
        return unit.Factor == 1 || await new UnitConversion(solution, unit, cancellation).AddAsync(edits, [instrument]).ConfigureAwait(false) ? edits : null;
    }

    private async Task<bool> AddAsync(SolutionEdits edits, List<InstrumentDeclaration> declarations)
    {
        var values = new List<IOperation>();
        var timers = 0;
        foreach (var instrument in declarations)
        {
            if (instrument.IsWrapped || await DeclarationAt.OperationAsync(instrument, solution, cancellation).ConfigureAwait(false) is not { } operation) return false;
            var uses = await InstrumentUses.FindAsync(operation, solution, cancellation).ConfigureAwait(false);
            if (!uses.AreComplete) return Withheld.Because(Withheld.OutOfSight);
            edits.Redefines(uses.Holders);
            foreach (var recording in uses.Recordings)
            {
                if (recording.Value is { } value) values.Add(value);
                else if (recording.Effect == RecordingEffect.Time && unit.Base == "seconds") timers++;
                else return false;
            }
        }
        if (FactorOf(values) is not { } factor || Convert(values, factor, timers) is not { } converted) return false;
        if (converted.IsAlreadyBase) return true;
        foreach (var instrument in declarations) edits.Converts(instrument.Name.Location, factor);
        return Add(edits, converted.Changes) && await AddBucketsAndHelpAsync(edits, declarations, factor).ConfigureAwait(false);
    }

    /// <summary>The unit's factor; for a word with two meanings, the one that the recordings show.</summary>
    private double? FactorOf(List<IOperation> values)
    {
        if (unit.BinaryFactor is not { } binary) return unit.Factor;
        var (isDecimal, isBinary) = (false, false);
        foreach (var value in values)
        {
            isDecimal |= ConstantFactor.Strip(value, unit.Factor!.Value) != null;
            isBinary |= ConstantFactor.Strip(value, binary) != null;
        }
        return isDecimal && isBinary ? null : isBinary ? binary : unit.Factor;
    }

    private (bool IsAlreadyBase, List<(SyntaxTree Tree, TextChange Change)> Changes)? Convert(List<IOperation> values, double factor, int timers)
    {
        var changes = new List<(SyntaxTree, TextChange)>();
        var (inBase, inUnit) = (timers, 0);
        foreach (var value in values)
        {
            if (ConvertedValue.Of(value, unit.Base, factor) is not { } converted) return null;
            if (converted.Evidence == ValueEvidence.AlreadyBase) inBase++;
            else if (converted.Evidence != ValueEvidence.None) inUnit++;
            if (converted.Evidence == ValueEvidence.Name && unit.BinaryFactor != null) return null;
            foreach (var change in converted.Changes) changes.Add((value.Syntax.SyntaxTree, change));
        }
        if (inBase == 0 || inUnit == 0) return (inBase > 0, changes);
        // Some in seconds and some in milliseconds: whichever was meant, the data is wrong already, and only the author can tell.
        Withheld.Because("Some of what is recorded is in the base unit already, and some is not.");
        return null;
    }

    private async Task<bool> AddBucketsAndHelpAsync(SolutionEdits edits, List<InstrumentDeclaration> declarations, double factor)
    {
        foreach (var instrument in declarations)
        {
            if (await ConvertedBuckets.OfAsync(instrument, unit.Base, factor, solution, cancellation).ConfigureAwait(false) is not { } buckets || !Add(edits, buckets)) return false;
            if (instrument.Help is { Value: { } help } text && HelpUnit.Replace(help, unit) is { } newHelp && TextEdit.For(text, newHelp) is { } edit)
                await LiteralEdits.AddAsync(edits, solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false);
        }
        return true;
    }

    /// <summary>False where a change is in a file that is not edited by hand.</summary>
    private bool Add(SolutionEdits edits, IEnumerable<(SyntaxTree Tree, TextChange Change)> changes)
    {
        foreach (var (tree, change) in changes)
        {
            if (solution.GetDocument(tree) is not { } document) return false;
            edits.Add(document.Id, change.Span, change.NewText!);
        }
        return true;
    }
}
