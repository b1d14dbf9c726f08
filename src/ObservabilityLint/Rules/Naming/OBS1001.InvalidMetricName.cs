using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A constant metric name that the library refuses at run time: prometheus-net throws, the OpenTelemetry SDK drops the instrument silently.
/// Quiet on names that are not constant, on colons (OBS1015), on an instrument that a view renames, and on a view's text where the referenced SDK takes any.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidMetricName() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1001", "Use a metric name that the library accepts",
        "'{0}' is not a valid {1} metric name ({2}): {3}. Name it {4}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The name is refused at run time: the metric never appears.", helpLinkUri: Manual + "#obs1001");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument.Name.Value is not { } name) return;
        var convention = instrument.Convention;
        var judged = convention.RejectsColon ? name.Replace(':', '_') : name;
        if (convention.Accepts(judged) || convention.ViewRejection != null && !instrument.IsView && DeclaredViews.In(report.Compilation, report.Cancellation).Rename(name)) return;
        report.Name(instrument, name, convention.Name, convention.NameForm + (RefusedCharacter.In(judged, convention.Accepts) is { } character ? "; here " + character : ""), instrument.IsView ? convention.ViewRejection : convention.Rejection);
    }
}
