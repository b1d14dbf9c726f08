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

/// <summary>Passes the unit that a word of the name tells, or that the recorded values show; there is no fix where neither does, or where they disagree.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingUnitFix)), Shared]
public sealed class MissingUnitFix() : Fix("OBS1011")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Name.Value: { } name } instrument) return null;
        var solution = document.Project.Solution;
        var unit = UnitIn(name) ?? (await RecordedUnits.OfAsync(instrument, solution, cancellation).ConfigureAwait(false) is { Count: 1 } recorded ? recorded.Single().Code : null);
        var edits = new SolutionEdits();
        return unit != null && await UnitArgument.PassAsync(edits, solution, instrument, unit, cancellation).ConfigureAwait(false)
            ? new Proposal($"Give the unit '{unit}'", edits)
            : null;
    }

    /// <summary>The only unit among the words of the name, or the rate that it tells; a lone letter is none.</summary>
    private static string? UnitIn(string name)
    {
        var words = Words.Split(name);
        if (words.Exists(word => word.Text == "per")) return UnitCodes.OfRate(words);
        string? unit = null;
        foreach (var word in words)
        {
            if (word.Text.Length == 1 || Units.Find(word.Text) is not { Ucum: { } ucum }) continue;
            if (unit != null || word.Text == "us") return null;
            unit = ucum;
        }
        return unit;
    }
}
