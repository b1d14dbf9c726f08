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
/// A metric whose labels, each of them bounded, multiply to more series than <c>max_series_per_metric</c>. A histogram stores each combination many times.
/// Quiet where the number of values of some label is not known.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows which label can be spared.")]
public sealed class SeriesBudgetExceeded() : MeasurementSetRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2007", "Keep the number of time series within its limit",
        "'{0}' may grow to {1} time series ({3}), more than the {2} of the option 'max_series_per_metric': each takes memory here and in Prometheus. Drop a label, or values of one.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Labels multiply: each combination of their values is a time series of its own.", helpLinkUri: Manual + "#obs2007", customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override void Check(InstrumentDeclaration instrument, IReadOnlyList<Measurement> measurements, Func<SyntaxNode, Report> reportAt)
    {
        if (SeriesEstimate.Of(instrument, measurements) is not { } estimate) return;
        var report = reportAt(instrument.Syntax);
        var most = LintOptions.MaxSeriesPerMetric.Read(report.Options);
        if (estimate.Series > most) report.At(instrument.Name.Location, instrument.Name.ToString(), estimate.Series.ToString("0", CultureInfo.InvariantCulture), most, estimate.Factors);
    }
}
