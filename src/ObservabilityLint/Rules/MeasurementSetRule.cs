using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules;

/// <summary>A rule about all measurements on one instrument: <see cref="Check"/> sees them at the end of the compilation.</summary>
public abstract class MeasurementSetRule : TelemetryRule
{
    private protected MeasurementSetRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    /// <param name="instrument">The declaration.</param>
    /// <param name="measurements">What is recorded on it, in the order of files and text.</param>
    /// <param name="reportAt">How to speak about a place in a file.</param>
    private protected abstract void Check(InstrumentDeclaration instrument, IReadOnlyList<Measurement> measurements, Func<SyntaxNode, Report> reportAt);

#pragma warning disable RS1013 // The base has found out at the start that there is something to look at.
    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
#pragma warning restore RS1013
        => start.RegisterCompilationEndAction(context =>
        {
            var byInstrument = new Dictionary<InstrumentDeclaration, List<Measurement>>();
            // The order does not depend on the order in which the compiler was given the files.
            foreach (var measurement in facts.Measurements.All(context.CancellationToken).OrderBy(m => m.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(m => m.Syntax.SpanStart))
            {
                // What is made for each key of a cache, by a name that tells it apart, is many instruments.
                if (measurement.Declaration is not { } instrument || instrument is { Target: null, Name.Value: null }) continue;
                if (!byInstrument.TryGetValue(instrument, out var measurements)) byInstrument.Add(instrument, measurements = []);
                measurements.Add(measurement);
            }
            foreach (var pair in byInstrument)
                Check(pair.Key, pair.Value, place => new Report(Descriptor, context.Options.AnalyzerConfigOptionsProvider.GetOptions(place.SyntaxTree), context.Compilation, context.ReportDiagnostic, context.CancellationToken));
        });
}
