using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

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
        var edits = new SolutionEdits();
        var declarations = new List<InstrumentDeclaration>();
        PreferredName? preferred = null;
        // The same name may be declared several times: it is one metric, and its series must stay in one unit.
        foreach (var (project, instrument) in await SameNameAsync(renamed, solution, cancellation).ConfigureAwait(false))
        {
            var options = project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(instrument.Syntax.SyntaxTree);
            if (RenamePlan.For(instrument, options) is not { Edit: { } edit, Preferred: { ConvertedUnit: not null } name } || preferred != null && preferred.Name != name.Name) return null;
            preferred = name;
            declarations.Add(instrument);
            if (!await LiteralEdits.AddAsync(edits, solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false)) return null;
        }
        if (preferred?.ConvertedUnit is not { } unit) return null;
        return await new UnitConversion(solution, unit, cancellation).AddAsync(edits, declarations).ConfigureAwait(false) ? edits : null;
    }

    private async Task<bool> AddAsync(SolutionEdits edits, List<InstrumentDeclaration> declarations)
    {
        var values = new List<IOperation>();
        var timers = 0;
        foreach (var instrument in declarations)
        {
            if (instrument.IsWrapped || await OperationAsync(instrument).ConfigureAwait(false) is not { } operation) return false;
            if (await InstrumentUses.FindAsync(operation, solution, cancellation).ConfigureAwait(false) is not { } recordings) return false;
            foreach (var recording in recordings)
            {
                if (recording.Value is { } value) values.Add(value);
                else if (recording.Effect == RecordingEffect.Time && unit.Base == "seconds") timers++;
                else return false;
            }
        }
        if (FactorOf(values) is not { } factor || Convert(values, factor, timers) is not { } converted) return false;
        if (converted.IsAlreadyBase) return true;
        foreach (var (tree, change) in converted.Changes) edits.Add(solution.GetDocument(tree)!.Id, change.Span, change.NewText!);
        return await AddBucketsAndHelpAsync(edits, declarations, factor).ConfigureAwait(false);
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

    private (bool IsAlreadyBase, List<(SyntaxTree Tree, Microsoft.CodeAnalysis.Text.TextChange Change)> Changes)? Convert(List<IOperation> values, double factor, int timers)
    {
        var changes = new List<(SyntaxTree, Microsoft.CodeAnalysis.Text.TextChange)>();
        var (inBase, inUnit) = (timers, 0);
        foreach (var value in values)
        {
            if (ConvertedValue.Of(value, unit.Base, factor) is not { } converted) return null;
            if (converted.Evidence == ValueEvidence.AlreadyBase) inBase++;
            else if (converted.Evidence != ValueEvidence.None) inUnit++;
            if (converted.Evidence == ValueEvidence.Name && unit.BinaryFactor != null) return null;
            foreach (var change in converted.Changes) changes.Add((value.Syntax.SyntaxTree, change));
        }
        // Some in seconds and some in milliseconds: whichever was meant, the data is wrong already, and only the author can tell.
        return inBase > 0 && inUnit > 0 ? null : (inBase > 0, changes);
    }

    private async Task<bool> AddBucketsAndHelpAsync(SolutionEdits edits, List<InstrumentDeclaration> declarations, double factor)
    {
        foreach (var instrument in declarations)
        {
            if (await ConvertedBuckets.OfAsync(instrument, unit.Base, factor, solution, cancellation).ConfigureAwait(false) is not { } buckets) return false;
            foreach (var (tree, change) in buckets) edits.Add(solution.GetDocument(tree)!.Id, change.Span, change.NewText!);
            if (instrument.Help is { Value: { } help } text && HelpUnit.Replace(help, unit) is { } newHelp && TextEdit.For(text, newHelp) is { } edit)
                await LiteralEdits.AddAsync(edits, solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false);
        }
        return true;
    }

    private async Task<IOperation?> OperationAsync(InstrumentDeclaration instrument)
    {
        if (solution.GetDocument(instrument.Syntax.SyntaxTree) is not { } document) return null;
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model?.GetOperation(instrument.Syntax, cancellation);
    }

    private static async Task<List<(Project Project, InstrumentDeclaration Instrument)>> SameNameAsync(InstrumentDeclaration renamed, Solution solution, CancellationToken cancellation)
    {
        var found = new List<(Project, InstrumentDeclaration)>();
        foreach (var project in solution.Projects)
        {
            if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation || TelemetryFacts.For(compilation, cancellation) is not { } facts) continue;
            foreach (var instrument in facts.AllInstruments(cancellation))
                if (instrument.Convention == renamed.Convention && instrument.Name.Value == renamed.Name.Value) found.Add((project, instrument));
        }
        return found;
    }
}
