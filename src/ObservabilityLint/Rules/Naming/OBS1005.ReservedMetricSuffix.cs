using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Options;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A name that Prometheus shows with an ending that belongs to the samples of another type (<c>_bucket _count _sum _created _info _gcount _gsum</c>).
/// Quiet on the type that owns it, on the gauge <c>build_info</c>, on OpenTelemetry gauges in <c>.count</c>, on what the exporter gives another ending (an OpenTelemetry counter <c>jobs.count</c> becomes <c>jobs_count_total</c>),
/// and where the name clashes with the samples of a metric of the project, which OBS1017 tells.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservedMetricSuffix() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1005", "Do not use a suffix of another metric type",
        "'{0}' is {1}, but Prometheus reads '_{2}' as {3}: queries and tools misread it. Name it {4}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Histograms, summaries and counters expose samples under these names: queries, recording rules and parsers take the metric for one of them, and two metrics may collide.", helpLinkUri: Manual + "#obs1005");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (report.ExportedName(instrument) is not { } exported || ReservedSuffixes.ForeignIn(exported, instrument.Kind, instrument.Convention) is not { } suffix) return;
        if (ExportedNames.IsSampleOfAnother(instrument, report.Compilation, LintOptions.PrometheusTranslation.Read(report.Options), report.Cancellation)) return;
        report.Name(instrument, exported, instrument.Kind.WithArticle(), suffix, ReservedSuffixes.MeaningOf(suffix));
    }
}
