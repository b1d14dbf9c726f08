using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Programs whose tracing pipeline is in sight, so that it is certain which spans of libraries it does not get.</summary>
internal static class TracedPrograms
{
    /// <summary>Where a file begins the tracing pipeline of its program: the first one, where it has several.</summary>
    public static PipelineBeginning? StartIn(SyntaxTree tree, Compilation compilation, CancellationToken cancellation)
    {
        var pipelines = Pipelines.In(compilation, cancellation);
        if (!pipelines.IsProgram || !pipelines.IsInSight(PipelineSignals.Traces) || pipelines.BeginningOf(PipelineSignals.Traces) is not { } start || start.Entry.SyntaxTree != tree) return null;
        return !OtherListeners.MayHear(PipelineSignals.Traces, compilation, cancellation) && !UnbuiltProviders.AreIn(compilation, cancellation) ? start : null;
    }
}
