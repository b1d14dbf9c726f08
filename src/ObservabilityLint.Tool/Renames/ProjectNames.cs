using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Tool.Renames;

/// <summary>A declared instrument, in plain words.</summary>
/// <param name="Name">Where its name stands.</param>
/// <param name="Identity">What it is called; null where that is not known.</param>
/// <param name="Dialect">Which names it follows.</param>
/// <param name="Labels">The labels that it is declared with.</param>
internal sealed record ListedInstrument(FilePlace Name, MetricIdentity? Identity, string Dialect, ImmutableArray<string?> Labels);

/// <summary>A call that gives labels by their names.</summary>
/// <param name="Metric">The metric; null where it is not known.</param>
/// <param name="Dialect">Which names it follows.</param>
/// <param name="Labels">Their names.</param>
internal sealed record ListedMeasurement(MetricIdentity? Metric, string Dialect, ImmutableArray<string?> Labels);

/// <summary>The instruments and labels of a project in one state, by their files and in the order of the text. It keeps no code.</summary>
internal sealed record ProjectNames(ILookup<string, ListedInstrument> Instruments, ILookup<string, ListedMeasurement> Measurements)
{
    public static async Task<ProjectNames> OfAsync(Project project, CancellationToken cancellation)
    {
        if (await project.GetCompilationAsync(cancellation) is not { } compilation || TelemetryFacts.For(compilation, cancellation) is not { } facts)
            return new ProjectNames(Array.Empty<ListedInstrument>().ToLookup(static _ => ""), Array.Empty<ListedMeasurement>().ToLookup(static _ => ""));
        var instruments = facts.AllInstruments(cancellation).OrderBy(static each => each.Syntax.SpanStart).ToLookup(static each => each.Syntax.SyntaxTree.FilePath, Listed);
        var measurements = facts.Measurements.All(cancellation).Where(static each => each.Kind is not (MeasurementKind.Annotation or MeasurementKind.Naming or MeasurementKind.WrapperCall) && !each.Tags.IsDefault).OrderBy(static each => each.Syntax.SpanStart)
            .ToLookup(static each => each.Syntax.SyntaxTree.FilePath, static each => new ListedMeasurement(
                each.Declaration is { } declaration ? IdentityOf(declaration) : null, each.Convention.Name,
                [.. each.Tags.Where(static tag => tag is { Target: TagTarget.Label, IsPositional: false }).Select(static tag => tag.Key?.Value)]));
        return new ProjectNames(instruments, measurements);
    }

    private static ListedInstrument Listed(InstrumentDeclaration instrument)
        => new(FilePlace.Of(instrument.Name.Location), IdentityOf(instrument), instrument.Convention.Name, instrument.Labels.IsDefault ? [] : [.. instrument.Labels.Select(static label => label.Value)]);

    private static MetricIdentity? IdentityOf(InstrumentDeclaration instrument)
    {
        if (instrument.ExportedName(TranslationFlavor.OpenTelemetryDotNet) is not { } exported) return null;
        var (name, unit) = (instrument.Name.Value!, instrument.Unit?.Value);
        var type = ExportedFamily.Of(instrument.Convention, instrument.Kind, name, unit, TranslationFlavor.OpenTelemetryDotNet)?.Type;
        return new MetricIdentity(name, unit, (instrument.IsObservable ? "Observable" : "") + instrument.Kind, type, exported, instrument.ExportedName(TranslationFlavor.OtlpTranslator)!);
    }
}
