using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A label name, or the key of a tag, that the library refuses at run time: prometheus-net throws, the OpenTelemetry SDK drops a measurement with a null key. An empty key is exported, under a name that nobody gave it.
/// Quiet on names that are not constant.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidLabelName() : LabelNameRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2001", "Label name is not valid", "'{0}' is not a valid {1} label name{2}: {3}", "ObservabilityLint.Labels", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "A label that is refused at run time takes the metric or the measurement with it; an empty key is exported under another name.", helpLinkUri: Manual + "#obs2001");

    private protected override void Check(LabelNames names, Report report)
    {
        foreach (var name in names.Names)
        {
            if (name.Value is not { } label || LabelName.IsValid(names.Convention, names.Kind, label)) continue;
            report.At(name.Location, label, names.Convention.Name, names.Convention.AcceptsLabel(label) ? " on " + names.Kind.WithArticle() : "", names.Convention.LabelRejection);
        }
    }
}
