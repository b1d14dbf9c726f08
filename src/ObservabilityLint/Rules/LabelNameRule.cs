using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules;

/// <summary>
/// A rule about the names of labels or attributes, wherever they stand: <see cref="Check"/> sees those of each declaration and of each measurement, live in the editor.
/// It sees them in the file that uses them and in the one that they are written in; what it says is heard in the file that it is said of.
/// </summary>
public abstract class LabelNameRule : TelemetryRule
{
    private protected LabelNameRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    private protected abstract void Check(LabelNames names, Report report);

    /// <summary>Whether the rule is about labels, or about the attributes of spans.</summary>
    private protected virtual bool Concerns(LabelNames names) => !names.AreOfSpan;

    /// <summary>For a rule that is about the names of metrics, too.</summary>
    private protected virtual void Check(InstrumentDeclaration instrument, Report report)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
        => start.RegisterSemanticModelAction(context =>
        {
            var instruments = facts.Instruments(context.SemanticModel, context.CancellationToken);
            var measurements = facts.Measurements.Of(context.SemanticModel, context.CancellationToken);
            var others = facts.LabelsWrittenIn(context.SemanticModel, context.CancellationToken);
            if (instruments.IsEmpty && measurements.IsEmpty && others.IsEmpty) return;
            var report = Report.OnceOn(context, Descriptor, isOfFileOnly: true);
            foreach (var instrument in instruments)
                if (LabelNames.Of(instrument) is { } names && Concerns(names)) Check(names, report);
            foreach (var measurement in measurements)
                if (LabelNames.Of(measurement) is { } names && Concerns(names)) Check(names, report);
            foreach (var names in others)
                if (Concerns(names)) Check(names, report);
            foreach (var instrument in instruments) Check(instrument, report);
        });
}
