using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Of two samplers of one pipeline, the last alone counts.</summary>
internal static class LostSampler
{
    /// <summary>The step that gives the pipeline another sampler, whenever this call has; null where there is none.</summary>
    public static PipelineStep? For(SamplerChoice choice, Compilation compilation, CancellationToken cancellation)
    {
        var (own, others) = (default(PipelineStep), 0);
        foreach (var step in Pipelines.In(compilation, cancellation).Steps)
            if (step.Kind != StepKind.Sampler) continue;
            else if (step.Call == choice.Call.Syntax) own = step;
            else others++;
        return own is null || others == 0 ? null : new PipelineOrder(compilation, cancellation).RepetitionOf(own);
    }
}
