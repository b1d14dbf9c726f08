using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Retyping;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>What a diagnostic about a label points at: a label that is declared there, or one that is given there.</summary>
/// <param name="Instrument">The declaration of the metric; null where it is not found.</param>
/// <param name="Measurement">The call; null at a declaration.</param>
/// <param name="Tag">The label as it is given; null at a declaration.</param>
/// <param name="Name">The label's name, where that is known.</param>
/// <param name="Index">Which of the declared labels it is; negative where the dialect declares none.</param>
internal sealed record LabelPlace(InstrumentDeclaration? Instrument, Measurement? Measurement, Tag? Tag, string? Name, int Index)
{
    /// <summary>Null where there is no label at the location (any more).</summary>
    public static async Task<LabelPlace?> FindAsync(Document document, Location location, CancellationToken cancellation)
        => await DeclaredAsync(document, location.SourceSpan, cancellation).ConfigureAwait(false) ?? await GivenAsync(document, location.SourceSpan, cancellation).ConfigureAwait(false);

    private static async Task<LabelPlace?> DeclaredAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        foreach (var instrument in facts.Instruments(model, cancellation))
            for (var i = 0; !instrument.Labels.IsDefault && i < instrument.Labels.Length; i++)
                if (instrument.Labels[i].Location is var declared && declared.SourceTree == model.SyntaxTree && declared.SourceSpan == span)
                    return new LabelPlace(instrument, null, null, instrument.Labels[i].Value, i);
        return null;
    }

    private static async Task<LabelPlace?> GivenAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        LabelPlace? around = null;
        foreach (var measurement in await FileMeasurements.OfAsync(document, cancellation).ConfigureAwait(false))
            for (var i = 0; !measurement.Tags.IsDefault && i < measurement.Tags.Length; i++)
            {
                var tag = measurement.Tags[i];
                var isExact = tag.Location.SourceSpan == span || tag.Value?.Syntax.Span == span || tag.Key?.Location.SourceSpan == span && !tag.IsPositional;
                if (!isExact && (around != null || !tag.Syntax.Span.Contains(span) && tag.Value?.Syntax.Span.Contains(span) is not true)) continue;
                var instrument = measurement.Declaration;
                if (instrument is null && measurement.Instrument is { } held)
                    instrument = await RecordedInstrument.DeclarationOfAsync(held, document.Project.Solution, cancellation).ConfigureAwait(false);
                var place = new LabelPlace(instrument, measurement, tag, tag.Key?.Value ?? NameAt(instrument, i, tag), tag.IsPositional ? i : -1);
                if (isExact) return place;
                around = place;
            }
        return around;
    }

    /// <summary>An instrument of another project is not known where it is measured.</summary>
    private static string? NameAt(InstrumentDeclaration? instrument, int index, Tag tag)
        => tag.IsPositional && instrument is { Labels: { IsDefault: false } labels } && index < labels.Length ? labels[index].Value : null;
}
