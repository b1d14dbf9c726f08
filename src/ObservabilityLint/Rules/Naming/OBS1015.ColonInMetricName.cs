using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A colon in a metric name of a dialect that refuses it. The exposition format allows colons, but keeps them for recording rules.
/// Other characters that are not valid are for OBS1001 to report, beside the colon.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ColonInMetricName() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1015", "Do not put a colon into a metric's name",
        "'{0}' contains a colon, which Prometheus keeps for the names of recording rules: {1}. Name it {2}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The name is refused at run time: the metric never appears.", helpLinkUri: Manual + "#obs1015");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        var convention = instrument.Convention;
        if (convention.RejectsColon && instrument.Name.Value is { } name && name.IndexOf(':') >= 0) report.Name(instrument, name, convention.Rejection);
    }
}
