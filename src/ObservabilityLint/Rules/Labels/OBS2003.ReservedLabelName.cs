using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A label that Prometheus or the exporter itself puts on every series: <c>job</c>, <c>instance</c>, the exporter's <c>otel_scope_…</c>, <c>le</c> on an OpenTelemetry histogram, and <c>le</c> or <c>quantile</c> on what has no buckets or quantiles.
/// Quiet on names that a set-up may add but need not (<c>namespace</c>, <c>pod</c>, <c>cluster</c>), and on what OBS2001 reports.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows what the label is about, and so what else it may be called.")]
public sealed class ReservedLabelName() : LabelNameRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2003", "Do not use a reserved label name",
        "Label '{0}' is reserved: {1}. Give it another name.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Queries by this name select by the other label, not by yours.", helpLinkUri: Manual + "#obs2003");

    private protected override void Check(LabelNames names, Report report)
    {
        foreach (var name in names.Names)
            if (name.Value is { } label && LabelName.IsValid(names.Convention, names.KindFor(label), label) && LabelName.Reservation(names.Convention, names.KindFor(label), label) is { } why)
                report.AtWriting(name, label, why);
    }
}
