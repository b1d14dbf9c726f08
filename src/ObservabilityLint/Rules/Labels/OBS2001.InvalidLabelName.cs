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
        "OBS2001", "Use a label name that the library accepts",
        "Label '{0}' is not valid {1}: {2}. {3}.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "A label that is refused at run time takes the metric or the measurement with it; an empty key is exported under another name.", helpLinkUri: Manual + "#obs2001");

    private protected override void Check(LabelNames names, Report report)
    {
        foreach (var name in names.Names)
        {
            if (name.Value is not { } label || LabelName.IsValid(names.Convention, names.KindFor(label), label)) continue;
            var where = names.Convention.AcceptsLabel(label) ? $"on {names.Kind.WithArticle()}" : $"in {names.Convention.Name} ({names.Convention.LabelForm}{(RefusedCharacter.In(label, names.Convention.AcceptsLabel) is { } character ? "; here " + character : "")})";
            report.AtWriting(name, label, where, names.Convention.LabelRejection, names.Renaming(label));
        }
    }
}
