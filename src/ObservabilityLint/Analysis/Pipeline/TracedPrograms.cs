using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Programs whose tracing pipeline is in sight, so that it is certain which spans of libraries it does not get.</summary>
internal static class TracedPrograms
{
    /// <summary>The call of a file that begins the tracing pipeline of its program: the first one, where it has several.</summary>
    public static PipelineStep? StartIn(SyntaxTree tree, Compilation compilation, CancellationToken cancellation)
    {
        var pipelines = Pipelines.In(compilation, cancellation);
        if (!pipelines.IsProgram || !pipelines.IsInSight(PipelineSignals.Traces)) return null;
        foreach (var step in pipelines.Steps)
            if (step.Kind == StepKind.Start && (step.Signals & PipelineSignals.Traces) != 0)
                return step.Call.SyntaxTree == tree && !OtherListeners.MayHear(PipelineSignals.Traces, compilation, cancellation) && !UnbuiltProviders.AreIn(compilation, cancellation) ? step : null;
        return null;
    }
}
