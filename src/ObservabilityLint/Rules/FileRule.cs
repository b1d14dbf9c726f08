using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules;

/// <summary>A rule about how a file sets telemetry up: <see cref="Check"/> sees each file, and asks its text before it binds anything.</summary>
public abstract class FileRule : TelemetryRule
{
    private protected FileRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    /// <param name="model">The file.</param>
    /// <param name="texts">Reads and follows values; knows the compilation, too.</param>
    /// <param name="facts">What is known of the compilation.</param>
    /// <param name="report">Says what is wrong.</param>
    private protected abstract void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report);

    /// <summary>False where the compilation cannot see what the rule is about: it is not registered.</summary>
    private protected virtual bool Concerns(Compilation compilation) => true;

    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
    {
        if (!Concerns(start.Compilation)) return;
        start.RegisterSemanticModelAction(context =>
            Check(Models.Of(context.SemanticModel), new TextReader(new VariableValues(start.Compilation, context.CancellationToken)), facts, Report.On(context, Descriptor)));
    }
}
