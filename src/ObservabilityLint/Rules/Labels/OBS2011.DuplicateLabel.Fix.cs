using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Labels;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Removes one of two labels of one name: the second of equal values, or the constant beside a computed one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DuplicateLabelFix)), Shared]
public sealed class DuplicateLabelFix() : Fix("OBS2011")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { IsInDisorder: false } second) return null;
        // What a factory gives is there for all its metrics.
        if (second.Measurement?.Kind == MeasurementKind.Default) return null;
        var superfluous = second.Index >= 0 ? await Duplicates.ToRemoveAsync(second, document.Project.Solution, cancellation).ConfigureAwait(false) : Duplicates.ToRemove(second);
        return superfluous is null ? null : await TagRemoval.ProposeAsync(document, superfluous, cancellation).ConfigureAwait(false);
    }
}
