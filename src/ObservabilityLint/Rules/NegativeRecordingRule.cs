using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules;

/// <summary>A rule about values that are recorded with a negative sign: <see cref="Check"/> sees each of them, live in the editor.</summary>
public abstract class NegativeRecordingRule : TelemetryRule
{
    private protected NegativeRecordingRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    private protected abstract void Check(Recording recording, Report report);

    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
        => start.RegisterSemanticModelAction(context =>
        {
            var recordings = facts.NegativeRecordings(context.SemanticModel, context.CancellationToken);
            if (recordings.IsEmpty) return;
            var report = Report.On(context, Descriptor);
            foreach (var recording in recordings) Check(recording, report);
        });
}
