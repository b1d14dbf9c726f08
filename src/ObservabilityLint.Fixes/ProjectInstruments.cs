using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes;

/// <summary>The instruments that a project of the solution declares.</summary>
internal static class ProjectInstruments
{
    /// <summary>In the order of the files; empty for a project without telemetry, or in another language.</summary>
    public static async Task<IEnumerable<InstrumentDeclaration>> OfAsync(Project project, CancellationToken cancellation)
        => await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is { } compilation && TelemetryFacts.For(compilation, cancellation) is { } facts
            ? facts.AllInstruments(cancellation)
            : [];
}
