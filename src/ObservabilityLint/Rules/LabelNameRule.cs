using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules;

/// <summary>A rule about the names of labels, wherever they stand: <see cref="Check"/> sees those of each declaration and of each measurement, live in the editor.</summary>
public abstract class LabelNameRule : TelemetryRule
{
    private protected LabelNameRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    private protected abstract void Check(LabelNames names, Report report);

    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
        => start.RegisterSemanticModelAction(context =>
        {
            var instruments = facts.Instruments(context.SemanticModel, context.CancellationToken);
            var measurements = facts.Measurements.Of(context.SemanticModel, context.CancellationToken);
            if (instruments.IsEmpty && measurements.IsEmpty) return;
            var report = Report.OnceOn(context, Descriptor);
            foreach (var instrument in instruments)
                if (NamesIn(instrument) is { IsEmpty: false } names) Check(new LabelNames(instrument.Convention, instrument, names), report);
            foreach (var measurement in measurements)
                if (NamedIn(measurement) is { IsEmpty: false } tags) Check(new LabelNames(measurement.Convention, null, ImmutableArray.CreateRange(tags, static tag => tag.Key!), measurement, tags), report);
        });

    /// <summary>The declared names; what stands in a wrapper is judged there, and not once more at each of its calls.</summary>
    private static ImmutableArray<Text> NamesIn(InstrumentDeclaration instrument)
    {
        if (instrument.Labels.IsDefaultOrEmpty) return ImmutableArray<Text>.Empty;
        return instrument.IsWrapped ? instrument.Labels.RemoveAll(static label => label.Pieces is [{ IsOfWrapper: true }, ..]) : instrument.Labels;
    }

    /// <summary>The labels whose names are written there; what is given by position is named in the declaration.</summary>
    private static ImmutableArray<Tag> NamedIn(Measurement measurement)
        => measurement.Tags.IsDefaultOrEmpty || measurement.Kind == MeasurementKind.WrapperCall ? ImmutableArray<Tag>.Empty
            : measurement.Tags.RemoveAll(static tag => tag is not { Target: TagTarget.Label, IsPositional: false, Key: not null });
}
