using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A name put together at run time, by interpolation, concatenation or <c>Format</c>, from a part that may differ from call to call (an enum too).
/// Quiet on a bare variable, on parts that are static readonly, come from a table that is written down, name a type or an assembly, or are by what they are called a configured prefix or a whole metric name, and on a wrapper that puts its parameter into the
/// name, where every call in sight passes a constant.
/// </summary>
[NoFix("What varies becomes a label, whose value every recording has to give: that is a change of design.")]
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DynamicMetricName() : TelemetryRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1016", "Keep one metric name and label what varies",
        "Metric name '{0}' is put together at run time: each value makes a metric of its own, which no query or alert can name beforehand. Keep one name, and make what varies a label.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Every value makes a metric of its own: no query can sum over them, no dashboard or alert can name them beforehand.", helpLinkUri: Manual + "#obs1016");

    private protected override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts) => start.RegisterSemanticModelAction(context =>
    {
        Location? reported = null;
        var report = Report.On(context, Descriptor);
        foreach (var instrument in facts.Instruments(context.SemanticModel, context.CancellationToken))
        {
            if (!instrument.Name.IsComposedAtRunTime || instrument.Convention.IsFreeText || instrument.Kind == InstrumentKind.Unknown) continue;
            // One call of a wrapper may declare several instruments.
            if (instrument.Name.Location == reported || facts.IsSettledByCallers(instrument, context.CancellationToken)) continue;
            report.At(reported = instrument.Name.Location, instrument.Name);
        }
    });
}
