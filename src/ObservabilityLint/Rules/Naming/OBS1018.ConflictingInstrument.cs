using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// One name declared twice in one meter or registry, and not alike, or given by a view to an instrument beside another that has it. Meters: another kind, number type, unit or description; prometheus-net: another type, other buckets, or the same labels in another order.
/// Quiet on declarations that agree, on what is not known, where it is not certain that the meter (its name, version and tags) is the same, on alternatives of one branch, and where a view may give one of them another name, or both one description.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows which of the two declarations is meant.")]
public sealed class ConflictingInstrument() : InstrumentSetRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1018", "Declare an instrument the same way everywhere",
        "'{0}' is declared here with the {1} '{3}', but elsewhere with '{2}': {4}. Declare it alike in both places, or rename one.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The second declaration throws, is ignored, or exports a second time series under the same name.", helpLinkUri: Manual + "#obs1018",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override void Check(IReadOnlyList<InstrumentDeclaration> instruments, Func<InstrumentDeclaration, Report> reportAt)
    {
        var agreeing = new Dictionary<string, List<InstrumentDeclaration>>();
        foreach (var instrument in instruments)
        {
            var name = instrument.Name.Value!;
            if (!agreeing.TryGetValue(name, out var earlier)) agreeing.Add(name, earlier = []);
            // A declaration that is reported is not compared with again: one that deviates, one diagnostic.
            if (!ReportConflict(instrument, earlier, reportAt)) earlier.Add(instrument);
        }
        ReportViews(instruments, reportAt);
    }

    /// <summary>A view that gives an instrument the name of another declares that name once more.</summary>
    private static void ReportViews(IReadOnlyList<InstrumentDeclaration> instruments, Func<InstrumentDeclaration, Report> reportAt)
    {
        if (instruments.Count == 0) return;
        var first = reportAt(instruments[0]);
        foreach (var (view, renamed, other, conflict) in DeclaredViews.In(first.Compilation, first.Cancellation).Clashes(instruments))
            reportAt(renamed).At(view.NamedAt!, other.Name.Location, view.StreamName, conflict.Aspect, conflict.Before, conflict.Here, conflict.Effect);
    }

    private static bool ReportConflict(InstrumentDeclaration instrument, List<InstrumentDeclaration> earlier, Func<InstrumentDeclaration, Report> reportAt)
    {
        foreach (var other in earlier)
        {
            if (!InstrumentConflict.InOneScope(other, instrument) || InstrumentConflict.Between(other, instrument) is not { } conflict || ExclusiveBranches.SeparateWithCalls(other.Syntax, instrument.Syntax)) continue;
            var report = reportAt(instrument);
            if (conflict.MayBeReconciled(instrument, report.Compilation, report.Cancellation)) continue;
            report.At(instrument.Name.Location, other.Name.Location, instrument.Name.Value, conflict.Aspect, conflict.Before, conflict.Here, conflict.Effect);
            return true;
        }
        return false;
    }
}
