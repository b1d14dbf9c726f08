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
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Appends the base unit, and converts what is recorded in another one; there is no fix where neither the help nor what is recorded tells the unit, or where they disagree.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingUnitInNameFix)), Shared]
public sealed class MissingUnitInNameFix() : Fix("OBS1024")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } instrument) return null;
        var options = document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(instrument.Syntax.SyntaxTree);
        if (RenamePlan.For(instrument, options) is not { Preferred: var preferred } || MissingUnitInName.In(preferred, instrument) is not var (_, unit)) return null;
        if (await UnitOfAsync(instrument, unit, document.Project.Solution, cancellation).ConfigureAwait(false) is not { } told) return null;
        var name = preferred.Name + "_" + unit;
        if (await UnitConversion.AppendAsync(document, instrument, name, told, cancellation).ConfigureAwait(false) is not { } edits) return null;
        return new Proposal(told.Factor == 1 ? $"Rename to '{name}'" : $"Rename to '{name}' and convert what is recorded", edits);
    }

    /// <summary>The unit that the help tells, or what is recorded; null where neither does, or where they disagree.</summary>
    private static async Task<UnitWord?> UnitOfAsync(InstrumentDeclaration instrument, string unit, Solution solution, CancellationToken cancellation)
    {
        var told = instrument.Help?.Value is { } help ? HelpUnit.Find(help) : null;
        var recorded = await RecordedUnits.OfAsync(instrument, solution, cancellation).ConfigureAwait(false);
        if (recorded.Count == 0) return told;
        if (recorded.Count > 1 || recorded.Single() is not { Code: not null, Word: { } shown } only || shown.Base != unit) return null;
        return told is null ? shown : only.Contradicts(told) ? null : told;
    }
}
