using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes.Retyping;
using ObservabilityLint.Model;
using ObservabilityLint.Rules.Labels;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>What a diagnostic about a label points at: a label that is declared there, or one that is given there.</summary>
/// <param name="Instrument">The declaration of the metric; null where it is not found.</param>
/// <param name="Measurement">The call; null at a declaration.</param>
/// <param name="Tag">The label as it is given; null at a declaration.</param>
/// <param name="Name">The label's name, where that is known.</param>
/// <param name="Index">Which of the declared labels it is; negative where the dialect declares none.</param>
internal sealed record LabelPlace(InstrumentDeclaration? Instrument, Measurement? Measurement, Tag? Tag, string? Name, int Index)
{
    /// <summary>The values of the call stand at other labels than theirs (OBS2009).</summary>
    public bool IsInDisorder => Measurement is { } measurement && SwappedLabelValues.OrderOf(measurement) != null;

    /// <summary>Another declared label has the same name (OBS2011): which of the two values is meant is not known.</summary>
    public bool IsDeclaredTwice => Index >= 0 && Instrument is { Labels: { IsDefault: false } labels } && labels.Count(label => label.Value == Name) > 1;

    /// <summary>The label that the value is meant for.</summary>
    public LabelPlace OfTheValue()
    {
        if (Index < 0 || Measurement is not { } measurement || SwappedLabelValues.OrderOf(measurement) is not { } order) return this;
        var index = Array.IndexOf(order, Index);
        return this with { Index = index, Name = measurement.Tags[index].Key?.Value };
    }

    /// <summary>Null where there is no label at the location (any more).</summary>
    public static async Task<LabelPlace?> FindAsync(Document document, Location location, CancellationToken cancellation)
        => await DeclaredAsync(document, location.SourceSpan, cancellation).ConfigureAwait(false) ?? await GivenAsync(document, location.SourceSpan, cancellation).ConfigureAwait(false)
            ?? await WrittenAsync(document, location.SourceSpan, cancellation).ConfigureAwait(false);

    private static async Task<LabelPlace?> DeclaredAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        foreach (var instrument in facts.Instruments(model, cancellation))
        {
            if (instrument.Labels.IsDefault) continue;
            var there = instrument.Labels.Where(label => label.Location.SourceTree == model.SyntaxTree && (label.Location.SourceSpan == span || label.Place.SourceSpan == span)).ToList();
            // Of a list that stands elsewhere, all labels are spoken of where it is used.
            if (there is [var label]) return new LabelPlace(instrument, null, null, label.Value, instrument.Labels.IndexOf(label));
        }
        return null;
    }

    private static async Task<LabelPlace?> GivenAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        LabelPlace? around = null;
        foreach (var measurement in await FileMeasurements.OfAsync(document, cancellation).ConfigureAwait(false))
            for (var i = 0; !measurement.Tags.IsDefault && i < measurement.Tags.Length; i++)
            {
                var tag = measurement.Tags[i];
                var isExact = tag.Location.SourceSpan == span || tag.Value?.Syntax.Span == span || (tag.Key?.Location.SourceSpan == span || tag.Key?.Place.SourceSpan == span) && !tag.IsPositional;
                if (!isExact && (around != null || !tag.Syntax.Span.Contains(span) && tag.Value?.Syntax.Span.Contains(span) is not true)) continue;
                var instrument = await InstrumentOfAsync(measurement, document, cancellation).ConfigureAwait(false);
                var place = new LabelPlace(instrument, measurement, tag, tag.Key?.Value ?? NameAt(instrument, i, tag), IndexOf(measurement, i, tag, instrument));
                if (isExact) return place;
                around = place;
            }
        return around;
    }

    /// <summary>The name of a label is written there, for other files.</summary>
    private static async Task<LabelPlace?> WrittenAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        foreach (var used in facts.LabelsWrittenIn(model, cancellation))
            for (var i = 0; i < used.Names.Length; i++)
                if (used.Names[i].WrittenAt is var place && place.SourceTree == model.SyntaxTree && place.SourceSpan == span)
                    return used.Measurement is { } measurement
                        ? new LabelPlace(await InstrumentOfAsync(measurement, document, cancellation).ConfigureAwait(false), measurement, used.Tags[i], used.Names[i].Value, Index: -1)
                        : new LabelPlace(used.Declared, null, null, used.Names[i].Value, used.Declared!.Labels.IndexOf(used.Names[i]));
        return null;
    }

    /// <summary>It may be declared in another project.</summary>
    private static async Task<InstrumentDeclaration?> InstrumentOfAsync(Measurement measurement, Document document, CancellationToken cancellation)
        => measurement.Declaration ?? (measurement.Instrument is { } held ? await RecordedInstrument.DeclarationOfAsync(held, document.Project.Solution, cancellation).ConfigureAwait(false) : null);

    /// <summary>A call of a method that hands the value on has its parameters' order, and not the labels'.</summary>
    private static int IndexOf(Measurement measurement, int index, Tag tag, InstrumentDeclaration? instrument)
    {
        if (!tag.IsPositional || measurement.Kind == MeasurementKind.WrapperCall && instrument is not { Labels.IsDefault: false }) return -1;
        return measurement.Kind == MeasurementKind.WrapperCall ? instrument!.Labels.IndexOf(instrument.Labels.FirstOrDefault(label => label.Value == tag.Key?.Value)!) : index;
    }

    /// <summary>An instrument of another project is not known where it is measured.</summary>
    private static string? NameAt(InstrumentDeclaration? instrument, int index, Tag tag)
        => tag.IsPositional && instrument is { Labels: { IsDefault: false } labels } && index < labels.Length ? labels[index].Value : null;
}
