using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Conversion;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Passes the unit that a word of the name tells, or that the recorded values show; there is no fix where neither does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingUnitFix)), Shared]
public sealed class MissingUnitFix() : Fix("OBS1011")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Name.Value: { } name } instrument) return null;
        var solution = document.Project.Solution;
        var unit = UnitIn(name) ?? await RecordedAsync(instrument, solution, cancellation).ConfigureAwait(false);
        var edits = new SolutionEdits();
        return unit != null && await UnitArgument.PassAsync(edits, solution, instrument, unit, cancellation).ConfigureAwait(false)
            ? new Proposal($"Give the unit '{unit}'", edits)
            : null;
    }

    /// <summary>The only unit among the words of the name; a lone letter is none.</summary>
    private static string? UnitIn(string name)
    {
        string? unit = null;
        foreach (var word in Words.Split(name))
        {
            if (word.Text.Length == 1 || Units.Find(word.Text) is not { Ucum: { } ucum }) continue;
            if (unit != null || word.Text == "us") return null;
            unit = ucum;
        }
        return unit;
    }

    /// <summary>The unit of the recorded values that show one, if they agree.</summary>
    private static async Task<string?> RecordedAsync(InstrumentDeclaration instrument, Solution solution, CancellationToken cancellation)
    {
        if (await DeclarationAt.OperationAsync(instrument, solution, cancellation).ConfigureAwait(false) is not { } declaration) return null;
        var uses = await InstrumentUses.FindAsync(declaration, solution, cancellation).ConfigureAwait(false);
        string? unit = null;
        foreach (var recording in uses.Recordings)
        {
            if (recording.Value is not { SemanticModel: { } model } value || RecordedUnit.Of(new VariableValues(model, cancellation).Follow(value)) is not { } recorded) continue;
            if (unit != null && unit != recorded) return null;
            unit = recorded;
        }
        return unit;
    }
}
