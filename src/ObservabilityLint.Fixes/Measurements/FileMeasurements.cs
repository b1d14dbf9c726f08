using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>The calls of a document that give tags.</summary>
internal static class FileMeasurements
{
    public static async Task<ImmutableArray<Measurement>> OfAsync(Document document, CancellationToken cancellation)
        => await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model && TelemetryFacts.For(model.Compilation, cancellation) is { } facts
            ? facts.Measurements.Of(model, cancellation)
            : ImmutableArray<Measurement>.Empty;
}
