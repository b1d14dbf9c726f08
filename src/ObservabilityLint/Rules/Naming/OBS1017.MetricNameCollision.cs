using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Options;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// Two instruments (of any library, or .NET's own) that reach Prometheus under one name, as a family or as a sample of one, with another type, unit or label set.
/// Quiet on declarations that agree, on one name in one meter or registry (OBS1018), on registries and meters that may never meet, and on alternatives of one branch.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows which of the two metrics should be renamed, and to what.")]
public sealed class MetricNameCollision() : InstrumentSetRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1017", "Give each metric an exported name of its own",
        "'{0}' is exported to Prometheus as '{1}' ({2}), and so is {3} ({4}): queries mix the two, or the scrape fails. Rename one of them.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Queries mix both metrics, or Prometheus refuses the whole scrape.", helpLinkUri: Manual + "#obs1017", customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override void Check(IReadOnlyList<InstrumentDeclaration> instruments, Func<InstrumentDeclaration, Report> reportAt)
    {
        var exported = new ExportedNames();
        foreach (var instrument in instruments)
        {
            var report = reportAt(instrument);
            var flavor = LintOptions.PrometheusTranslation.Read(report.Options);
            if (ExportedInstrument.Of(instrument, flavor) is not { } mine) continue;
            if ((ExportedNames.BuiltIn(flavor).CollisionOf(mine) ?? exported.CollisionOf(mine)) is (var other, var name)) Tell(report, mine, other, name);
            // A declaration that is reported is not compared with again: one that deviates, one diagnostic.
            else exported.Add(mine);
        }
    }

    private static void Tell(Report report, ExportedInstrument mine, ExportedInstrument other, string name)
    {
        object[] arguments = [mine.Name, name, mine.Description(other), other.FullName, other.Description(mine)];
        if (other.Declaration is null) report.At(mine.Declaration!.Name.Location, arguments);
        else report.At(mine.Declaration!.Name.Location, other.Declaration.Name.Location, arguments);
    }
}
