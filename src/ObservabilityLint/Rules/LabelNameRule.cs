using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

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
            var report = Report.On(context, Descriptor);
            foreach (var instrument in facts.Instruments(context.SemanticModel, context.CancellationToken))
                if (!instrument.Labels.IsDefaultOrEmpty) Check(new LabelNames(instrument.Convention, instrument.Kind, instrument.Name.Value, instrument.Labels, instrument.Syntax), report);
            foreach (var measurement in facts.Measurements.Of(context.SemanticModel, context.CancellationToken))
                if (NamesIn(measurement) is { IsEmpty: false } names) Check(new LabelNames(measurement.Convention, measurement.Declaration?.Kind ?? default, measurement.Declaration?.Name.Value, names, measurement.Syntax), report);
        });

    /// <summary>The label names that are written there; what is given by position is named in the declaration.</summary>
    private static ImmutableArray<Text> NamesIn(Measurement measurement)
    {
        if (measurement.Tags.IsDefaultOrEmpty || measurement.Kind == MeasurementKind.WrapperCall) return ImmutableArray<Text>.Empty;
        var names = ImmutableArray.CreateBuilder<Text>();
        foreach (var tag in measurement.Tags)
            if (tag is { Target: TagTarget.Label, IsPositional: false, Key: { } key }) names.Add(key);
        return names.ToImmutable();
    }
}
