using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What is noted of measurements.</summary>
/// <param name="Shapes">How the methods are called that hand a parameter on to them as the value of a label, or as a list of labels.</param>
/// <param name="LabelFiles">The other files in which the names of their labels are written.</param>
internal sealed record HandOverNote(ImmutableArray<CallShape> Shapes, ImmutableArray<string> LabelFiles)
{
    private static readonly HandOverNote Nothing = new(ImmutableArray<CallShape>.Empty, ImmutableArray<string>.Empty);

    public static HandOverNote Of(IReadOnlyList<Measurement> measurements, OriginAnalysis origins, Readings readings)
    {
        var shapes = ImmutableArray.CreateBuilder<CallShape>();
        foreach (var (_, _, parameter) in HandedOnTo(measurements, origins, readings)) AddTo(shapes, (IMethodSymbol)parameter.ContainingSymbol);
        var files = LabelNames.FilesOf(measurements.Select(LabelNames.Of));
        return shapes.Count == 0 && files.IsEmpty ? Nothing : new HandOverNote(shapes.ToImmutable(), files);
    }

    public static HandOverNote Of(IReadOnlyList<LabelWrapper> wrappers)
    {
        var shapes = ImmutableArray.CreateBuilder<CallShape>();
        foreach (var wrapper in wrappers) AddTo(shapes, wrapper.Method);
        return new HandOverNote(shapes.ToImmutable(), ImmutableArray<string>.Empty);
    }

    /// <summary>
    /// The labels whose value is a parameter of the method around the measurement, and so the names of spans, and the attributes of spans whose key is one too; and without a label the parameters that hold whole lists of these.
    /// </summary>
    public static IEnumerable<(Measurement Measurement, Tag? Tag, IParameterSymbol Parameter)> HandedOnTo(IEnumerable<Measurement> measurements, OriginAnalysis origins, Readings readings)
    {
        foreach (var measurement in measurements)
        {
            if (measurement.Kind is MeasurementKind.Removal or MeasurementKind.Default) continue;
            foreach (var list in measurement.GivenLists) yield return (measurement, null, list);
            if (measurement.Tags.IsDefault) continue;
            foreach (var tag in measurement.Tags)
                if (ParameterOf(tag, origins, readings) is { } parameter && !IsSelected(tag, parameter)) yield return (measurement, tag, parameter);
        }
    }

    /// <summary>The method lets only some of the labels through, by what its callers call them.</summary>
    private static bool IsSelected(Tag tag, IParameterSymbol value)
    {
        if (tag.Key?.Value != null) return false;
        foreach (var parameter in ((IMethodSymbol)value.ContainingSymbol).Parameters)
            if (parameter.Type.SpecialType == SpecialType.System_String && parameter.Ordinal != value.Ordinal && Selection.IsMadeBy(parameter.Name, tag.Syntax)) return true;
        return false;
    }

    /// <summary>The parameter that is the label's value. A value whose type has few is none of its callers' business, unless they name the label.</summary>
    private static IParameterSymbol? ParameterOf(Tag tag, OriginAnalysis origins, Readings readings)
        => tag.Key?.Parameter != null || tag.Target is TagTarget.Label or TagTarget.SpanName && BoundedSources.Of((tag.Value ?? tag.HandedOn?.Value ?? tag.Kept?.Value)?.Type) is null ? HandedOnParameter.In(tag, origins, readings) : null;

    private static void AddTo(ImmutableArray<CallShape>.Builder shapes, IMethodSymbol method)
    {
        foreach (var callable in Wrapper.CallableAs(Wrapper.Definition(method))) shapes.Add(CallShape.Of(callable));
    }
}
