using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A histogram whose values all fall into one bucket of those that its library gives it: in seconds with the bounds of the OpenTelemetry SDK, which are meant for milliseconds, or in bytes (or another unit) with those of prometheus-net, which are meant for seconds.
/// Quiet on bounds of its own and on views, where no pipeline is in sight or a part of it is not, and on what lasts long by its name.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultBucketsMisfit() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1023", "Give a histogram buckets that fit its unit",
        "Histogram '{0}' is in {1}, but has the default bounds {2}, which are meant for {3}: nearly all values fall into one bucket, and percentiles say nothing. Give it bounds of its own.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "A histogram tells apart only what falls into different buckets.", helpLinkUri: Manual + "#obs1023");

    /// <summary>What takes minutes or hours fits the bounds up to 10,000.</summary>
    private static readonly HashSet<string> LastingThings =
        ["age", "lifetime", "uptime", "session", "connection", "job", "batch", "backup", "restore", "migration", "workflow", "idle", "ttl", "shift", "trip", "download", "build", "pipeline", "runtime"];

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument is not { Kind: InstrumentKind.Histogram, Name.Value: { } name, IsView: false, IsWrapped: false, HasUnseenSettings: false } || !instrument.Convention.Accepts(name) || !HasDefaultBounds(instrument)) return;
        if (instrument.Convention.HasUnitField)
        {
            if (IsInSeconds(instrument) && !IsLasting(name) && DeclaredViews.In(report.Compilation, report.Cancellation).LeaveAsDeclared(instrument.Scope.Name, name))
                report.At(instrument.Name.Location, name, "seconds", "0, 5, 10 … 10,000", "milliseconds");
        }
        else if (instrument.Convention.UnitIsInName && UnitPosition.QuantityOf(name, instrument.Kind) is { Factor: 1, Base: not ("seconds" or "ratio") and var unit })
            report.At(instrument.Name.Location, name, unit, "0.005 … 10", "seconds");
    }

    private static bool HasDefaultBounds(InstrumentDeclaration instrument) => instrument.Buckets is null or { ConstantValue: { HasValue: true, Value: null } };

    private static bool IsInSeconds(InstrumentDeclaration instrument) => instrument.UnitCode is "s";

    private static bool IsLasting(string name)
    {
        foreach (var word in Words.Split(name))
            if (LastingThings.Contains(word.Text)) return true;
        return false;
    }
}
