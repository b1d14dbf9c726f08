using System.Collections.Immutable;

namespace ObservabilityLint.Model;

/// <summary>The declared labels of an instrument, as far as they are known.</summary>
internal static class LabelSet
{
    /// <summary>Null unless all of them are known.</summary>
    public static ImmutableHashSet<string>? Of(InstrumentDeclaration instrument)
    {
        if (instrument.Labels.IsDefault) return null;
        var names = ImmutableHashSet.CreateBuilder<string>();
        foreach (var label in instrument.Labels)
        {
            if (label.Value is not { } name) return null;
            names.Add(name);
        }
        return names.ToImmutable();
    }
}
