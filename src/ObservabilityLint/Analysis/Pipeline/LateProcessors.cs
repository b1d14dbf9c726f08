using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>The processors of a file that come too late: the SDK runs them in the order of their registration.</summary>
internal static class LateProcessors
{
    public static IEnumerable<LateProcessor> In(SemanticModel model, TextReader texts, CallGraph graph)
    {
        var cancellation = texts.Variables.Cancellation;
        PipelineOrder? order = null;
        foreach (var step in Pipelines.In(model.Compilation, cancellation).Steps)
        {
            if (step is not { Kind: StepKind.Processor, Signals: PipelineSignals.Traces } || step.Call.SyntaxTree != model.SyntaxTree || model.GetOperation(step.Call, cancellation) is not IInvocationOperation call || CallSite.Of(call) is not { } site) continue;
            if (ProcessorEffects.TypeOf(site, texts.Variables) is not { } processor) continue;
            var effect = ProcessorEffects.Of(processor, graph, cancellation);
            if (effect == LateEffect.None) continue;
            order ??= new PipelineOrder(model.Compilation, cancellation);
            if (IsInTimeForOne(step, order)) continue;
            var exporters = ImmutableArray.CreateBuilder<SyntaxNode>();
            var kind = ExportKind.Memory;
            foreach (var earlier in order.ExportersBefore(step))
                if (!ExporterSteps.RunsLast(earlier.Method))
                {
                    exporters.Add(earlier.Call);
                    if (earlier.Export > kind) kind = earlier.Export.Value;
                }
            if (exporters.Count > 0 && (effect == LateEffect.Filters || kind != ExportKind.Memory)) yield return new LateProcessor(call, processor.Name, effect, exporters.ToImmutable(), kind);
        }
    }

    /// <summary>An exporter behind it is the one that it is meant for: what stands before it, such as one to the console, may be meant to see all.</summary>
    private static bool IsInTimeForOne(PipelineStep processor, PipelineOrder order)
        => order.ExportersAfter(processor).Any() || order.ExportersBefore(processor).Any(static earlier => ExporterSteps.RunsLast(earlier.Method));
}
