using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A label whose value, followed to where it comes from, is one of which there is no end: a request's path, an exception's message, an id, a time.
/// Quiet where the code checks the value against known ones, where it is the same for the life of the process, where a view drops the label, and wherever the origin is not certain.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedLabelValue() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2004", "Take label values from a fixed set",
        "{0} may take any value ({1}): {2}. Use a value from a fixed set, or put it on the span (Activity).",
        "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Every combination of label values is a time series of its own, in the memory of the process and in every system behind it.", helpLinkUri: Manual + "#obs2004");

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement.Tags.IsDefaultOrEmpty) return;
        foreach (var tag in measurement.Tags)
            if (LabelVerdict.On(tag, measurement, report.Options) is { Fault: LabelFault.Unbounded, Detail: var source } && !LabelVerdict.IsDropped(tag, measurement, report))
                report.At(tag.ValueLocation, Steps(tag), ImmutableDictionary<string, string?>.Empty, tag.NameOn(measurement), Through(tag, source), measurement.Convention.NewLabelValue);
    }

    /// <summary>Where the value is recorded in the end.</summary>
    private static IEnumerable<Location> Steps(Tag tag) => tag.HandedOn is { Place: var recorded } ? [recorded] : [];

    private static string Through(Tag tag, string source) => tag.HandedOn is { Via: var methods } ? $"{source}, via {string.Join(", ", methods)}" : source;
}
