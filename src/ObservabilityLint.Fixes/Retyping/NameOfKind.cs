using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Conversion;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Fixes.Retyping;

/// <summary>The name of an instrument that becomes another kind.</summary>
internal static class NameOfKind
{
    /// <summary>
    /// Adds the rename that the new kind asks for, if any. False where the instrument cannot change alone: another one has its name (they are one metric) or the new name,
    /// or is written with the same literal.
    /// </summary>
    public static async Task<bool> AddAsync(SolutionEdits edits, Document document, InstrumentDeclaration instrument, InstrumentKind kind, CancellationToken cancellation)
    {
        var options = document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(instrument.Syntax.SyntaxTree);
        if (RenamePlan.For(instrument, options, becomes: kind) is not { } plan) return false;
        var newName = plan.Preferred.WithoutConversion;
        var edit = plan.EditWithoutConversion;
        if (edit is null && newName != instrument.Name.Value) return false;
        if (await IsTakenAsync(document.Project.Solution, instrument, newName, edit, cancellation).ConfigureAwait(false)) return Withheld.Because("Another metric has its name, or the one that it would get.");
        if (edit is null) return true;

        await ViewReferences.AddAsync(edits, document, instrument.Name.Location, newName, cancellation).ConfigureAwait(false);
        if (!await LiteralEdits.AddAsync(edits, document.Project.Solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false)) return false;
        return !plan.SetsUnit || await UnitArgument.PassAsync(edits, document.Project.Solution, instrument, plan.Preferred.Unit!, cancellation).ConfigureAwait(false);
    }

    private static async Task<bool> IsTakenAsync(Solution solution, InstrumentDeclaration instrument, string newName, TextEdit? edit, CancellationToken cancellation)
    {
        foreach (var project in await ProjectInstruments.OfAllAsync(solution, cancellation).ConfigureAwait(false))
        {
            if (project.Named(instrument.Name.Value!).Concat(project.Named(newName)).Any(other => other.Declaration.Convention == instrument.Convention && IsAnother(other.Declaration))) return true;
            if (edit != null && project.WrittenWith(edit.Literal).Any(other => IsAnother(other.Declaration))) return true;
        }
        return false;

        bool IsAnother(InstrumentDeclaration other) => !other.IsView && !NameClash.IsSame(other.Syntax.GetLocation(), instrument.Syntax.GetLocation());
    }
}
