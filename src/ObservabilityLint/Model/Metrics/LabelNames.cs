using System.Collections.Generic;
using System.Collections.Immutable;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>The names of labels that stand at one place: declared with an instrument, or given with a measurement; or those of the attributes that are set there on a span.</summary>
/// <param name="Convention">The dialect.</param>
/// <param name="Instrument">The instrument, where it is known.</param>
/// <param name="Names">The names, in the order of the text.</param>
/// <param name="Measurement">The call that gives them; null where they are declared.</param>
/// <param name="Tags">The tags that have these names; default where they are declared.</param>
internal sealed record LabelNames(NamingConvention Convention, InstrumentDeclaration? Declared, ImmutableArray<Text> Names, Measurement? Measurement = null, ImmutableArray<Tag> Tags = default)
{
    /// <summary>The declared names, null without any; what stands in a wrapper is judged there, and not once more at each of its calls.</summary>
    public static LabelNames? Of(InstrumentDeclaration instrument)
    {
        if (instrument.Labels.IsDefaultOrEmpty) return null;
        var names = instrument.IsWrapped ? instrument.Labels.RemoveAll(static label => label.Pieces is [{ IsOfWrapper: true }, ..]) : instrument.Labels;
        return names.IsEmpty ? null : new LabelNames(instrument.Convention, instrument, names);
    }

    /// <summary>The labels, or the attributes of a span, whose names are written with the measurement, null without any; what is given by position is named in the declaration, and what is taken away by whoever has set it.</summary>
    public static LabelNames? Of(Measurement measurement)
    {
        if (measurement.Tags.IsDefaultOrEmpty || measurement.Kind == MeasurementKind.WrapperCall) return null;
        var tags = measurement.Tags.RemoveAll(static tag => tag is not { Target: TagTarget.Label or TagTarget.SpanAttribute, IsPositional: false, IsRemoval: false, Key: not null });
        return tags.IsEmpty ? null : new LabelNames(measurement.Convention, null, ImmutableArray.CreateRange(tags, static tag => tag.Key!), measurement, tags);
    }

    /// <summary>The files in which the names are written as a whole, and not used.</summary>
    public static ImmutableArray<string> FilesOf(IEnumerable<LabelNames?> used)
    {
        var files = ImmutableArray<string>.Empty;
        foreach (var names in used)
            foreach (var name in names?.Names ?? ImmutableArray<Text>.Empty)
                if (name.WrittenAt.SourceTree is { FilePath: var file } tree && tree != name.Location.SourceTree && !files.Contains(file)) files = files.Add(file);
        return files;
    }

    /// <summary>They are those of a span, and not of a metric.</summary>
    public bool AreOfSpan => !Tags.IsDefaultOrEmpty && Tags[0].Target == TagTarget.SpanAttribute;

    /// <summary>The instrument that has them; null where it is not known.</summary>
    public InstrumentDeclaration? Instrument => Declared ?? Measurement?.Declaration;

    /// <summary>The kind of the instrument, where it is known.</summary>
    public InstrumentKind Kind => Instrument?.Kind ?? InstrumentKind.Unknown;

    /// <summary>The kind, as far as a label of this name has to do with it.</summary>
    public InstrumentKind KindFor(string label) => LabelName.MayBeOwn(label) ? Kind : InstrumentKind.Unknown;

    /// <summary>What to call a label instead, as a sentence.</summary>
    public string Renaming(string label) => LabelName.Preferred(Convention, Kind, label) is { } preferred && preferred != label ? $"Name it '{preferred}'" : "Give it another name";
}
