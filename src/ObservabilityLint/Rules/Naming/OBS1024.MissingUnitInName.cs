using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A histogram, summary or gauge that ends with what it measures (<c>duration</c>, <c>age</c>, <c>request_size</c>, <c>latency_average</c>) and not with a unit, where the name is the only place for one.
/// Quiet on counts and parts of something, on a unit elsewhere in the name, and on sizes, lags and the like that may be a number of things.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingUnitInName() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1024", "Name the unit of a metric",
        "Metric '{0}' does not say in which unit its {1} is: who reads {2} where the code records something else is wrong by that factor. Record {2} and name it '{3}'.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Prometheus has no other place for a unit than the name of a metric.", helpLinkUri: Manual + "#obs1024");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (RenamePlan.For(instrument, report.Options) is { Preferred: var preferred } && In(preferred, instrument) is var (quantity, unit))
            report.At(instrument.Name.Location, instrument.Name, quantity, unit, preferred.Name + "_" + unit);
    }

    /// <summary>What the name that satisfies all other rules says is measured, and its base unit; null where it needs none, or has one.</summary>
    internal static (string Quantity, string Unit)? In(PreferredName preferred, InstrumentDeclaration instrument)
    {
        if (!instrument.Convention.UnitIsInName || instrument.Kind is not (InstrumentKind.Histogram or InstrumentKind.Summary or InstrumentKind.Gauge)) return null;
        var words = Words.Split(preferred.Name);
        if (MeasuredQuantity.PlaceIn(words) is not (>= 0 and var place) || MeasuredQuantity.BaseOf(words[place].Text) is not { } unit) return null;
        var quantity = words[place].Text;
        foreach (var word in words)
            if (word.Text.Length > 1 && word.Text != "us" && Units.Find(word.Text) != null) return null;
        if (instrument.Help?.Value is { } help)
        {
            if (HelpUnit.Find(help) is { } told) return told.Base == unit ? (quantity, unit) : null;
            if (HelpUnit.SaysNone(help)) return null;
        }
        return MeasuredQuantity.IsCertain(words, place) ? (quantity, unit) : null;
    }
}
