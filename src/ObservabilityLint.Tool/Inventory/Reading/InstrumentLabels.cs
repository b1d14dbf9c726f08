using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>The labels of one instrument: declared, given by its factory or registry, and given where it records.</summary>
internal static class InstrumentLabels
{
    public static (IReadOnlyList<ListedLabel> Labels, bool AreComplete) Of(IReadOnlyList<(ProjectTelemetry Project, InstrumentDeclaration Instrument)> declared, IReadOnlyList<Measurement> measurements, CancellationToken cancellation)
    {
        var names = new List<string>();
        // Where neither the declaration nor a recording is in sight that tells labels, there may be any.
        var areComplete = measurements.Count > 0 || declared.All(static each => !each.Instrument.Labels.IsDefault);
        foreach (var (project, instrument) in declared)
        {
            // Where the declaration says nothing of labels, the recordings do.
            foreach (var label in instrument.Labels.IsDefault ? [] : instrument.Labels) Add(label);
            foreach (var label in instrument.FactoryLabels) Add(label);
            foreach (var label in RegistryLabels.In(project.Compilation, cancellation).Of(instrument.Scope)) Add(label);
        }
        var given = new List<Tag>();
        var passed = new List<Tag>();
        foreach (var measurement in measurements)
        {
            if (measurement.Kind == MeasurementKind.Removal) continue;
            areComplete &= measurement.Kind == MeasurementKind.WrapperCall || !measurement.Tags.IsDefault && measurement.IsComplete;
            foreach (var tag in measurement.Tags.IsDefault ? [] : measurement.Tags)
            {
                if (tag.Target != TagTarget.Label) continue;
                if (tag.Key is { } key) Add(key);
                else areComplete = false;
                (measurement.Kind == MeasurementKind.WrapperCall ? passed : given).Add(tag);
            }
        }
        return ([.. names.Select(name => Labels.Of(name, given, passed))], areComplete);

        void Add(Text label)
        {
            if (label.Value is not { } name) areComplete = false;
            else if (!names.Contains(name)) names.Add(name);
        }
    }
}
