using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>The instruments of all projects, each once: of one library, meter, name, kind and unit. One whose name is not known is another at each place.</summary>
internal sealed class JoinedInstruments(IReadOnlyList<ProjectTelemetry> projects, Programs programs)
{
    public IReadOnlyList<ListedInstrument> All(CancellationToken cancellation)
    {
        var measurements = projects.SelectMany(static project => project.Measurements)
            .Select(static measurement => (measurement, Instrument: measurement.Declaration))
            .Where(static pair => pair.Instrument != null)
            .ToLookup(static pair => InstrumentKey.Of(pair.Instrument!), static pair => pair.measurement);
        return [.. projects.SelectMany(static project => project.Instruments, static (project, instrument) => (Project: project, Instrument: instrument))
            .GroupBy(static each => InstrumentKey.Of(each.Instrument))
            .Select(group => Join([.. group], [.. measurements[group.Key].OrderBy(static m => m.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(static m => m.Syntax.SpanStart)], cancellation))
            .OrderBy(static instrument => instrument.Name, StringComparer.Ordinal).ThenBy(static instrument => instrument.Meter, StringComparer.Ordinal).ThenBy(static instrument => instrument.Declared[0].Path, StringComparer.Ordinal).ThenBy(static instrument => instrument.Declared[0].Line)];
    }

    private ListedInstrument Join(IReadOnlyList<(ProjectTelemetry Project, InstrumentDeclaration Instrument)> declared, IReadOnlyList<Measurement> measurements, CancellationToken cancellation)
    {
        var (project, first) = declared[0];
        var recorded = measurements.Where(static m => m.Kind is MeasurementKind.Recording or MeasurementKind.ChildChoice).ToList();
        var (labels, areComplete) = InstrumentLabels.Of(declared, measurements, cancellation);
        var estimate = recorded.Count == 0 ? null : SeriesEstimate.Of(first, measurements);
        var exported = first.Convention.IsFreeText ? null : ExportedInstrument.Of(first, project.FlavorAt(first.Syntax.SyntaxTree));
        return new ListedInstrument(
            first.Name.ToString(),
            first.Name.Value != null,
            first.Convention.Name,
            first.Kind,
            first.IsObservable,
            exported?.Family,
            exported is null ? [] : ViewsOf(first, project.FlavorAt(first.Syntax.SyntaxTree), programs.Using([.. declared.Select(static each => each.Project)])),
            first.Unit?.ToString(),
            UnitWordOf(first, exported),
            declared.Select(static each => each.Instrument.Help?.Value).FirstOrDefault(static help => !string.IsNullOrWhiteSpace(help)),
            first.NumberType?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            first.Convention.ExporterAddsSuffixes ? first.Scope.Name : null,
            labels,
            areComplete,
            estimate?.Series,
            estimate?.Factors,
            Listing.Places(declared.Select(static each => each.Instrument.Syntax.GetLocation())),
            Listing.Places(recorded.Select(static measurement => measurement.Syntax.GetLocation())),
            Listing.Names(declared.Select(static each => each.Project)));
    }

    /// <summary>The names under which views export it that name it themselves; what the code of a view decides is not certain.</summary>
    private static IReadOnlyList<ExportedFamily> ViewsOf(InstrumentDeclaration instrument, TranslationFlavor flavor, IReadOnlyList<ProjectTelemetry> programs)
        => [.. programs.SelectMany(static program => program.Pipelines.Steps).Select(static step => step.View).OfType<MetricView>()
            .Where(view => view is { IsFunction: false, StreamName: not null } && view.Mentions(instrument.Name.Value!))
            .Select(view => ExportedFamily.Of(instrument.Convention, instrument.Kind, view.StreamName!, instrument.Unit?.Value, flavor)).OfType<ExportedFamily>().Distinct().OrderBy(static family => family.Name, StringComparer.Ordinal)];

    /// <summary>The unit, where the exported name ends with it as OpenMetrics wants.</summary>
    private static string? UnitWordOf(InstrumentDeclaration instrument, ExportedInstrument? exported)
    {
        if (exported is null) return null;
        var word = instrument.Convention.ExporterAddsSuffixes ? exported.UnitWord : instrument.MeasuredIn?.Word;
        var name = OpenMetricsName.FamilyOf(exported.Family);
        return word is { Length: > 0 } && name.EndsWith("_" + word, StringComparison.Ordinal) ? word : null;
    }
}

/// <summary>What makes two declarations one instrument.</summary>
internal readonly record struct InstrumentKey(string Library, string Name, InstrumentKind Kind, string Unit, string Meter, string Path, int Start)
{
    public static InstrumentKey Of(InstrumentDeclaration instrument) => instrument.Name.Value is { } name
        ? new InstrumentKey(instrument.Convention.Name, name, instrument.Kind, instrument.UnitCode ?? "", instrument.Scope.Name ?? "", "", 0)
        : new InstrumentKey(instrument.Convention.Name, "", instrument.Kind, "", "", instrument.Syntax.SyntaxTree.FilePath, instrument.Syntax.SpanStart);
}
