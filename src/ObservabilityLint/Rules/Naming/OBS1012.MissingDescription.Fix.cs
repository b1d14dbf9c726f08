using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// Writes what the comment on the instrument's variable says: over the empty text, or as an argument of its own. Where there is none, a draft made from the name, which only its author can finish:
/// written everywhere at once, drafts would hide the gap and not fill it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingDescriptionFix)), Shared]
public sealed class MissingDescriptionFix() : Fix("OBS1012")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var instrument = await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false);
        var documented = await DocumentedPurpose.OfAsync(instrument?.Target, instrument?.Syntax, cancellation).ConfigureAwait(false);
        if ((documented ?? (diagnostic.Properties.TryGetValue(MissingDescription.SentenceKey, out var draft) ? draft : null)) is not { } sentence) return null;
        var edits = new SolutionEdits();
        var solution = document.Project.Solution;
        var place = diagnostic.AdditionalLocations[0];
        var added = diagnostic.Properties.TryGetValue(MissingDescription.ParameterKey, out var parameter)
            ? await ArgumentEdits.AddAsync(edits, solution, place, parameter!, sentence, cancellation).ConfigureAwait(false)
            : await LiteralEdits.AddAsync(edits, solution, place, sentence, cancellation).ConfigureAwait(false);
        return added ? new Proposal($"Describe it: \"{sentence}\"", edits, NeedsAuthor: documented is null) : null;
    }
}
