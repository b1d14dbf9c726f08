using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Writes the code, wherever the unit's literal is declared.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidUnitFix)), Shared]
public sealed class InvalidUnitFix() : Fix("OBS1010")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(InvalidUnit.CodeKey, out var code)) return null;
        var edits = new SolutionEdits();
        return await LiteralEdits.AddAsync(edits, document.Project.Solution, diagnostic.AdditionalLocations[0], code!, cancellation).ConfigureAwait(false)
            ? new Proposal($"Write '{code}'", edits)
            : null;
    }
}
