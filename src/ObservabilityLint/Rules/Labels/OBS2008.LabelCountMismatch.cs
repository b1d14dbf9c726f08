using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// More or fewer label values than the instrument declares names: a call that throws.
/// Quiet where the declaration is not found, where several may be meant that declare other labels, and where the values come from out of sight.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows which value is missing, or which one is too many.")]
public sealed class LabelCountMismatch() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2008", "Give exactly one value for each label",
        "'{0}' has {1}, but is given {2}: {3}. Give one value for each label.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The call throws each time that it is reached.", helpLinkUri: Manual + "#obs2008");

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement.ValueCount is not (>= 0 and var count) || measurement.Labelled is not { Labels: { IsDefault: false } labels } || labels.Length == count) return;
        report.At(measurement.CalledName.GetLocation(), measurement.InstrumentNames, Counted(labels.Length, "label") + (labels.IsEmpty ? "" : $" ({string.Join(", ", labels.Select(label => label.ToString()))})"), Counted(count, "value"), measurement.Convention.WrongLabelCount);
    }

    private static string Counted(int count, string noun) => count switch
    {
        0 => $"no {noun}s",
        1 => $"1 {noun}",
        _ => $"{count} {noun}s",
    };
}
