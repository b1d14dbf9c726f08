using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A secret or a person's own data as the value of a label, a span attribute or a baggage entry, told by the key or by the name of the variable that the value comes from.
/// Quiet on constants and on values that are one of few, and on names that are about a secret (<c>token_type</c>, <c>password_policy</c>).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SensitiveData() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2013", "Keep sensitive data out of telemetry",
        "{0} carries '{1}' out of the process: {2}. Leave it out, or record something that gives nothing away.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Telemetry is stored unencrypted, for long, and read by many; baggage is sent to every service that is called.", helpLinkUri: Manual + "#obs2013");

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement.Tags.IsDefaultOrEmpty) return;
        foreach (var tag in measurement.Tags)
            if (LabelVerdict.On(tag, measurement, report.Options) is { Fault: LabelFault.Sensitive, Detail: var secret })
                report.At(tag.ValueLocation, tag.NameOn(measurement), secret, tag.Target == TagTarget.Baggage ? "every service that is called gets it" : "everyone who can read the telemetry can read it");
    }
}
