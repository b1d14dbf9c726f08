using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// An entry of baggage that the project sets on an Activity, and reads from OpenTelemetry's <c>Baggage</c>, or the reverse: neither sees what is set in the other.
/// Quiet where the project may set the entry in the baggage that it reads, where it copies one to the other, and on baggage that was received or given.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TwoBaggages() : TelemetryRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3026", "Take baggage from where it is set",
        "'{0}' is set with {1}, which {2} does not see: unless another process sends it, {3}. Use {4} to read it.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The baggage of an Activity and the Baggage of OpenTelemetry do not know of each other.", helpLinkUri: Manual + "#obs3026");

    private protected override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
    {
        if (!facts.Contexts.Baggage.IsUsed(start.CancellationToken)) return;
        start.RegisterSemanticModelAction(context =>
        {
            var (baggage, report) = (facts.Contexts.Baggage, Report.On(context, Descriptor));
            IOperation? last = null;
            foreach (var read in baggage.ReadsIn(context.SemanticModel.SyntaxTree, context.CancellationToken))
                // Of the names that a loop goes through, the first tells enough.
                if (read.Operation != last && baggage.SetElsewhere(read, context.CancellationToken) is var (place, member))
                    report.At((last = read.Operation).Syntax.GetLocation(), place.GetLocation(), read.Key, member, read.Member, read.IsOfWhole ? "it is not there" : "this is null", read.Api == BaggageApi.Activity ? "Baggage.GetBaggage" : "Activity.GetBaggageItem");
        });
    }
}
