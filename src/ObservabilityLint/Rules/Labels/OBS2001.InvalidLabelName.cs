using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A label name, or the key of a tag, that the library refuses at run time: prometheus-net throws, the OpenTelemetry SDK drops the measurement.
/// Quiet on names that are not constant.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidLabelName() : LabelNameRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2001", "Label name is not valid", "'{0}' is not a valid {1} label name{2}: {3}", "Labels", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The label is refused at run time, and the metric or the measurement with it.", helpLinkUri: Manual + "#obs2001");

    private protected override void Check(LabelNames names, Report report)
    {
        foreach (var name in names.Names)
        {
            if (name.Value is not { } label || LabelName.IsValid(names.Convention, names.Kind, label)) continue;
            report.At(name.Location, label, names.Convention.Name, names.Convention.AcceptsLabel(label) ? " on " + names.Kind.WithArticle() : "", names.Convention.LabelRejection);
        }
    }
}
