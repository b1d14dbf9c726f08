using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A label whose name promises many values (<c>user_id</c>, <c>url</c>, <c>timestamp</c>), where the code does not show that they are few.
/// Quiet where the value is proven bounded, where the last word of the name says that it is a kind (<c>url.scheme</c>), and on what OBS2004 or OBS2013 reports.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HighCardinalityLabelName() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2005", "Keep ids, addresses and times out of labels",
        "{0} suggests a value for every '{1}': {2}. Put it on the span (Activity), or list it in 'bounded_label_names' if they are few.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Ids, addresses and times belong on spans (Activity) and in logs; a metric's labels are for what is counted together.", helpLinkUri: Manual + "#obs2005");

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement.Tags.IsDefaultOrEmpty) return;
        foreach (var tag in measurement.Tags)
            if (LabelVerdict.On(tag, measurement, report.Options) is { Fault: LabelFault.NamedUnbounded, Detail: var word } && !LabelVerdict.IsDropped(tag, measurement, report) && !tag.Origins.IsToldAtCall(tag))
                report.At(tag.Location, tag.NameOn(measurement), word, measurement.Convention.NewLabelValue);
    }
}
