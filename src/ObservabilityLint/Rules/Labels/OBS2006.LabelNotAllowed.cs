using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Options;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A label that is not in the list of the option <c>allowed_labels</c>, or of <c>allowed_labels.METRIC</c> for one metric, named as it is declared or as it is exported.
/// Quiet until such a list is set, on metrics that are not known where some have lists of their own, and on an allowed label in another casing (OBS2002).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LabelNotAllowed() : LabelNameRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2006", "Use only the labels that the project allows",
        "{0} is not in the option 'allowed_labels' ({1}): each further label multiplies the number of time series. Drop it, or add it to the option.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The project allows these labels only: each further one multiplies the number of time series.", helpLinkUri: Manual + "#obs2006");

    private protected override void Check(LabelNames names, Report report)
    {
        if (!LintOptions.AllowedLabels.IsSet(report.Options)) return;
        var allowed = AllowedFor(names.Instrument, report);
        if (allowed.IsEmpty) return;
        foreach (var name in names.Names)
            if (name.Value is { Length: > 0 } label && !IsAmong(label, allowed))
                report.At(name.Place, names.Instrument?.Name.Value is { } metric ? $"Label '{label}' of '{metric}'" : $"Label '{label}'", string.Join(", ", allowed));
    }

    private static ImmutableArray<string> AllowedFor(InstrumentDeclaration? instrument, Report report)
    {
        var option = LintOptions.AllowedLabels;
        if (instrument?.Name.Value is not { } metric) return option.IsSetPerMetric(report.Options) ? ImmutableArray<string>.Empty : option.Read(report.Options);
        return option.TryRead(report.Options, metric, out var own) || report.ExportedName(instrument) is { } exported && option.TryRead(report.Options, exported, out own) ? own : option.Read(report.Options);
    }

    private static bool IsAmong(string label, ImmutableArray<string> allowed)
    {
        foreach (var name in allowed)
            if (LabelName.HaveSameWords(label, name)) return true;
        return false;
    }
}
