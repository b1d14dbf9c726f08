using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A valid label name in another casing than its dialect's: camelCase, PascalCase, upper case; for the keys of OpenTelemetry tags also dashes, spaces and whatever is not dotted snake_case.
/// Quiet on what OBS2001 reports, and on the keys of span attributes.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LabelNameCasing() : LabelNameRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2002", "Write the label's name in the usual style",
        "Label '{0}' is not in {1}, the style of {2}: queries need the exact name, and readers expect another. {3}.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Labels are case-sensitive in every query: a join of two metrics needs one name for one thing.", helpLinkUri: Manual + "#obs2002");

    private protected override void Check(LabelNames names, Report report)
    {
        var convention = names.Convention;
        foreach (var name in names.Names)
        {
            if (name.Value is not { } label || !LabelName.IsValid(convention, names.KindFor(label), label) || convention.HasLabelStyle(label)) continue;
            report.AtWriting(name, label, convention.Style, convention.Name, names.Renaming(label));
        }
    }
}
