using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules;

/// <summary>A rule about the tags that calls give: <see cref="Check"/> sees each of those calls, live in the editor.</summary>
public abstract class MeasurementRule : TelemetryRule
{
    private protected MeasurementRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    private protected abstract void Check(Measurement measurement, Report report);

    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
        => start.RegisterSemanticModelAction(context =>
        {
            var measurements = facts.Measurements.Of(context.SemanticModel, context.CancellationToken);
            if (measurements.IsEmpty) return;
            var report = Report.OnceOn(context, Descriptor);
            foreach (var measurement in measurements) Check(measurement, report);
        });
}
