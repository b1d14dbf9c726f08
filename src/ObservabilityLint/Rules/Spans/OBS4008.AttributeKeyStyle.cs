using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// The key of a span attribute that is not lower-case words with dots and underscores between them.
/// Quiet on keys that are not constant, on the families whose last part somebody else names (<c>http.request.header.…</c>), on old names that OBS4009 reports, and on labels (OBS2002).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttributeKeyStyle() : LabelNameRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4008", "Write the key of a span attribute in the usual style",
        "Attribute '{0}' is not in dotted snake_case, the style of OpenTelemetry: queries need the exact key, and readers expect another. {1}.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Keys are case-sensitive in every query: one thing needs one key in all services.", helpLinkUri: Manual + "#obs4008");

    private protected override bool Concerns(LabelNames names) => names.AreOfSpan;

    private protected override void Check(LabelNames names, Report report)
    {
        foreach (var name in names.Names)
            if (name.Value is { Length: > 0 } key && !names.Convention.HasLabelStyle(key) && !StableAttributes.IsOfFamily(key) && DeprecatedAttribute.SuccessorOf(name, names) is null)
                report.AtWriting(name, key, names.Renaming(key));
    }
}
