using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The calls of a document that give tags.</summary>
internal static class FileMeasurements
{
    public static async Task<ImmutableArray<Measurement>> OfAsync(Document document, CancellationToken cancellation)
        => await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model && TelemetryFacts.For(model.Compilation, cancellation) is { } facts
            ? facts.Measurements.Of(model, cancellation)
            : ImmutableArray<Measurement>.Empty;

    /// <summary>Those of all projects.</summary>
    public static async Task<IEnumerable<Measurement>> OfAllAsync(Solution solution, CancellationToken cancellation)
    {
        var all = new List<Measurement>();
        foreach (var project in solution.Projects)
            if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is { } compilation && TelemetryFacts.For(compilation, cancellation) is { } facts)
                all.AddRange(facts.Measurements.All(cancellation));
        return all;
    }
}
