using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Analysis;

/// <summary>Which instruments export which names, families and samples alike.</summary>
internal sealed class ExportedNames
{
    private static readonly ExportedNames BuiltInAsDotNet = BuiltInAs(TranslationFlavor.OpenTelemetryDotNet), BuiltInAsOtlp = BuiltInAs(TranslationFlavor.OtlpTranslator);

    private readonly Dictionary<string, List<ExportedInstrument>> bearers = new();

    /// <summary>The names of the metrics that .NET itself records.</summary>
    public static ExportedNames BuiltIn(TranslationFlavor flavor) => flavor == TranslationFlavor.OtlpTranslator ? BuiltInAsOtlp : BuiltInAsDotNet;

    public void Add(ExportedInstrument instrument)
    {
        foreach (var name in instrument.Family.NameAndSamples())
        {
            if (!bearers.TryGetValue(name, out var others)) bearers.Add(name, others = []);
            others.Add(instrument);
        }
    }

    /// <summary>The first collision with an instrument that was added, and the name that both export.</summary>
    public (ExportedInstrument Other, string Name)? CollisionOf(ExportedInstrument instrument)
    {
        foreach (var name in instrument.Family.NameAndSamples())
            if (bearers.TryGetValue(name, out var others))
                foreach (var other in others)
                    if (instrument.CollidesWith(other)) return (other, name);
        return null;
    }

    /// <summary>Another instrument of the compilation exports a sample of this name, and both are seen: a collision.</summary>
    public static bool IsSampleOfAnother(InstrumentDeclaration instrument, Compilation compilation, TranslationFlavor flavor, CancellationToken cancellation)
    {
        if (ExportedInstrument.Of(instrument, flavor) is not { } mine || TelemetryFacts.For(compilation, cancellation) is not { } facts) return false;
        foreach (var other in facts.AllInstruments(cancellation))
            if (other.Syntax != instrument.Syntax && ExportedInstrument.Of(other, flavor) is { } theirs && theirs.Family.Name != mine.Family.Name && theirs.Family.NameAndSamples().Contains(mine.Family.Name) && mine.CollidesWith(theirs)) return true;
        return false;
    }

    /// <summary>Another instrument of the compilation has the name, so that this one cannot take it.</summary>
    public static bool IsTaken(string name, InstrumentDeclaration instrument, Compilation compilation, CancellationToken cancellation)
    {
        if (instrument.Name.Value == name || TelemetryFacts.For(compilation, cancellation) is not { } facts) return false;
        foreach (var file in facts.InstrumentFiles(cancellation))
            foreach (var noted in file.Noted)
                foreach (var held in noted.Note.Held)
                    if (held.Called is var (other, convention) && other == name && convention == instrument.Convention) return true;
        return false;
    }

    private static ExportedNames BuiltInAs(TranslationFlavor flavor)
    {
        var names = new ExportedNames();
        foreach (var metric in BuiltInMetrics.All) names.Add(ExportedInstrument.Of(metric, flavor));
        return names;
    }
}
