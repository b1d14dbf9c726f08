using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;

namespace ObservabilityLint.Rules;

/// <summary>A rule about queues, whose two ends may stand in any two files: <see cref="Check"/> sees each file, live in the editor.</summary>
public abstract class QueueRule : TelemetryRule
{
    private protected QueueRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    private protected abstract void Check(SyntaxTree tree, QueueFacts queues, Report report, CancellationToken cancellation);

    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
    {
        if (!facts.HasSpans(start.CancellationToken)) return;
        start.RegisterSemanticModelAction(context => Check(context.SemanticModel.SyntaxTree, facts.Contexts.Queues, Report.On(context, Descriptor), context.CancellationToken));
    }
}
