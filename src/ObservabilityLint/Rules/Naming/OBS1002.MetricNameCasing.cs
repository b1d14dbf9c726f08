using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A valid name in another casing than its dialect's: camelCase, PascalCase, upper case; in the OpenTelemetry dialect also dashes and slashes.
/// Quiet on what OBS1001 reports.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricNameCasing() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1002", "Write the metric's name in the usual style",
        "Metric name '{0}' is not in {1}, the style of {2}: queries need the exact name, and readers expect another. Name it {3}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Queries and dashboards expect snake_case in Prometheus, and dotted lower case in OpenTelemetry.", helpLinkUri: Manual + "#obs1002");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument.Name.Value is not { } name) return;
        var convention = instrument.Convention;
        var judged = convention.RejectsColon ? name.Replace(':', '_') : name;
        if (convention.Accepts(judged) && !convention.HasStyle(name)) report.Name(instrument, name, convention.Style, convention.Name);
    }
}
