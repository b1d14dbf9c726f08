using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// One instrument that is recorded with different sets of keys: the calls that deviate from the most frequent set are reported.
/// And a level that falls with the list of tags that it rose with, into which something has been put since: what rose then stays for ever.
/// Quiet on instruments whose declaration names the labels, on keys that are not known, on lists that are put together by statements, where a key may be missing on purpose,
/// on <c>error.type</c>, which belongs to failures alone (but not of a level, which must fall as it rose), on keys that a view may drop, and on an addition of 0, which only makes the series.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows which of the two sets is meant, and the missing value.")]
public sealed class InconsistentTagKeys() : MeasurementSetRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2012", "Record an instrument with the same tags everywhere",
        "'{0}' is recorded with {1} here, but {2}: {3}. Use the same tags everywhere.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Sums and joins by a tag leave out the time series that lack it.", helpLinkUri: Manual + "#obs2012", customTags: WellKnownDiagnosticTags.CompilationEnd);

    private const string NoTags = "no tags";

    private protected override void Check(InstrumentDeclaration instrument, IReadOnlyList<Measurement> measurements, Func<SyntaxNode, Report> reportAt)
    {
        if (!instrument.Labels.IsDefault || measurements.Count < 2) return;
        if (instrument.Kind == InstrumentKind.UpDownCounter)
            foreach (var (rise, added, fall) in GrownTags.In(measurements).Where(_ => IsKept(null)))
                reportAt(fall.Syntax).At(fall.CalledName.GetLocation(), rise.CalledName.GetLocation(), instrument.Name, $"what '{MessageText.OfCode(added)}' puts in", "rises without it", "what has risen never falls again");
        // Of sets that are equally frequent, the first in the text is taken for the norm.
        var isLevel = instrument is { Kind: InstrumentKind.UpDownCounter, IsObservable: false };
        var bySet = measurements.Where(IsCertain).GroupBy(measurement => KeysOf(measurement, isLevel, static _ => true)).ToList();
        if (bySet.Count < 2) return;
        bySet = [.. bySet.SelectMany(static set => set).GroupBy(measurement => KeysOf(measurement, isLevel, IsKept))];
        if (bySet.Count < 2) return;
        var norm = bySet.OrderByDescending(set => set.Count()).First();
        foreach (var set in bySet)
            if (set != norm)
                foreach (var measurement in set)
                    reportAt(measurement.Syntax).At(measurement.CalledName.GetLocation(), norm.First().CalledName.GetLocation(), instrument.Name, Said(set.Key, [measurement]), $"with {Said(norm.Key, norm)} elsewhere", "sums and filters by a tag that is missing leave these values out");

        bool IsKept(string? key)
        {
            var report = reportAt(instrument.Syntax);
            return instrument.Convention.AttributeSets is null || !DeclaredViews.In(report.Compilation, report.Cancellation).MayDrop(instrument.Name.Value, key);
        }
    }

    private static bool IsCertain(Measurement measurement)
        => measurement is { Kind: MeasurementKind.Recording, AddsNothing: false, IsComplete: true, IsPutTogether: false, Tags.IsDefault: false } && measurement.Tags.All(tag => tag.Key?.Value != null);

    private static string Said(string keys, IEnumerable<Measurement> measurements)
        => keys != NoTags || measurements.Any(measurement => measurement.Tags.IsEmpty) ? keys
            : measurements.All(measurement => measurement.Tags.All(tag => LabelName.IsOfFailures(tag.Key!.Value!))) ? "no tags but those of failures" : "no tags that a view keeps";

    /// <param name="measurement">The call.</param>
    /// <param name="isLevel">What a failure lowers must have risen under the same tags: those of failures count.</param>
    /// <param name="isKept">No view drops the key.</param>
    private static string KeysOf(Measurement measurement, bool isLevel, Func<string, bool> isKept)
    {
        var keys = measurement.Tags.Select(tag => tag.Key!.Value!).Where(key => (isLevel || !LabelName.IsOfFailures(key)) && isKept(key)).Distinct().OrderBy(key => key, StringComparer.Ordinal).Select(key => $"'{key}'").ToList();
        return keys.Count switch
        {
            0 => NoTags,
            1 => "the tag " + keys[0],
            _ => "the tags " + string.Join(", ", keys),
        };
    }
}
