using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A histogram, or an instrument that is named after a quantity (<c>duration</c>, <c>size</c>), without a unit in its field.
/// Quiet on counts, where OBS1009 finds the unit in the name, and where the API takes no unit.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingUnit() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1011", "Give the metric a unit",
        "Metric '{0}' has no unit: dashboards show a bare number, and nobody can tell seconds from milliseconds, or bytes from kilobytes. Add the argument '{1}', such as 's' or 'By'.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "A duration of 20 is fast in milliseconds and slow in seconds: without a unit only the code knows.", helpLinkUri: Manual + "#obs1011");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (!instrument.Convention.HasUnitField || instrument is { IsView: true } or { UnitParameter: null } or { UnitCode: not null } || instrument.Name.Value is not { } name) return;
        var words = Words.Split(name);
        if (words.Count == 0 || ExporterSuffix.Find(words, instrument.Kind, null) != null) return;
        var last = words[words.Count - 1].Text;
        if (MeasuredQuantity.IsMeasured(last) || instrument.Kind == InstrumentKind.Histogram && !MeasuredQuantity.IsCounted(last)) report.At(instrument.Name.Location, name, instrument.UnitParameter);
    }
}
