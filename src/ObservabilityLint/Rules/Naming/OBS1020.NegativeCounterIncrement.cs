using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A counter that is given a negative constant (a named one too, in one branch, in a local, or as the result of a method), or a count with a minus or a negative factor before it; a method that adds its parameter counts as the counter.
/// Quiet on instruments that may fall, where the code around asks for the variable's sign first, and where nothing tells the sign of what stands behind the minus.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NegativeCounterIncrement() : NegativeRecordingRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1020", "Do not decrement a counter",
        "A counter cannot fall, but '{0}' is negative: {1}. Use {2} for a value that also falls.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A value that rises and falls is a gauge, or an UpDownCounter.", helpLinkUri: Manual + "#obs1020");

    private protected override void Check(Recording recording, Report report)
    {
        if (recording is { Kind: InstrumentKind.Counter, Effect: RecordingEffect.Add, Value: { } value })
            report.At(value.Syntax.GetLocation(), value.Syntax, recording.Convention.NegativeIncrement, recording.Convention.LevelInstrument);
    }
}
