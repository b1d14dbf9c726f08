using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A value that is recorded on an instrument which declares labels, and not on a child of it.
/// Quiet on children, whoever chose them, and where the declaration is not found or not the only one.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows which values the labels have there.")]
public sealed class UnlabelledUse() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2010", "Labelled metric is used without labels", "'{0}' has the labels {1}, but '{2}' gives none: a series without labels appears beside those with them", "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "What is recorded there is missing in every query by label.", helpLinkUri: Manual + "#obs2010");

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement is not { Kind: MeasurementKind.Recording, Tags: { IsDefault: false, IsEmpty: true }, Declaration: { Labels: { IsDefaultOrEmpty: false } labels } declaration }) return;
        report.At(measurement.CalledName.GetLocation(), declaration.Name, string.Join(", ", labels.Select(label => $"'{label}'")), measurement.CalledName);
    }
}
