using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules;

/// <summary>A rule that compares the instruments of a compilation with each other: <see cref="Check"/> sees all of them, at the end.</summary>
public abstract class InstrumentSetRule : TelemetryRule
{
    private protected InstrumentSetRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    /// <param name="instruments">Those with a known name and kind, in the order of files and text.</param>
    /// <param name="reportAt">How to speak about one of them.</param>
    private protected abstract void Check(IReadOnlyList<InstrumentDeclaration> instruments, Func<InstrumentDeclaration, Report> reportAt);

#pragma warning disable RS1013 // The base has found out at the start that there is something to compare.
    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
#pragma warning restore RS1013
        => start.RegisterCompilationEndAction(context => Check(
            Comparable(facts.AllInstruments(context.CancellationToken)),
            instrument => new Report(Descriptor, context.Options.AnalyzerConfigOptionsProvider.GetOptions(instrument.Syntax.SyntaxTree), context.Compilation, context.ReportDiagnostic, context.CancellationToken)));

    /// <summary>The order does not depend on the order in which the compiler was given the files.</summary>
    private static List<InstrumentDeclaration> Comparable(IEnumerable<InstrumentDeclaration> all)
    {
        var known = all.Where(i => i.Name.Value != null && i.Kind != InstrumentKind.Unknown && !i.Convention.IsFreeText && i.Convention.Accepts(i.Name.Value)).ToList();
        // A wrapper that creates either this or that makes one call look like both declarations.
        var ambiguous = known.Where(i => i.IsWrapped).GroupBy(i => (i.Syntax, i.Name.Value)).Where(calls => calls.Skip(1).Any()).Select(calls => calls.Key).ToImmutableHashSet();
        return known.Where(i => !ambiguous.Contains((i.Syntax, i.Name.Value)))
            .OrderBy(i => i.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(i => i.Syntax.SpanStart).ToList();
    }
}
