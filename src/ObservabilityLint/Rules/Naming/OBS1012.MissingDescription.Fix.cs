using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Writes a sentence made from the name: over the empty text, or as an argument of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingDescriptionFix)), Shared]
public sealed class MissingDescriptionFix() : Fix("OBS1012")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(MissingDescription.SentenceKey, out var sentence)) return null;
        var edits = new SolutionEdits();
        var solution = document.Project.Solution;
        var place = diagnostic.AdditionalLocations[0];
        var added = diagnostic.Properties.TryGetValue(MissingDescription.ParameterKey, out var parameter)
            ? await ArgumentEdits.AddAsync(edits, solution, place, parameter!, sentence!, cancellation).ConfigureAwait(false)
            : await LiteralEdits.AddAsync(edits, solution, place, sentence!, cancellation).ConfigureAwait(false);
        return added ? new Proposal($"Describe it: \"{sentence}\"", edits) : null;
    }
}
