using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Options;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// A metric whose labels, each of them bounded, multiply to more series than <c>max_series_per_metric</c>, of which a histogram stores many for each combination; with OpenTelemetry, to more attribute sets
/// than the SDK keeps. Quiet where the number of values of some label, or the limit, is not known.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows which label can be spared.")]
public sealed class SeriesBudgetExceeded() : MeasurementSetRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2007", "Keep the number of time series within its limit",
        "'{0}' may grow to {1} ({2}), more than the {3}. Drop a label, or values of one.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Labels multiply: each combination of their values is a time series of its own.", helpLinkUri: Manual + "#obs2007", customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override void Check(InstrumentDeclaration instrument, IReadOnlyList<Measurement> measurements, Func<SyntaxNode, Report> reportAt)
    {
        if (SeriesEstimate.Of(instrument, measurements) is not { } estimate) return;
        var report = reportAt(instrument.Syntax);
        var isOfSets = instrument.Convention.AttributeSets != null;
        var (most, whose) = (LintOptions.MaxSeriesPerMetric.Read(report.Options), "of the option 'max_series_per_metric': each takes memory here and in Prometheus");
        if (instrument.Convention.AttributeSets is { } usual)
        {
            if (DeclaredViews.In(report.Compilation, report.Cancellation).LimitOf(instrument.Name.Value ?? "", usual) is not var (sets, isOfView)) return;
            // Who sets a view's limit has thought of it: the option's default does not go before it.
            if (sets <= most || isOfView && !LintOptions.MaxSeriesPerMetric.IsSet(report.Options)) (most, whose) = (sets, $"{(isOfView ? "of the view's CardinalityLimit" : "that the OpenTelemetry SDK keeps by default")}: all others are merged into one, with the tag 'otel.metric.overflow'");
        }
        if (estimate.Series <= most) return;
        report.At(instrument.Name.Location, instrument.Name.ToString(), string.Format(CultureInfo.InvariantCulture, "{0:0} {1}", estimate.Series, isOfSets ? "attribute sets" : "time series"), estimate.Factors, string.Format(CultureInfo.InvariantCulture, "{0} {1}", most, whose));
    }
}
