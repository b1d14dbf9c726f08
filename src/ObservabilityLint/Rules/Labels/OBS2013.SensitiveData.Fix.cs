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

/// <summary>Removes what gives the secret away: the attribute, the baggage entry, or the label.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SensitiveDataFix)), Shared]
public sealed class SensitiveDataFix() : Fix("OBS2013")
{
    /// <summary>Which value belongs to the label is not known before the values are in order, and the label is there once.</summary>
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is { IsInDisorder: false, IsDeclaredTwice: false, Tag: not { Target: TagTarget.SpanName } } place
            ? await TagRemoval.FromAllAsync(document, place, cancellation).ConfigureAwait(false) ?? await TagRemoval.ProposeAsync(document, place, cancellation).ConfigureAwait(false)
            : null;
}
