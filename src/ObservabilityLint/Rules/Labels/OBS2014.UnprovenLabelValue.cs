using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// Strict mode: a label whose value the code does not prove to be one of few. Quiet on what is proven, or marked with an attribute named <c>Bounded</c>, and on what another rule about values reports.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows what bounds the value: a mark, a check or another label.")]
public sealed class UnprovenLabelValue() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2014", "Prove that a label has few values",
        "{0} has a value that the code does not show to be one of few: if there are many, {1}. Check it against a fixed set, or mark it [Bounded].",
        "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: false,
        description: "For code in which every label must be accounted for.", helpLinkUri: Manual + "#obs2014");

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement.Tags.IsDefaultOrEmpty) return;
        foreach (var tag in measurement.Tags)
            if (LabelVerdict.On(tag, measurement, report.Options).Fault == LabelFault.Unproven && !LabelVerdict.IsDropped(tag, measurement, report))
                report.At(tag.ValueLocation, tag.NameOn(measurement), measurement.Convention.NewLabelValue);
    }
}
