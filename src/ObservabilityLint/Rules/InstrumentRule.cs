using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules;

/// <summary>A rule about one instrument declaration: <see cref="Check"/> sees each of them, live in the editor.</summary>
public abstract class InstrumentRule : TelemetryRule
{
    private protected InstrumentRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    private protected abstract void Check(InstrumentDeclaration instrument, Report report);

    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
        => start.RegisterSemanticModelAction(context =>
        {
            var instruments = facts.Instruments(context.SemanticModel, context.CancellationToken);
            if (instruments.IsEmpty) return;
            var (report, once) = (Report.On(context, Descriptor), Report.OnceOn(context, Descriptor));
            // What is said of one of several that a call makes, is said of the call.
            foreach (var instrument in instruments) Check(instrument, instrument.IsListed || instrument.Name.Value is null || instrument.Unit is { Alternatives.IsEmpty: false } ? once : report);
        });
}
