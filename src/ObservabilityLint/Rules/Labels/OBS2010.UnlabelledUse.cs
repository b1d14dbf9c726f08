using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A value that is recorded on an instrument which declares labels, and not on a child of it.
/// Quiet on children, whoever chose them, where the declaration is not found, and where several may be meant that declare other labels.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows which values the labels have there.")]
public sealed class UnlabelledUse() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2010", "Give a labelled metric its labels",
        "'{0}' has the labels {1}, but '{2}' gives none: the value goes into a time series without labels, which queries by label leave out. Call '{3}' with their values first.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "What is recorded there is missing in every query by label.", helpLinkUri: Manual + "#obs2010");

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement is not { Kind: MeasurementKind.Recording, Tags: { IsDefault: false, IsEmpty: true }, Convention.LabelChoice: not "", Labelled: { Labels: { IsDefaultOrEmpty: false } labels } }) return;
        report.At(measurement.CalledName.GetLocation(), measurement.InstrumentNames, string.Join(", ", labels.Select(label => $"'{label}'")), measurement.CalledName, measurement.Convention.LabelChoice);
    }
}
