using System.Collections.Generic;
using System.Collections.Immutable;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Several instruments, one of which an expression stands for: what is true of their labels is true whichever it is.</summary>
internal static class LabelledAlike
{
    /// <summary>All of them, where there are several and they declare the same labels in the same order; else none.</summary>
    public static ImmutableArray<InstrumentDeclaration> In(IReadOnlyList<InstrumentDeclaration> declarations)
    {
        if (declarations.Count < 2) return ImmutableArray<InstrumentDeclaration>.Empty;
        foreach (var declaration in declarations)
            if (!AreSame(declaration.Labels, declarations[0].Labels)) return ImmutableArray<InstrumentDeclaration>.Empty;
        return ImmutableArray.CreateRange(declarations);
    }

    private static bool AreSame(ImmutableArray<Text> labels, ImmutableArray<Text> others)
    {
        if (labels.IsDefault || others.IsDefault || labels.Length != others.Length) return false;
        for (var i = 0; i < labels.Length; i++)
            if (labels[i].Value is not { } label || label != others[i].Value) return false;
        return true;
    }
}
