using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Labels;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Puts the values in the order of the declared names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwappedLabelValuesFix)), Shared]
public sealed class SwappedLabelValuesFix() : Fix("OBS2009")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        foreach (var measurement in await FileMeasurements.OfAsync(document, cancellation).ConfigureAwait(false))
            if (measurement.CalledName.Span == diagnostic.Location.SourceSpan && SwappedLabelValues.OrderOf(measurement) is { } order)
            {
                var edits = new SolutionEdits();
                return ValueOrder.Add(edits, document, measurement, order, []) ? new Proposal("Reorder the label values", edits) : null;
            }
        return null;
    }
}
