using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules;

/// <summary>A rule about spans and their context in one member: <see cref="Check"/> sees each member that has to do with them, live in the editor.</summary>
public abstract class BodyRule : TelemetryRule
{
    private protected BodyRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    private protected abstract void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation);

    /// <summary>False where nothing in the compilation can be of interest: the rule is not registered.</summary>
    private protected virtual bool Concerns(TelemetryFacts facts, CancellationToken cancellation) => facts.HasSpans(cancellation);

    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
    {
        if (!Concerns(facts, start.CancellationToken)) return;
        start.RegisterSemanticModelAction(context =>
        {
            var bodies = facts.Contexts.Of(context.SemanticModel, context.CancellationToken);
            if (bodies.IsEmpty) return;
            var report = Report.On(context, Descriptor);
            foreach (var body in bodies) Check(body, facts.Contexts, report, context.CancellationToken);
        });
    }
}
