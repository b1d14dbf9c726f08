using System.Collections.Immutable;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>The label names that stand at one place: declared with an instrument, or given with a measurement.</summary>
/// <param name="Convention">The dialect.</param>
/// <param name="Instrument">The instrument, where it is known.</param>
/// <param name="Names">The names, in the order of the text.</param>
/// <param name="Measurement">The call that gives them; null where they are declared.</param>
/// <param name="Tags">The tags that have these names; default where they are declared.</param>
internal sealed record LabelNames(NamingConvention Convention, InstrumentDeclaration? Declared, ImmutableArray<Text> Names, Measurement? Measurement = null, ImmutableArray<Tag> Tags = default)
{
    /// <summary>The instrument that has them; null where it is not known.</summary>
    public InstrumentDeclaration? Instrument => Declared ?? Measurement?.Declaration;

    /// <summary>The kind of the instrument, where it is known.</summary>
    public InstrumentKind Kind => Instrument?.Kind ?? InstrumentKind.Unknown;

    /// <summary>The kind, as far as a label of this name has to do with it.</summary>
    public InstrumentKind KindFor(string label) => LabelName.MayBeOwn(label) ? Kind : InstrumentKind.Unknown;

    /// <summary>What to call a label instead, as a sentence.</summary>
    public string Renaming(string label) => LabelName.Preferred(Convention, Kind, label) is { } preferred && preferred != label ? $"Name it '{preferred}'" : "Give it another name";
}
